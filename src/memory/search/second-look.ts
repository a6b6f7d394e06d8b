import type { FoundMessage } from '../../store/index/message-index-reader.js';
import { wordsOf } from '../../text/words.js';
import type { Side } from './speakers.js';
import { asksWhen, tellsTime } from './telling-time.js';
import type { RankWeights } from './weights.js';

/** What the words of a candidate are read for. */
export interface Sought {
  /** Whose words are preferred. */
  readonly side: Side | null;
  readonly when: boolean;
  readonly language: string | null;
}

export const soughtBy = (words: readonly string[], side: Side | null, language: string | null): Sought => ({
  side,
  when: asksWhen(words),
  language,
});

/** Words of a message that is neither short nor long; beyond the most, more words make it no better. */
const usualWords = 12;
const mostWords = 40;
const questionMark = /[?？]\s*$/u;

/**
 * What the words of a message itself say about how likely it holds an answer, to multiply its relevance with: the index
 * knows which words it and its neighbours hold, and no more. Looked at for the best candidates only.
 */
export function worthOf(message: FoundMessage, sought: Sought, weights: RankWeights): number {
  const words = wordsOf(message.text);
  const labels = message.attachments === '[]' ? [] : wordsOf(labelsOf(message.attachments));
  const length = Math.min(words.length + labels.length, mostWords);
  let worth = ((length + 1) / (usualWords + 1)) ** weights.length;
  if (questionMark.test(message.text)) worth *= weights.question;
  const side: Side = message.author === 'person' ? 'person' : 'character';
  if (side === sought.side) worth *= weights.speaker;
  if (sought.when && tellsTime(words, sought.language)) worth *= weights.tellsTime;
  return worth;
}

function labelsOf(attachments: string): string {
  const list = JSON.parse(attachments) as readonly { readonly label?: string | null }[];
  return list.map(({ label }) => label ?? '').join(' ');
}
