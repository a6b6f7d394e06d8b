import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, TurnId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import { openStates } from '../turn/open-states.js';

/**
 * Tables of which a conversation's rows go altogether. With `indexed_conversation` goes the salt under which the terms
 * of the index are stored: whatever the index still holds until its next merge says nothing any more.
 */
export const erasedTables = [
  'chat_signal',
  'condensed_past',
  'gate_mark',
  'imported_past',
  'indexed_conversation',
  'medium',
  'memory',
  'memory_listing',
  'memory_source',
  'open_thread',
  'past_note',
  'plan',
  'plan_decision',
  'relationship',
  'relationship_change',
  'scribe_again',
  'shown_picture',
] as const;

/**
 * Forget a conversation: every word of both sides and everything made of them. What stays says nothing about anybody:
 * ids by which a message that arrives twice is known, what was spent, when the person was told that this is an AI, and
 * what they agreed to. The turn that answers the request keeps its own words. Bubbles under way keep their text until
 * they are settled: the person is about to read them. The log is emptied after the commit, so that no byte is left
 * there; free space in the database is overwritten by `secure_delete`.
 */
export async function eraseConversation(
  transaction: Transaction,
  conversation: ConversationId,
  now: Milliseconds,
  answering: TurnId | null,
): Promise<void> {
  const { db } = transaction;
  const ofConversation = sql<boolean>`conversation_id = ${conversation}`;
  for (const table of erasedTables) await db.deleteFrom(table).where(ofConversation).execute();

  // How they want to be written to stands; where they are is something they told.
  await sql`update proactive_wish set wish = json_remove(wish, '$.zone', '$.place') where ${ofConversation}`.execute(
    db,
  );

  await db
    .updateTable('message')
    .set({ text: '', attachments: '[]', reactions: null, forwarded: 0, deleted_at: now })
    .where('conversation_id', '=', conversation)
    .where('deleted_at', 'is', null)
    .execute();
  await db
    .updateTable('turn')
    .set({ layers: '[]', request: null, answer: null, checks: '[]' })
    .where('conversation_id', '=', conversation)
    .where('turn_id', '!=', answering ?? ('' as TurnId))
    .execute();
  await db
    .updateTable('outbox')
    .set({ state: 'dropped', reason: 'erased', settled_at: now })
    .where('conversation_id', '=', conversation)
    .where('state', '=', 'queued')
    .where('turn_id', '!=', answering ?? ('' as TurnId))
    .execute();
  await db
    .updateTable('outbox')
    .set({ text: '' })
    .where('conversation_id', '=', conversation)
    .where('state', 'not in', openStates)
    .execute();
  // What the owner's chat shows of it is emptied when that is next looked at.
  await sql`update proposal set bubbles = '[]', state = iif(state = 'open', 'overtaken', state), shown = null
    where ${ofConversation}`.execute(db);
  await db
    .updateTable('conversation')
    .set((eb) => ({ lorebook_state: null, revision: eb('revision', '+', 1) }))
    .where('conversation_id', '=', conversation)
    .execute();
  await forgetName(transaction, conversation);
  await skipRead(transaction, conversation, now);
  transaction.emptyLog();
}

/** Names go too where this was the person's only conversation; their next message brings them along again. */
async function forgetName({ db }: Transaction, conversation: ConversationId): Promise<void> {
  const { person_id: person } = await db
    .selectFrom('conversation')
    .select('person_id')
    .where('conversation_id', '=', conversation)
    .executeTakeFirstOrThrow();
  const other = await db
    .selectFrom('conversation')
    .select('conversation_id')
    .where('person_id', '=', person)
    .where('conversation_id', '!=', conversation)
    .limit(1)
    .executeTakeFirst();
  if (other) return;
  await db.updateTable('person').set({ name: null }).where('person_id', '=', person).execute();
  const threads = await db
    .selectFrom('thread')
    .select(['account_id', 'peer_id'])
    .where('conversation_id', '=', conversation)
    .execute();
  for (const { account_id: account, peer_id: peer } of threads) {
    await db
      .updateTable('peer')
      .set({ name: null, username: null })
      .where('account_id', '=', account)
      .where('peer_id', '=', peer)
      .execute();
  }
}

/** The scribe begins behind what was erased. */
async function skipRead({ db }: Transaction, conversation: ConversationId, now: Milliseconds): Promise<void> {
  const { last } = await db
    .selectFrom('message')
    .select((message) => message.fn.max('message_row').as('last'))
    .where('conversation_id', '=', conversation)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('scribe_progress')
    .set({ seen_to_row: last ?? 0, failures: 0, updated_at: now })
    .where('conversation_id', '=', conversation)
    .execute();
}
