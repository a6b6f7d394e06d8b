import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';

/** What made the last turn speak whose words reached the person; null while none did. */
export async function readLastSpoken(
  read: Reader,
  conversation: ConversationId,
): Promise<{ readonly cause: string; readonly askedModel: boolean } | null> {
  const said = await read
    .selectFrom('message')
    .innerJoin('turn', 'turn.turn_id', 'message.turn_id')
    .select(['turn.cause', 'turn.answer'])
    .where('message.conversation_id', '=', conversation)
    .where('message.direction', '=', 'outgoing')
    .orderBy('message.message_row', 'desc')
    .limit(1)
    .executeTakeFirst();
  return said ? { cause: said.cause, askedModel: said.answer !== null } : null;
}
