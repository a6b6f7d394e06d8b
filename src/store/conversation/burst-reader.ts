import { remoteMessageId, type ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';

/**
 * The rows of what one turn answered, or of one message, named by its row (`message:12`) or by Telegram's own number
 * (`#345`); empty when the conversation has none such. For an operator who asks afterwards.
 */
export async function findBurstRows(
  read: Reader,
  conversation: ConversationId,
  name: string,
): Promise<readonly number[]> {
  const ofChat = read
    .selectFrom('message')
    .select('message_row')
    .where('conversation_id', '=', conversation)
    .where('deleted_at', 'is', null);
  const [, row] = /^message:(\d+)$/u.exec(name) ?? [];
  const [, number] = /^#?(\d+)$/u.exec(name) ?? [];
  const query =
    row !== undefined
      ? ofChat.where('message_row', '=', Number(row))
      : number !== undefined
        ? ofChat.where('remote_id', '=', remoteMessageId(number))
        : ofChat
            .where('direction', '=', 'incoming')
            .where((where) =>
              where(where.fn('substr', ['turn_id', where.lit(1), where.val(name.length)]), '=', name),
            );
  const found = await query.orderBy('message_row').execute();
  return found.map(({ message_row: found }) => found);
}
