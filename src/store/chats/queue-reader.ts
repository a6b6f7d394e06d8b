import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { Reader } from '../engine/database.js';
import { isWaiting, openStates } from '../turn/open-states.js';

/** As written in the partial index `outbox_held`. */
const isHeld = sql<boolean>`state = 'held'`;

/** What waits in the store, over all accounts: counts only. Read by indexes that hold nothing but what waits. */
export interface Queue {
  /** Messages of people that no turn has looked at, in so many chats, and when the oldest was received. */
  readonly waiting: {
    readonly messages: number;
    readonly conversations: number;
    readonly oldestAt: Milliseconds | null;
  };
  /** Bubbles that are committed and not settled, by state; a state without any is missing. */
  readonly bubbles: Readonly<Record<string, number>>;
  /** Of those held, the ones of which nobody knows whether they were sent. */
  readonly inDoubt: number;
  /** Chats that were left to the operator, who has not written there since. */
  readonly handedOver: number;
  /** People who wait for the operator to let them in. */
  readonly knocking: number;
}

export async function readQueue(read: Reader): Promise<Queue> {
  const waiting = await read
    .selectFrom('message')
    .select(({ fn }) => [
      fn.countAll<number>().as('messages'),
      fn.count<number>('conversation_id').distinct().as('conversations'),
      fn.min<Milliseconds | null>('received_at').as('oldest'),
    ])
    .where(isWaiting)
    .executeTakeFirstOrThrow();
  const open = await read
    .selectFrom('outbox')
    .select(['state', ({ fn }) => fn.countAll<number>().as('n')])
    .where('state', 'in', openStates)
    .groupBy('state')
    .execute();
  const held = await read
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .select(sql<number>`coalesce(sum(reason = 'in-doubt'), 0)`.as('in_doubt'))
    .where(isHeld)
    .executeTakeFirstOrThrow();
  const handedOver = await read
    .selectFrom('hand_over')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('message')
            .select('message_row')
            .whereRef('message.conversation_id', '=', 'hand_over.conversation_id')
            .where('message.author', '=', 'operator')
            .whereRef('message.sent_at', '>', 'hand_over.since'),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  const knocking = await read
    .selectFrom('admission')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where(sql<boolean>`state = 'waiting'`)
    .where('reason', '=', 'ask')
    .executeTakeFirstOrThrow();
  return {
    waiting: {
      messages: waiting.messages,
      conversations: waiting.conversations,
      oldestAt: waiting.oldest,
    },
    bubbles: Object.fromEntries([
      ...open.map(({ state, n }) => [state, n] as const),
      ...(held.n > 0 ? [['held', held.n] as const] : []),
    ]),
    inDoubt: held.in_doubt,
    handedOver: handedOver.n,
    knocking: knocking.n,
  };
}
