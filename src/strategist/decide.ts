import type { Milliseconds } from '../core/clock.js';
import type { Decision } from '../core/decision.js';
import type { StoredMessage } from '../store/conversation-reader.js';

/** Room for a few sentences: texting runs to a median of 7 and a 95th percentile of 31 words (EVIDENCE 7). */
const replyTokens = 300;
/** Twice the 99th percentile of a message: who writes so much has something on their mind. */
const weightyWords = 100;
const deepReplyTokens = 500;

export interface DecideInput {
  /** What waits for an answer, oldest first. */
  readonly burst: readonly StoredMessage[];
  readonly now: Milliseconds;
  readonly staleAfterMs: Milliseconds;
  /** Whether the day's budget allows the deep model. */
  readonly mayGoDeep: boolean;
}

/** What this turn needs. Local rules only: no model is asked. */
export function decide({ burst, now, staleAfterMs, mayGoDeep }: DecideInput): Decision {
  const latest = burst.at(-1);
  if (!latest) return { kind: 'silent', reason: 'nothing-waiting' };
  if (now - latest.sentAt > staleAfterMs) return { kind: 'silent', reason: 'stale' };
  const nothingSaid = burst.every(
    (message) => message.text.trim() === '' && message.attachments.length === 0,
  );
  if (nothingSaid) return { kind: 'silent', reason: 'nothing-said' };
  const words = burst.reduce((sum, { text }) => sum + text.split(/\s+/u).length, 0);
  if (mayGoDeep && words >= weightyWords) {
    return { kind: 'reply', reason: 'person-wrote-at-length', depth: 'deep', maxTokens: deepReplyTokens };
  }
  return { kind: 'reply', reason: 'person-wrote', depth: 'everyday', maxTokens: replyTokens };
}
