import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';

/** Messages of a day in one talk, on an account whose service bills each. */
export interface PaidMessages {
  readonly account: AccountId;
  readonly conversation: ConversationId;
  /** UTC. */
  readonly day: string;
  readonly count: number;
}

/** What was sent since a moment on these accounts; what is known not to have been delivered is not billed. */
export async function readPaidMessages(
  read: Reader,
  accounts: readonly AccountId[],
  since: Milliseconds,
): Promise<readonly PaidMessages[]> {
  if (accounts.length === 0) return [];
  const day = sql<string>`strftime('%Y-%m-%d', message.sent_at / 1000, 'unixepoch')`;
  const rows = await read
    .selectFrom('message')
    .leftJoin('delivery', (join) =>
      join
        .onRef('delivery.account_id', '=', 'message.account_id')
        .onRef('delivery.remote_id', '=', 'message.remote_id')
        .onRef('delivery.peer_id', '=', 'message.peer_id'),
    )
    .select([
      'message.account_id',
      'message.conversation_id',
      day.as('day'),
      read.fn.countAll<number>().as('count'),
    ])
    .where('message.direction', '=', 'outgoing')
    .where('message.account_id', 'in', accounts)
    .where('message.sent_at', '>=', since)
    .where((where) =>
      where.or([where('delivery.state', 'is', null), where('delivery.state', '!=', 'failed')]),
    )
    .groupBy(['message.account_id', 'message.conversation_id', day])
    .orderBy('day')
    .execute();
  return rows.map(({ account_id, conversation_id, day: of, count }) => ({
    account: account_id,
    conversation: conversation_id,
    day: of,
    count,
  }));
}
