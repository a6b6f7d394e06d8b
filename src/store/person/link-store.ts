import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId, PeerId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';
import type { LinkState } from './person-schema.js';

/** How long a code and each of the two questions hold. */
export const linkHoldsMs: Milliseconds = 10 * 60_000;
/** After so many codes that were none, further ones are not answered for an hour. */
const mostFailures = 5;
const silentMs: Milliseconds = 3_600_000;

/** A code is kept by what it hashes to: whoever reads the store cannot join anybody's talk. */
const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

/** The only code of this talk from now on. */
export async function saveLinkCode(
  { db }: Transaction,
  conversation: ConversationId,
  code: string,
  now: Milliseconds,
): Promise<void> {
  await db.deleteFrom('link_code').where('conversation_id', '=', conversation).execute();
  await db
    .insertInto('link_code')
    .values({ code_hash: hashOf(code), conversation_id: conversation, made_at: now, used_at: null })
    .execute();
}

/** The talk that a code invites into: of the same character, another person's as far as we know, and not joined yet. */
export async function readInviter(
  read: Reader,
  joiner: ConversationId,
  code: string,
  now: Milliseconds,
): Promise<ConversationId | null> {
  const row = await read
    .selectFrom('link_code')
    .innerJoin('conversation as inviter', 'inviter.conversation_id', 'link_code.conversation_id')
    .innerJoin('conversation as joiner', 'joiner.character_id', 'inviter.character_id')
    .select('link_code.conversation_id')
    .where('code_hash', '=', hashOf(code))
    .where('used_at', 'is', null)
    .where('made_at', '>', now - linkHoldsMs)
    .where('joiner.conversation_id', '=', joiner)
    .whereRef('joiner.person_id', '!=', 'inviter.person_id')
    .executeTakeFirst();
  if (row === undefined || (await isLinking(read, row.conversation_id, now))) return null;
  return row.conversation_id;
}

async function isLinking(read: Reader, conversation: ConversationId, now: Milliseconds): Promise<boolean> {
  const row = await read
    .selectFrom('link')
    .select('link_row')
    .where((where) =>
      where.or([where('inviter_id', '=', conversation), where('joiner_id', '=', conversation)]),
    )
    .where((where) =>
      where.or([
        where('state', '=', 'linked'),
        where.and([where('state', '!=', 'ended'), where('changed_at', '>', now - linkHoldsMs)]),
      ]),
    )
    .executeTakeFirst();
  return row !== undefined;
}

/** The code is used up; the joiner is asked. Questions of before that nobody answered are over. */
export async function beginLink(
  { db }: Transaction,
  { inviter, joiner }: { readonly inviter: ConversationId; readonly joiner: ConversationId },
  version: string,
  now: Milliseconds,
): Promise<void> {
  await db.updateTable('link_code').set({ used_at: now }).where('conversation_id', '=', inviter).execute();
  const both = [inviter, joiner];
  await db
    .updateTable('link')
    .set({ state: 'ended', changed_at: now })
    .where((where) => where.or([where('inviter_id', 'in', both), where('joiner_id', 'in', both)]))
    .where('state', '!=', 'ended')
    .execute();
  await db
    .insertInto('link')
    .values({
      inviter_id: inviter,
      joiner_id: joiner,
      state: 'asks-joiner',
      wording_version: version,
      changed_at: now,
    })
    .execute();
}

export async function moveLink(
  { db }: Transaction,
  row: number,
  state: LinkState,
  now: Milliseconds,
): Promise<void> {
  await db.updateTable('link').set({ state, changed_at: now }).where('link_row', '=', row).execute();
}

export async function noteLinkFailure(
  { db }: Transaction,
  conversation: ConversationId,
  now: Milliseconds,
): Promise<void> {
  await db
    .insertInto('link_failure')
    .values({ conversation_id: conversation, count: 1, last_at: now })
    .onConflict((conflict) =>
      conflict.column('conversation_id').doUpdateSet({
        count: sql<number>`iif(link_failure.last_at < ${now - silentMs}, 1, link_failure.count + 1)`,
        last_at: now,
      }),
    )
    .execute();
}

/** Whether further codes are to be met with silence. */
export async function isLinkSilent(
  read: Reader,
  conversation: ConversationId,
  now: Milliseconds,
): Promise<boolean> {
  const row = await read
    .selectFrom('link_failure')
    .select(['count', 'last_at'])
    .where('conversation_id', '=', conversation)
    .executeTakeFirst();
  return row !== undefined && row.count >= mostFailures && row.last_at > now - silentMs;
}

/** Where a conversation is at home, to say something there. */
export async function readHome(
  read: Reader,
  conversation: ConversationId,
): Promise<{
  readonly conversation: ConversationId;
  readonly account: AccountId;
  readonly peer: PeerId;
} | null> {
  const row = await read
    .selectFrom('conversation')
    .select(['home_account_id', 'home_peer_id'])
    .where('conversation_id', '=', conversation)
    .executeTakeFirst();
  return row === undefined ? null : { conversation, account: row.home_account_id, peer: row.home_peer_id };
}

/** Whether this talk is joined with another one, in which the person wrote later than here. */
export async function hasWrittenInLinked(read: Reader, conversation: ConversationId): Promise<boolean> {
  const { rows } = await sql<{ one: number }>`select 1 as one from link
    where state = 'linked' and (inviter_id = ${conversation} or joiner_id = ${conversation})
    and (select coalesce(max(received_at), 0) from message
      where message.conversation_id = iif(inviter_id = ${conversation}, joiner_id, inviter_id) and direction = 'incoming')
    > (select coalesce(max(received_at), 0) from message
      where message.conversation_id = ${conversation} and direction = 'incoming')`.execute(read);
  return rows.length > 0;
}
