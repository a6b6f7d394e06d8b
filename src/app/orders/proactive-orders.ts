import { z } from 'zod';
import type { Milliseconds } from '../../core/clock.js';
import { conversationId } from '../../core/ids.js';
import { readStoredWish, withoutEnd } from '../../proactive/wish.js';
import type { Database } from '../../store/engine/database.js';
import { readWish } from '../../store/plan/plan-reader.js';
import { dropQueuedOpeners, saveHold, saveWish } from '../../store/plan/plan-store.js';

/** The operator's own pause of writing first, for one chat or, with null, for all; the same with and without a program at work. */
export const proactiveOrder = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('pause'),
    conversation: z.string().nullable(),
    /** For so long; until it is resumed when absent. */
    forMs: z.number().int().positive().optional(),
  }),
  z.object({ do: z.literal('resume'), conversation: z.string().nullable() }),
]);
export type ProactiveOrder = z.output<typeof proactiveOrder>;

export interface ProactiveOrderDone {
  /** When the pause ends; null where there is none any more, and for one without an end. */
  readonly until: Milliseconds | null;
  /** Messages that had not left yet and now will not. */
  readonly dropped: number;
}

export async function carryOutProactiveOrder(
  database: Database,
  order: ProactiveOrder,
  now: Milliseconds,
): Promise<ProactiveOrderDone> {
  const isPause = order.do === 'pause';
  const end = !isPause || order.forMs === undefined ? null : now + order.forMs;
  const heldUntil = isPause ? (end ?? withoutEnd) : null;
  const conversation = order.conversation === null ? null : conversationId(order.conversation);
  return database.write(async (transaction) => {
    if (conversation === null) await saveHold(transaction, heldUntil);
    else {
      const wish = readStoredWish(await readWish(transaction.db, conversation));
      await saveWish(transaction, conversation, JSON.stringify({ ...wish, heldUntil }), now);
    }
    const dropped = isPause ? await dropQueuedOpeners(transaction, conversation, 'paused', now) : 0;
    return { until: end, dropped };
  });
}
