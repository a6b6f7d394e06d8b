import type { Milliseconds } from '../../core/clock.js';
import type { Attachment } from '../../core/event.js';
import type {
  AccountId,
  CharacterId,
  ConversationId,
  PeerId,
  PersonId,
  RemoteMessageId,
} from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';
import { fillIndex } from '../index/message-index-writer.js';
import { noteImported } from '../memory/imported-past-store.js';
import { imported } from '../message/imported-numbers.js';

/** The conversation an import is for. */
export interface ImportTarget {
  readonly conversation: ConversationId;
  readonly character: CharacterId;
  readonly person: PersonId;
  readonly account: AccountId;
  readonly peer: PeerId;
  /** What the export calls the person. */
  readonly name: string | null;
  /** The export was made by this very account: then the person wrote to it, and it may answer there. */
  readonly isOwnChat: boolean;
}

/** A message of an export as it is to be stored. */
export interface ImportedMessage {
  readonly remoteId: RemoteMessageId;
  readonly author: 'person' | 'character' | 'operator';
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly sentAt: Milliseconds;
  readonly forwarded: boolean;
  readonly forwardedFrom?: string;
  readonly replyTo: RemoteMessageId | null;
}

/** Whether the two have talked through this program already: older messages cannot be put before newer ones. */
export async function hasTalked(read: Reader, conversation: ConversationId): Promise<boolean> {
  const row = await read
    .selectFrom('message')
    .select('message_row')
    .where('conversation_id', '=', conversation)
    .where((message) => message.or([message('skipped', 'is', null), message('skipped', '!=', imported)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Make the conversation the messages go into; a no-op when it is there. */
export async function openImport(
  { db }: Transaction,
  target: ImportTarget,
  since: Milliseconds,
): Promise<void> {
  await db
    .insertInto('person')
    .values({ person_id: target.person, name: target.name, language: null, created_at: since })
    .onConflict((conflict) => conflict.column('person_id').doNothing())
    .execute();
  await db
    .insertInto('conversation')
    .values({
      conversation_id: target.conversation,
      character_id: target.character,
      person_id: target.person,
      home_account_id: target.account,
      home_peer_id: target.peer,
      revision: 0,
      disclosed_at: null,
      disclosure_version: null,
      created_at: since,
    })
    .onConflict((conflict) => conflict.column('conversation_id').doNothing())
    .execute();
  if (!target.isOwnChat) return;
  await db
    .insertInto('thread')
    .values({
      account_id: target.account,
      peer_id: target.peer,
      conversation_id: target.conversation,
      read_incoming_to: null,
      read_outgoing_to: null,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'peer_id']).doNothing())
    .execute();
}

/** Store messages in their order, indexed like any other; the scribe will read them, newest first. @returns how many were not there before */
export async function addImported(
  transaction: Transaction,
  target: ImportTarget,
  messages: readonly ImportedMessage[],
  now: Milliseconds,
): Promise<number> {
  let added = 0;
  let first: number | null = null;
  let last = 0;
  for (const message of messages) {
    const stored = await transaction.db
      .insertInto('message')
      .values({
        conversation_id: target.conversation,
        account_id: target.account,
        peer_id: target.peer,
        remote_id: message.remoteId,
        direction: message.author === 'person' ? 'incoming' : 'outgoing',
        author: message.author,
        text: message.text,
        attachments: JSON.stringify(message.attachments),
        reply_to: message.replyTo,
        sent_at: message.sentAt,
        received_at: now,
        edited_at: null,
        deleted_at: null,
        reactions: null,
        forwarded: message.forwarded ? 1 : 0,
        forwarded_from: message.forwardedFrom ?? null,
        turn_id: null,
        skipped: imported,
      })
      .onConflict((conflict) => conflict.columns(['account_id', 'remote_id', 'peer_id']).doNothing())
      .returning('message_row')
      .executeTakeFirst();
    if (!stored) continue;
    added += 1;
    first ??= stored.message_row;
    last = stored.message_row;
  }
  await fillIndex(transaction, added + 1, target.conversation);
  if (first !== null) await noteImported(transaction, target.conversation, { first, last }, now);
  return added;
}
