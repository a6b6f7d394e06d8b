import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, PeerId, RemoteMessageId } from '../../core/ids.js';
import { isLaterId } from '../../core/message-order.js';
import type { Reader, Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';

/** Where an account stopped in its channel's update stream; null before its first login. */
export async function readCursor(read: Reader, account: AccountId): Promise<string | null> {
  const row = await read
    .selectFrom('account')
    .select('cursor')
    .where('account_id', '=', account)
    .executeTakeFirst();
  return row?.cursor ?? null;
}

const moveCursor = statement<{ account: AccountId; cursor: string }>()(({ db, bind }) =>
  db
    .insertInto('account')
    .values({ ...emptyAccount(bind('account')), cursor: bind('cursor') })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ cursor: bind('cursor') })),
);

/** In the transaction that stores what came before it in the stream. */
export async function saveCursor({ db }: Transaction, account: AccountId, cursor: string): Promise<void> {
  await db.change(moveCursor, { account, cursor });
}

const addressOf = statement<{ account: AccountId; peer: PeerId }>()(({ db, bind }) =>
  db
    .selectFrom('peer')
    .select('address')
    .where('account_id', '=', bind('account'))
    .where('peer_id', '=', bind('peer')),
);

/** The address (access hash) this account knows a peer by. */
export async function readPeerAddress(
  read: Reader,
  account: AccountId,
  peer: PeerId,
): Promise<string | null> {
  return (await read.first(addressOf, { account, peer }))?.address ?? null;
}

/** What an account knows of a peer besides how to address it. */
export async function readPeer(
  read: Reader,
  account: AccountId,
  peer: PeerId,
): Promise<{ readonly kind: string; readonly language: string | null } | null> {
  const row = await read
    .selectFrom('peer')
    .select(['kind', 'language'])
    .where('account_id', '=', account)
    .where('peer_id', '=', peer)
    .executeTakeFirst();
  return row ?? null;
}

export interface AccountRow {
  readonly account: AccountId;
  readonly selfPeer: PeerId | null;
  readonly selfName: string | null;
  readonly selfUsername: string | null;
  readonly connection: string;
  readonly connectionReason: string | null;
  readonly connectionSince: Milliseconds | null;
}

export async function readAccounts(read: Reader): Promise<readonly AccountRow[]> {
  const rows = await read.selectFrom('account').selectAll().orderBy('account_id').execute();
  return rows.map((row) => ({
    account: row.account_id,
    selfPeer: row.self_peer_id,
    selfName: row.self_name,
    selfUsername: row.self_username,
    connection: row.connection,
    connectionReason: row.connection_reason,
    connectionSince: row.connection_since,
  }));
}

/** The public name of an account, by which people find it; null where it has none or was never online. */
/** The account's own peer id; null until it has been online once. */
export async function readSelfPeer(read: Reader, account: AccountId): Promise<PeerId | null> {
  const row = await read
    .selectFrom('account')
    .select('self_peer_id')
    .where('account_id', '=', account)
    .executeTakeFirst();
  return row?.self_peer_id ?? null;
}

export async function readSelfUsername(read: Reader, account: AccountId): Promise<string | null> {
  const row = await read
    .selectFrom('account')
    .select('self_username')
    .where('account_id', '=', account)
    .executeTakeFirst();
  return row?.self_username ?? null;
}

/** How many of a person's chats an account serves and what it sent since a moment. */
export async function readTraffic(
  read: Reader,
  account: AccountId,
  since: Milliseconds,
): Promise<{ readonly conversations: number; readonly received: number; readonly sent: number }> {
  const count = read.fn.countAll<number>();
  const conversations = await read
    .selectFrom('thread')
    .select(count.as('n'))
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow();
  const messages = await read
    .selectFrom('message')
    .select(['direction', count.as('n')])
    .where('account_id', '=', account)
    .where('received_at', '>=', since)
    .groupBy('direction')
    .execute();
  const of = (direction: string) => messages.find((row) => row.direction === direction)?.n ?? 0;
  return { conversations: conversations.n, received: of('incoming'), sent: of('outgoing') };
}

export async function saveSelf(
  { db }: Transaction,
  account: AccountId,
  self: { readonly peer: PeerId; readonly name: string; readonly username?: string },
): Promise<void> {
  const row = { self_peer_id: self.peer, self_name: self.name, self_username: self.username ?? null };
  await db
    .insertInto('account')
    .values({ ...emptyAccount(account), ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute();
}

export async function saveConnection(
  { db }: Transaction,
  account: AccountId,
  connection: string,
  reason: string | null,
  since: Milliseconds,
): Promise<void> {
  const row = { connection, connection_reason: reason, connection_since: since };
  await db
    .insertInto('account')
    .values({ ...emptyAccount(account), ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute();
}

/** A row as it stands before the account was ever online. */
export function emptyAccount(account: AccountId) {
  return {
    account_id: account,
    self_peer_id: null,
    self_name: null,
    self_username: null,
    cursor: null,
    connection: 'never',
    connection_reason: null,
    connection_since: null,
  };
}

/** How far back the highest id can lie behind later rows: messages of one chat arrive almost in order. */
const recentRows = 50;

/** The highest message id stored for a chat, of either direction. */
export async function readNewestMessage(
  read: Reader,
  account: AccountId,
  peer: PeerId,
): Promise<RemoteMessageId | null> {
  const rows = await read
    .selectFrom('message')
    .select('remote_id')
    .where('account_id', '=', account)
    .where('peer_id', '=', peer)
    .orderBy('message_row', 'desc')
    .limit(recentRows)
    .execute();
  return highest(rows);
}

/** The latest message that a person wrote in a chat. */
export async function readNewestIncoming(
  read: Reader,
  account: AccountId,
  peer: PeerId,
): Promise<RemoteMessageId | null> {
  const row = await read
    .selectFrom('message')
    .select('remote_id')
    .where('account_id', '=', account)
    .where('peer_id', '=', peer)
    .where('direction', '=', 'incoming')
    .orderBy('message_row', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.remote_id ?? null;
}

export async function isMessageStored(
  read: Reader,
  account: AccountId,
  peer: PeerId,
  message: RemoteMessageId,
): Promise<boolean> {
  const row = await read
    .selectFrom('message')
    .select('message_row')
    .where('account_id', '=', account)
    .where('remote_id', '=', message)
    .where('peer_id', '=', peer)
    .executeTakeFirst();
  return row !== undefined;
}

/** The highest message id over all chats of an account. */
export async function readNewestOfAccount(read: Reader, account: AccountId): Promise<RemoteMessageId | null> {
  const rows = await read
    .selectFrom('message')
    .select('remote_id')
    .where('account_id', '=', account)
    .orderBy('message_row', 'desc')
    .limit(recentRows)
    .execute();
  return highest(rows);
}

function highest(rows: readonly { readonly remote_id: RemoteMessageId }[]): RemoteMessageId | null {
  return rows.reduce<RemoteMessageId | null>(
    // Without an order the latest row, which comes first, stays.
    (most, { remote_id: id }) => (most === null || isLaterId(id, most) === true ? id : most),
    null,
  );
}
