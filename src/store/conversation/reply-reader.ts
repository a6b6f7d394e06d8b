import type { Milliseconds } from '../../core/clock.js';
import type { CharacterId, ConversationId, TurnId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';

/** What a character said in one turn: its bubbles, joined by line breaks. */
export interface SpokenReply {
  readonly conversation: ConversationId;
  readonly turn: TurnId;
  readonly text: string;
  readonly sentAt: Milliseconds;
}

/**
 * What a character said, conversation by conversation, oldest first; the latest `limit` messages in all. Left out is what
 * is not its own wording: the bubble with the AI disclosure, and what is said when no model answers.
 */
export async function readReplies(
  read: Reader,
  character: CharacterId,
  limit: number,
  conversation?: ConversationId,
): Promise<ReadonlyMap<ConversationId, readonly SpokenReply[]>> {
  const rows = await read
    .selectFrom('message')
    .innerJoin('conversation', 'conversation.conversation_id', 'message.conversation_id')
    .innerJoin('turn', 'turn.turn_id', 'message.turn_id')
    .leftJoin('outbox', (join) =>
      join
        .onRef('outbox.turn_id', '=', 'message.turn_id')
        .onRef('outbox.remote_id', '=', 'message.remote_id'),
    )
    .select(['message.conversation_id', 'message.turn_id', 'message.text', 'message.sent_at'])
    .where('conversation.character_id', '=', character)
    .$if(conversation !== undefined, (query) =>
      query.where('message.conversation_id', '=', conversation as ConversationId),
    )
    .where('message.direction', '=', 'outgoing')
    .where('message.author', '=', 'character')
    .where('message.deleted_at', 'is', null)
    .where('message.text', '!=', '')
    .where('turn.outcome', '=', 'spoke')
    .where('outbox.discloses', 'is', null)
    .orderBy('message.message_row', 'desc')
    .limit(limit)
    .execute();
  const talks = new Map<ConversationId, Map<TurnId, SpokenReply>>();
  for (const row of rows.reverse()) {
    if (row.turn_id === null) continue;
    const turns = talks.get(row.conversation_id) ?? new Map<TurnId, SpokenReply>();
    const begun = turns.get(row.turn_id);
    turns.set(row.turn_id, {
      conversation: row.conversation_id,
      turn: row.turn_id,
      text: begun === undefined ? row.text : `${begun.text}\n${row.text}`,
      sentAt: begun?.sentAt ?? row.sent_at,
    });
    talks.set(row.conversation_id, turns);
  }
  return new Map([...talks].map(([name, turns]) => [name, [...turns.values()]]));
}
