import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId } from '../../core/ids.js';
import { backupContact } from '../duty/consent-store.js';
import type { Reader } from '../engine/database.js';
import { isWaiting, openStates } from '../turn/open-states.js';

/** A person who agreed to be written to from a backup account. */
export interface Agreed {
  readonly conversation: ConversationId;
  /** The standby may find them: it knows their address, or there is a username to ask for. */
  readonly hasWay: boolean;
}

/** What a rotation would move, and whom the new home could reach. */
export interface RotationScope {
  readonly conversations: number;
  /** They wrote to the standby before and are answered there at once. */
  readonly reachable: number;
  /** Would get an introduction. */
  readonly agreed: number;
  /** Agreed, but the standby knows no way to them: they have to write first. */
  readonly unreachable: number;
  readonly held: number;
  readonly inDoubt: number;
}

export async function readRotationScope(
  read: Reader,
  from: AccountId,
  to: AccountId,
  activeSince: Milliseconds,
): Promise<RotationScope> {
  const home = read.selectFrom('conversation').where('home_account_id', '=', from);
  const count = read.fn.countAll<number>().as('n');
  const { n: conversations } = await home.select(count).executeTakeFirstOrThrow();
  const { n: reachable } = await home
    .innerJoin('thread', (join) =>
      join.onRef('thread.peer_id', '=', 'conversation.home_peer_id').on('thread.account_id', '=', to),
    )
    .select(count)
    .executeTakeFirstOrThrow();
  const open = await read
    .selectFrom('outbox')
    .select(['state', count])
    .where('account_id', '=', from)
    .where('state', 'in', openStates)
    .groupBy('state')
    .execute();
  const agreed = await readAgreed(read, from, to, activeSince);
  return {
    conversations,
    reachable,
    agreed: agreed.filter((person) => person.hasWay).length,
    unreachable: agreed.filter((person) => !person.hasWay).length,
    held: open.find((row) => row.state === 'queued')?.n ?? 0,
    inDoubt: open.reduce((sum, row) => sum + (row.state === 'queued' ? 0 : row.n), 0),
  };
}

/**
 * People at home on `from` who agreed to a backup contact, know that they talk with an AI, wrote since `activeSince` and
 * did not block the account. Those who wrote last come first.
 */
export async function readAgreed(
  read: Reader,
  from: AccountId,
  to: AccountId,
  activeSince: Milliseconds,
): Promise<readonly Agreed[]> {
  const rows = await read
    .selectFrom('consent')
    .innerJoin('conversation', 'conversation.conversation_id', 'consent.conversation_id')
    .leftJoin('thread', (join) =>
      join
        .onRef('thread.account_id', '=', 'conversation.home_account_id')
        .onRef('thread.peer_id', '=', 'conversation.home_peer_id'),
    )
    .leftJoin('peer as former', (join) =>
      join
        .onRef('former.account_id', '=', 'conversation.home_account_id')
        .onRef('former.peer_id', '=', 'conversation.home_peer_id'),
    )
    .leftJoin('peer as known', (join) =>
      join.on('known.account_id', '=', to).onRef('known.peer_id', '=', 'conversation.home_peer_id'),
    )
    .select(['consent.conversation_id', 'former.username', 'known.address', 'thread.blocked_at'])
    .select((select) =>
      select
        .selectFrom('message')
        .select('message.received_at')
        .whereRef('message.conversation_id', '=', 'consent.conversation_id')
        .where('message.direction', '=', 'incoming')
        .orderBy('message.message_row', 'desc')
        .limit(1)
        .as('last_wrote'),
    )
    .where('consent.purpose', '=', backupContact)
    .where('consent.state', '=', 'agreed')
    .where('conversation.home_account_id', '=', from)
    .where('conversation.disclosed_at', 'is not', null)
    .execute();
  return rows
    .flatMap((row) => (row.last_wrote === null ? [] : [{ ...row, lastWrote: row.last_wrote }]))
    .filter(
      (row) => row.lastWrote >= activeSince && (row.blocked_at === null || row.blocked_at < row.lastWrote),
    )
    .sort((one, other) => other.lastWrote - one.lastWrote)
    .map((row) => ({
      conversation: row.conversation_id,
      hasWay: row.address !== null || row.username !== null,
    }));
}

/** Conversations at home on an account in which something waits for an answer. */
export async function readWaitingAt(read: Reader, home: AccountId): Promise<readonly ConversationId[]> {
  const rows = await read
    .selectFrom('message')
    .innerJoin('conversation', 'conversation.conversation_id', 'message.conversation_id')
    .select('message.conversation_id')
    .distinct()
    .where(isWaiting)
    .where('conversation.home_account_id', '=', home)
    .execute();
  return rows.map((row) => row.conversation_id);
}
