import { estimateTokens } from '../../lib/token-estimate.js';
import type { Milliseconds } from '../../core/clock.js';
import type { ExportedChat, ReadEntry } from './export-reader.js';
import type { Sender } from './read-message.js';

/** What was counted in a chat before anything of it is taken over. */
export interface ChatSurvey {
  readonly chat: ExportedChat;
  messages: number;
  /** Messages whose time was read on the clock of a zone. */
  byZone: number;
  first: Milliseconds | null;
  last: Milliseconds | null;
  /** Of all words in it. */
  tokens: number;
  readonly senders: Map<string, SenderCount>;
}

export interface SenderCount {
  readonly sender: Sender;
  count: number;
}

/** More write in a group only, which is not taken over. */
const mostSenders = 50;

export function surveyOf(chat: ExportedChat): ChatSurvey {
  return { chat, messages: 0, byZone: 0, first: null, last: null, tokens: 0, senders: new Map() };
}

export function count(survey: ChatSurvey, { entry }: ReadEntry): void {
  if (entry.kind !== 'message') return;
  const { from, text, sentAt, byZone } = entry.message;
  survey.messages += 1;
  if (byZone) survey.byZone += 1;
  survey.first = Math.min(survey.first ?? sentAt, sentAt);
  survey.last = Math.max(survey.last ?? sentAt, sentAt);
  survey.tokens += estimateTokens(text);
  const key = senderKey(from);
  const known = survey.senders.get(key);
  if (known !== undefined) known.count += 1;
  else if (survey.senders.size < mostSenders) survey.senders.set(key, { sender: from, count: 1 });
}

/** By their id; by their name where the export has no ids. */
export const senderKey = ({ id, name }: Sender): string => id ?? `name:${name ?? ''}`;
