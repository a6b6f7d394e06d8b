import type { Milliseconds } from '../../core/clock.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';

/**
 * Somebody who corrects a message, or a program that writes it piece by piece, is let finish: so long after an edit
 * another one may come. Telegram dates edits to the second, so it is one second less at the least.
 */
const quietMs: Milliseconds = 2_500;
/** Whoever never stops is answered with what stands there. */
const mostHeldMs: Milliseconds = 10_000;

/** From when on the burst can be answered, as far as its edits say; in the past where none was edited lately. */
export function editsSettleAt(burst: readonly [StoredMessage, ...StoredMessage[]]): Milliseconds {
  const edited = burst.filter(({ editedAt }) => editedAt !== undefined);
  const [first] = edited;
  if (first === undefined) return 0;
  const last = Math.max(...edited.map(({ editedAt }) => editedAt ?? 0));
  return Math.min(last + quietMs, first.receivedAt + mostHeldMs);
}
