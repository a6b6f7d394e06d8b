import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';

export interface RightsSchema {
  memory_listing: MemoryListingTable;
}

/** What the person was shown or asked last. */
export interface MemoryListingTable {
  conversation_id: ConversationId;
  /** They were asked whether everything is to be forgotten; null where nothing was asked. */
  asks: 'forget-all' | null;
  /** JSON: rows of the memories in the order they were listed, the first as number 1. */
  memories: string;
  shown_at: Milliseconds;
}
