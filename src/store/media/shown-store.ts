import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId, PeerId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';

/** Besides names of pictures: when it was last said that voices and pictures are made. */
export const saidOfVoice = '(voice)';
export const saidOfPicture = '(picture)';

/** When each was shown, by its name. */
export async function readShown(
  read: Reader,
  conversation: ConversationId,
): Promise<ReadonlyMap<string, Milliseconds>> {
  const rows = await read
    .selectFrom('shown_picture')
    .select(['picture', 'at'])
    .where('conversation_id', '=', conversation)
    .execute();
  return new Map(rows.map(({ picture, at }) => [picture, at]));
}

export async function noteShown(
  { db }: Transaction,
  conversation: ConversationId,
  picture: string,
  at: Milliseconds,
): Promise<void> {
  await db
    .insertInto('shown_picture')
    .values({ conversation_id: conversation, picture, at })
    .onConflict((conflict) => conflict.columns(['conversation_id', 'picture']).doUpdateSet({ at }))
    .execute();
}

/** Kinds of messages that this chat was found not to take. */
export async function readRefusedForms(
  read: Pick<Reader, 'selectFrom'>,
  chat: { readonly account: AccountId; readonly peer: PeerId },
): Promise<readonly string[]> {
  const row = await read
    .selectFrom('thread')
    .select('refused_forms')
    .where('account_id', '=', chat.account)
    .where('peer_id', '=', chat.peer)
    .executeTakeFirst();
  return row?.refused_forms == null ? [] : (JSON.parse(row.refused_forms) as string[]);
}
