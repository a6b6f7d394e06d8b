import type { Milliseconds } from '../core/clock.js';
import type { Decision } from '../core/decision.js';
import type { StoredMessage } from '../store/conversation-reader.js';

/** Room for a few sentences: texting runs to a median of 7 and a 95th percentile of 31 words (EVIDENCE 7). */
const replyTokens = 300;

export interface DecideInput {
  /** What waits for an answer, oldest first. */
  readonly burst: readonly StoredMessage[];
  readonly now: Milliseconds;
  readonly staleAfterMs: Milliseconds;
}

/** What this turn needs. Local rules only: no model is asked. */
export function decide({ burst, now, staleAfterMs }: DecideInput): Decision {
  const latest = burst.at(-1);
  if (!latest) return { kind: 'silent', reason: 'nothing-waiting' };
  if (now - latest.sentAt > staleAfterMs) return { kind: 'silent', reason: 'stale' };
  const nothingSaid = burst.every(
    (message) => message.text.trim() === '' && message.attachments.length === 0,
  );
  if (nothingSaid) return { kind: 'silent', reason: 'nothing-said' };
  return { kind: 'reply', reason: 'person-wrote', depth: 'everyday', maxTokens: replyTokens };
}
