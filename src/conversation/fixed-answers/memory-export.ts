import { gatherKept } from '../../memory/rights/gather.js';
import { inBubbles, listMemories, type DayFormat } from '../../memory/rights/listing.js';
import type { RightsWords } from '../../memory/rights/words.js';
import type { FixedAnswer } from './fixed-answer.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';

/** Everything that is kept besides the messages, which the person has in their own chat, as text. */
export async function exportInChat(
  { database, settings }: FixedAnswerNeeds,
  { state }: LoadedTurn,
  words: RightsWords,
  format: DayFormat,
): Promise<FixedAnswer> {
  const { memories, summaries, disclosed, agreements } = await gatherKept(database.read, state.conversation);
  const day = new Intl.DateTimeFormat(format.language, { dateStyle: 'long', timeZone: format.timeZone });
  const sources = new Map(memories.map(({ row, sources: of }) => [row, of]));
  const lines = [
    words.exportHeading,
    ...(memories.length === 0 ? [words.nothing] : listMemories(memories, sources, words, format)),
    ...(summaries.length === 0 ? [] : ['', words.summaries]),
    ...summaries.map(({ from, to, text }) => `– ${span(from, to)}${text}`),
    '',
    words.agreements,
    ...(disclosed === null
      ? []
      : [`– ${words.told}: ${day.format(disclosed.at)} (${disclosed.version ?? ''})`]),
    ...agreements.map(
      ({ purpose, state: answer, askedAt, answeredAt }) =>
        `– ${words.purposes[purpose] ?? purpose}: ${words.answers[answer] ?? answer}, ${day.format(answeredAt ?? askedAt)}`,
    ),
    '',
    words.exportEnd(settings.operator),
  ];
  return { reason: 'memory-exported', texts: inBubbles(lines) };
}

function span(from: string, to: string): string {
  if (from === '') return '';
  return from === to ? `${from}: ` : `${from} – ${to}: `;
}
