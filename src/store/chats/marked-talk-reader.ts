import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, TurnId } from '../../core/ids.js';
import { isUpTo } from '../../core/message-order.js';
import type { Reader } from '../engine/database.js';
import { readTalk, type SaidMessage } from '../conversation/talk-reader.js';

/** A message with what the other side did about it. */
export interface MarkedMessage extends SaidMessage {
  /** Whether the other side has read it, as far as the chat it stands in says; null where it says nothing. */
  readonly isRead: boolean | null;
  readonly reactions: readonly string[];
  /** The turn that wrote it, or that answered it. */
  readonly turn: TurnId | null;
  /** Why it was not answered. */
  readonly skipped: string | null;
  readonly receivedAt: Milliseconds;
}

/** A page of what was said, as `readTalk`, with read marks and reactions. */
export async function readMarkedTalk(
  read: Reader,
  conversation: ConversationId,
  page: { readonly before?: number; readonly most: number },
): Promise<readonly MarkedMessage[]> {
  const said = await readTalk(read, conversation, page);
  const [first, last] = [said[0], said.at(-1)];
  if (!first || !last) return [];
  const rows = await read
    .selectFrom('message')
    .leftJoin('thread', (join) =>
      join
        .onRef('thread.account_id', '=', 'message.account_id')
        .onRef('thread.peer_id', '=', 'message.peer_id'),
    )
    .select([
      'message_row',
      'direction',
      'remote_id',
      'reactions',
      'message.turn_id',
      'skipped',
      'received_at',
      'read_incoming_to',
      'read_outgoing_to',
    ])
    .where('message.conversation_id', '=', conversation)
    .where('message_row', '>=', first.row)
    .where('message_row', '<=', last.row)
    .execute();
  const marks = new Map(rows.map((row) => [row.message_row, row]));
  return said.map((message) => {
    const row = marks.get(message.row);
    const upTo = row?.direction === 'incoming' ? row.read_incoming_to : (row?.read_outgoing_to ?? null);
    return {
      ...message,
      isRead: row === undefined || upTo === null ? null : isUpTo(row.remote_id, upTo),
      reactions: row?.reactions === null || row === undefined ? [] : (JSON.parse(row.reactions) as string[]),
      turn: row?.turn_id ?? null,
      skipped: row?.skipped ?? null,
      receivedAt: row?.received_at ?? message.sentAt,
    };
  });
}
