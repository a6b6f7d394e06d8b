import type { Generated } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';

export interface MessageIndexSchema {
  indexed_conversation: IndexedConversationTable;
  indexed_session: IndexedSessionTable;
  indexed_message: IndexedMessageTable;
  message_index: MessageIndexTable;
  /** As `message_index`, with the rows of memories. */
  memory_index: MessageIndexTable;
}

export interface IndexedConversationTable {
  /** Part of every place and every term of the conversation. Never used twice. */
  number: Generated<number>;
  conversation_id: ConversationId;
  /**
   * Terms are stored as a hash under it and never as words: what the full-text index keeps of a deleted message until
   * its next merge cannot be read, and nothing of a conversation can once this row is gone.
   */
  salt: Uint8Array;
  /** Messages that have a place, and the terms of all of them; what scores are measured against. */
  messages: Generated<number>;
  terms: Generated<number>;
  next_position: Generated<number>;
  /** Where the newest session begins, and when its newest message was sent. */
  session_from: Generated<number>;
  newest_at: Milliseconds | null;
  /** What the talk is mostly held in, for messages too short to tell. */
  language: string | null;
  /**
   * Messages behind this row wait to be indexed; null when none does. A trigger sets it with every message that is
   * stored (migrations/0016-index-in-batches.ts).
   */
  filled_to: number | null;
}

/** A stretch of talk without a long pause. */
export interface IndexedSessionTable {
  number: number;
  from_position: number;
  started_at: Milliseconds;
}

/** Where a message stands in its conversation's index: `position` counts up without gaps, so neighbours differ by one. */
export interface IndexedMessageTable {
  number: number;
  position: number;
  message_row: number;
  /** Its row in the full-text index; message-place.ts says how it is made up. */
  place: number;
}

/** FTS5 without content: rows are places, terms are hashes that the conversation is part of. */
export interface MessageIndexTable {
  rowid: number;
  terms: string;
}
