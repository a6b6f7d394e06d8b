import type { Milliseconds } from '../../core/clock.js';
import type { AccountId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';
import { isParked, openStates } from '../turn/open-states.js';

/** What an operator asks of a channel when something seems stuck; null for what never was. */
export interface ChannelFacts {
  /** When a person last wrote, by our clock. */
  readonly heardAt: Milliseconds | null;
  /** When the service last said how far a message of ours has come. */
  readonly statusAt: Milliseconds | null;
  /** When the oldest bubble was made that is not settled. */
  readonly oldestUnsettledAt: Milliseconds | null;
  /** How many nobody can tell of. */
  readonly parked: number;
}

export async function readChannelFacts(read: Reader, account: AccountId): Promise<ChannelFacts> {
  const heard = await read
    .selectFrom('message')
    .select(({ fn }) => fn.max<number | null>('received_at').as('at'))
    .where('account_id', '=', account)
    .where('direction', '=', 'incoming')
    .executeTakeFirst();
  const status = await read
    .selectFrom('delivery')
    .select(({ fn }) => fn.max<number | null>('at').as('at'))
    .where('account_id', '=', account)
    .executeTakeFirst();
  const open = await read
    .selectFrom('outbox')
    .select(({ fn }) => fn.min<number | null>('created_at').as('at'))
    .where('account_id', '=', account)
    .where('state', 'in', openStates)
    .executeTakeFirst();
  const parked = await read
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('account_id', '=', account)
    .where(isParked)
    .executeTakeFirst();
  return {
    heardAt: heard?.at ?? null,
    statusAt: status?.at ?? null,
    oldestUnsettledAt: open?.at ?? null,
    parked: parked?.n ?? 0,
  };
}
