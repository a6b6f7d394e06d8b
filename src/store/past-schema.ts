import type { Milliseconds } from '../core/clock.js';
import type { ConversationId } from '../core/ids.js';

export interface PastSchema {
  condensed_past: CondensedPastTable;
}

/** The talk before the window in few words, and how things stand between the two. */
export interface CondensedPastTable {
  conversation_id: ConversationId;
  past: string;
  /** The last message the text covers; the window begins behind it. 0 before the first. */
  past_to_row: number;
  standing: string;
  standing_to_row: number;
  /** The version of the character whose eyes it was written with. */
  character_version: string;
  updated_at: Milliseconds;
}
