import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import { isUpTo } from '../../core/message-order.js';
import type { Reader } from '../engine/database.js';

/** What a chat shows of the person besides their words. Times are milliseconds since 1970, null where never noticed. */
export interface ChatSignals {
  /** What became of the last thing the character said; null while it said nothing. */
  readonly lastSaid: {
    readonly at: Milliseconds;
    /** `seen` is seen and silent. */
    readonly state: 'unseen' | 'seen' | 'answered';
    /** When it was seen, as far as that was noticed. */
    readonly seenAt: Milliseconds | null;
    /** Their reactions to it that stand. */
    readonly reactions: readonly string[];
  } | null;
  /** Messages of ours in a row, the latest included, since they last wrote. */
  readonly unanswered: number;
  readonly lastHeardAt: Milliseconds | null;
  /** Where they let it be seen. */
  readonly presence: 'online' | 'offline' | 'hidden' | null;
  readonly presenceAt: Milliseconds | null;
  readonly lastSeenAt: Milliseconds | null;
  readonly typedAt: Milliseconds | null;
  readonly reactedAt: Milliseconds | null;
  readonly editedAt: Milliseconds | null;
  readonly deletedAt: Milliseconds | null;
  readonly clearedAt: Milliseconds | null;
  /** They blocked the account the character speaks through. */
  readonly blockedAt: Milliseconds | null;
}

/** Further back nobody counts what stayed without an answer. */
const mostCounted = 50;

/** The signals of one chat; null when there is no such conversation. */
export async function readSignals(read: Reader, conversation: ConversationId): Promise<ChatSignals | null> {
  const chat = await read
    .selectFrom('conversation')
    .leftJoin('thread', (join) =>
      join
        .onRef('thread.account_id', '=', 'conversation.home_account_id')
        .onRef('thread.peer_id', '=', 'conversation.home_peer_id'),
    )
    .leftJoin('chat_signal', 'chat_signal.conversation_id', 'conversation.conversation_id')
    .select(['thread.read_outgoing_to', 'thread.blocked_at', 'conversation.home_account_id'])
    .select([
      'chat_signal.read_at',
      'chat_signal.presence',
      'chat_signal.presence_at',
      'chat_signal.last_seen_at',
      'chat_signal.typed_at',
      'chat_signal.reacted_at',
      'chat_signal.edited_at',
      'chat_signal.deleted_at',
      'chat_signal.cleared_at',
    ])
    .where('conversation.conversation_id', '=', conversation)
    .executeTakeFirst();
  if (!chat) return null;
  const latest = await read
    .selectFrom('message')
    .select(['direction', 'author', 'account_id', 'remote_id', 'sent_at', 'received_at', 'reactions'])
    .where('conversation_id', '=', conversation)
    .where('deleted_at', 'is', null)
    .orderBy('message_row', 'desc')
    .limit(mostCounted)
    .execute();
  const firstHeard = latest.findIndex((message) => message.direction === 'incoming');
  const unanswered = firstHeard === -1 ? latest : latest.slice(0, firstHeard);
  const saidAt = latest.findIndex((message) => message.author === 'character');
  const said = latest[saidAt];
  const isAnswered = firstHeard !== -1 && firstHeard < saidAt;
  // Message ids of one account do not compare with those of another.
  const isSeen =
    said !== undefined &&
    said.account_id === chat.home_account_id &&
    chat.read_outgoing_to !== null &&
    isUpTo(said.remote_id, chat.read_outgoing_to) === true;
  return {
    lastSaid:
      said === undefined
        ? null
        : {
            at: said.sent_at,
            state: isAnswered ? 'answered' : isSeen ? 'seen' : 'unseen',
            seenAt: isSeen ? chat.read_at : null,
            reactions: said.reactions === null ? [] : (JSON.parse(said.reactions) as string[]),
          },
    unanswered: unanswered.length,
    lastHeardAt: latest[firstHeard]?.received_at ?? null,
    presence: chat.presence,
    presenceAt: chat.presence_at,
    lastSeenAt: chat.last_seen_at,
    typedAt: chat.typed_at,
    reactedAt: chat.reacted_at,
    editedAt: chat.edited_at,
    deletedAt: chat.deleted_at,
    clearedAt: chat.cleared_at,
    blockedAt: chat.blocked_at,
  };
}
