import type { Milliseconds } from '../../core/clock.js';
import type { Attachment, MediaPlace, Unperceived } from '../../core/event.js';
import type { ConversationId } from '../../core/ids.js';
import { reindexMessage } from '../index/message-index-writer.js';
import type { Transaction } from '../engine/database.js';
import type { MediumTable } from './media-schema.js';

/** A file that is to be looked into, as its message brought it. */
export interface NewMedium extends Pick<
  MediumTable,
  'account_id' | 'peer_id' | 'message_row' | 'remote_id' | 'part' | 'kind' | 'sense' | 'seconds' | 'label'
> {
  readonly file_key: string | null;
  readonly place: MediaPlace;
  readonly isStill: boolean;
}

/** Returns its number. */
export async function addMedium(
  { db }: Transaction,
  conversation: ConversationId,
  { place, isStill, ...medium }: NewMedium,
  now: Milliseconds,
): Promise<number> {
  const { medium_id: id } = await db
    .insertInto('medium')
    .values({
      ...medium,
      conversation_id: conversation,
      place: JSON.stringify(place),
      is_still: isStill ? 1 : 0,
      state: 'wanted',
      reason: null,
      file: null,
      seal: null,
      sha256: null,
      width: null,
      height: null,
      sighting: null,
      made_by: null,
      created_at: now,
      settled_at: null,
      held_until: null,
    })
    .returning('medium_id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Bytes that were fetched, made harmless and sealed. */
export interface KeptFile {
  readonly name: string;
  readonly key: Uint8Array;
  readonly sha256: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly heldUntil: Milliseconds;
}

/** It was fetched: a turn may answer it, and its words are to be found. False where its message is gone meanwhile. */
export async function holdMedium(transaction: Transaction, medium: number, file: KeptFile): Promise<boolean> {
  const held = await transaction.db
    .updateTable('medium')
    .set({
      state: 'held',
      file: file.name,
      seal: file.key,
      sha256: file.sha256,
      width: file.width,
      height: file.height,
      held_until: file.heldUntil,
    })
    .where('medium_id', '=', medium)
    .where('state', '=', 'wanted')
    .executeTakeFirst();
  if (held.numUpdatedRows === 0n) return false;
  await patchAttachment(transaction, medium, (attachment) => ({ ...attachment, awaits: 'describe' }));
  return true;
}

/** What came of looking or listening, with the moment until which its bytes are kept; none where null. */
export type Perceived =
  | {
      readonly as: 'seen';
      readonly text: string;
      readonly by: string;
      readonly heldUntil: Milliseconds | null;
    }
  | { readonly as: 'heard'; readonly text: string; readonly by: string }
  | { readonly as: 'not'; readonly why: Unperceived };

/**
 * Write down what a file was, for ever: with its row, and with the message, where every later turn reads it. Of what was
 * heard nothing is kept but the words, which become the message's. The files that are not kept any more are named.
 */
export async function settleMedium(
  transaction: Transaction,
  medium: number,
  perceived: Perceived,
  now: Milliseconds,
): Promise<readonly string[]> {
  const { db } = transaction;
  const before = await db
    .selectFrom('medium')
    .select(['file', 'state'])
    .where('medium_id', '=', medium)
    .executeTakeFirst();
  if (before === undefined || before.state === 'known' || before.state === 'declined') return [];
  const heldUntil = perceived.as === 'seen' ? perceived.heldUntil : null;
  await db
    .updateTable('medium')
    .set({
      state: perceived.as === 'not' ? 'declined' : 'known',
      reason: perceived.as === 'not' ? perceived.why : null,
      sighting: perceived.as === 'seen' ? perceived.text : null,
      made_by: perceived.as === 'not' ? null : perceived.by,
      place: null,
      settled_at: now,
      held_until: heldUntil,
      ...(heldUntil === null ? { file: null, seal: null } : {}),
    })
    .where('medium_id', '=', medium)
    .execute();
  await patchAttachment(
    transaction,
    medium,
    ({ awaits: _, ...attachment }) => {
      switch (perceived.as) {
        case 'seen':
          return { ...attachment, seen: perceived.text };
        case 'heard':
          return { ...attachment, heard: true };
        case 'not':
          return { ...attachment, unseen: perceived.why };
      }
    },
    perceived.as === 'heard' ? perceived.text : '',
  );
  return heldUntil === null && before.file !== null ? [before.file] : [];
}

/** No words came in time: from now on it stands in the talk without any. */
export async function stopWaiting(
  transaction: Transaction,
  mediums: readonly number[],
  now: Milliseconds,
): Promise<void> {
  for (const medium of mediums) {
    await transaction.db
      .updateTable('medium')
      .set({ state: 'known', reason: 'late', place: null, settled_at: now })
      .where('medium_id', '=', medium)
      .where('state', '=', 'held')
      .execute();
    await patchAttachment(transaction, medium, ({ awaits: _, ...attachment }) => attachment);
  }
}

/** Change one attachment of a message, add words to its text, and have it found by both. */
async function patchAttachment(
  transaction: Transaction,
  medium: number,
  change: (attachment: Attachment) => Attachment,
  words = '',
): Promise<void> {
  const { db } = transaction;
  const message = await db
    .selectFrom('medium')
    .innerJoin('message', 'message.message_row', 'medium.message_row')
    .select(['message.message_row', 'message.conversation_id', 'message.text', 'message.attachments'])
    .where('medium.medium_id', '=', medium)
    .where('message.deleted_at', 'is', null)
    .executeTakeFirst();
  if (message === undefined) return;
  const attachments = (JSON.parse(message.attachments) as Attachment[]).map((attachment) =>
    attachment.medium === medium ? change(attachment) : attachment,
  );
  const text = [message.text, words].filter((part) => part !== '').join('\n');
  const row = message.message_row;
  await db
    .updateTable('message')
    .set({ attachments: JSON.stringify(attachments), ...(words === '' ? {} : { text }) })
    .where('message_row', '=', row)
    .execute();
  await reindexMessage(transaction, message.conversation_id, { row, text, attachments });
}
