import { createHash } from 'node:crypto';
import type { ConversationId } from '../../core/ids.js';
import { withoutOpening } from './own-words.js';
import type { Reader } from '../engine/database.js';
import { statement } from '../engine/statement.js';

/**
 * Part of what was sent to a model: our own words as they are, a message of the talk by its row and a hash of the words
 * it had. Its words stand in `message` alone: who deletes them there has deleted them here.
 */
export type RecordedPart = string | readonly [row: number, hash: string];

/** Tells one wording of a message from another: 48 bits, in base64. */
export const wordingOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 8);

/** Every wording a message has had, as far as it was not deleted: what it says now, and before its edits. */
const wordings = statement<{ conversation: ConversationId; rows: string }>()(({ db, bind }) => {
  const asked = db.selectFrom((json) =>
    json.fn<{ value: number }>('json_each', [json.val(bind('rows'))]).as('asked'),
  );
  return db
    .selectFrom('message')
    .leftJoin('message_wording', 'message_wording.message_row', 'message.message_row')
    .select(['message.message_row as row', 'message.text', 'message_wording.text as before'])
    .where('message.conversation_id', '=', bind('conversation'))
    .where('message.message_row', 'in', asked.select('asked.value'))
    .where('message.deleted_at', 'is', null);
});

/** Puts the words back in; what was deleted since is said to be. */
export async function readParts(
  read: Reader,
  conversation: ConversationId,
  texts: readonly (readonly RecordedPart[])[],
): Promise<readonly string[]> {
  const rows = texts.flat().flatMap((part) => (typeof part === 'string' ? [] : [part[0]]));
  const found =
    rows.length === 0 ? [] : await read.rows(wordings, { conversation, rows: JSON.stringify(rows) });
  const known = new Map<string, string>();
  for (const { row, text, before } of found) {
    for (const wording of before === null ? [text] : [text, before]) {
      // A turn sees the first message to a person without the disclosure it begins with.
      for (const seen of [withoutOpening(wording), wording]) known.set(`${row} ${wordingOf(seen)}`, seen);
    }
  }
  return texts.map((parts) =>
    parts
      .map((part) =>
        typeof part === 'string'
          ? part
          : (known.get(part.join(' ')) ?? `(message ${part[0]}: deleted since)`),
      )
      .join(''),
  );
}
