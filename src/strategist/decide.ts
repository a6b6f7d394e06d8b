import type { Milliseconds } from '../core/clock.js';
import type { Decision } from '../core/decision.js';
import type { StoredMessage } from '../store/conversation/conversation-reader.js';
import type { Advice } from './advice.js';
import type { HandOverReason, otherProgram } from './hand-over.js';
import type { RegisterChoice } from './register.js';

/** Room for a few sentences: texting runs to a median of 7 and a 95th percentile of 31 words (EVIDENCE 7). */
const replyTokens = 300;
/** Twice the 99th percentile of a message: who writes so much has something on their mind. */
const weightyWords = 100;
/** Beyond the 90th percentile (25 words) where feelings or a quarrel are what it is about: these turns are remembered. */
const weightyWhenItMatters = 25;
const weighty: ReadonlySet<string> = new Set(['tender', 'argument']);
const deepReplyTokens = 500;
/** Signs of messages that are answered in passing. */
const passing: ReadonlySet<string> = new Set(['act-greeting', 'act-thanks', 'act-laughter', 'act-farewell']);
const passingWords = 8;

export interface DecideInput {
  /** What waits for an answer, oldest first. */
  readonly burst: readonly StoredMessage[];
  readonly now: Milliseconds;
  readonly staleAfterMs: Milliseconds;
  /** Whether the day's budget allows the deep model. */
  readonly mayGoDeep: boolean;
  readonly choice: RegisterChoice;
  /** Words in a usual message of the character. */
  readonly usualWords: number;
  /** What could be done without the character's words; null where nothing else will do. */
  readonly aside?: Aside | null;
  /** What the small model made of it, where it was asked. */
  readonly advice?: Advice | null;
}

/** A turn without the character's words, of which `decide` makes a decision where nothing is in the way. */
export type Aside =
  | { readonly kind: 'react'; readonly reason: string; readonly emoji: string }
  | { readonly kind: 'hand-over'; readonly reason: HandOverReason }
  | { readonly kind: 'silent'; readonly reason: typeof otherProgram };

/** What this turn needs, by local rules and what is handed in; no model is asked here. */
export function decide(input: DecideInput): Decision {
  const { burst, now, staleAfterMs, mayGoDeep, choice, usualWords, advice } = input;
  const latest = burst.at(-1);
  if (!latest) return { kind: 'silent', reason: 'nothing-waiting' };
  if (now - latest.sentAt > staleAfterMs) return { kind: 'silent', reason: 'stale' };
  const nothingSaid = burst.every(
    (message) => message.text.trim() === '' && message.attachments.length === 0,
  );
  if (nothingSaid) return { kind: 'silent', reason: 'nothing-said' };
  if (input.aside) return input.aside;
  const { register, evidence } = choice;
  const written = burst.reduce((sum, { text }) => sum + text.split(/\s+/u).length, 0);
  const isWeighty =
    written >= weightyWords ||
    (weighty.has(register) && written >= weightyWhenItMatters) ||
    advice?.depth === 'deep';
  const tone = { register, evidence };
  if (mayGoDeep && isWeighty) {
    const words = 2 * usualWords;
    return { kind: 'reply', reason: 'weighty', depth: 'deep', ...tone, words, maxTokens: deepReplyTokens };
  }
  const inPassing = evidence.some((sign) => passing.has(sign));
  const words = inPassing ? Math.min(usualWords, passingWords) : advisedWords(advice?.words, usualWords);
  return { kind: 'reply', reason: 'person-wrote', depth: 'everyday', ...tone, words, maxTokens: replyTokens };
}

/** Between half and twice the usual: a character keeps its measure whatever it is advised. */
function advisedWords(advised: number | undefined, usual: number): number {
  return advised === undefined ? usual : Math.round(Math.min(2 * usual, Math.max(usual / 2, advised)));
}
