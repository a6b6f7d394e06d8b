import type { Generated } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';

export interface PastSchema {
  condensed_past: CondensedPastTable;
  past_note: PastNoteTable;
}

/** The talk before the window in few words, and how things stand between the two: what stands in the prompt. */
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

/**
 * `part`: of a day that is not over, from its messages. `day`: a whole day, from its messages. `week`, `month`: from the
 * notes on its days, which are kept, so that each can be made anew down to the messages.
 */
export type PastLevel = 'part' | 'day' | 'week' | 'month';

/** A note in the character's own view on a stretch of the talk; what the prompt's past is put together from. */
export interface PastNoteTable {
  conversation_id: ConversationId;
  level: PastLevel;
  first_row: number;
  last_row: number;
  /** In the character's zone: `2026-03-09`. */
  first_day: string;
  last_day: string;
  text: string;
  /** 1: a message it was made from was deleted or changed; its text is gone and it is to be made anew. */
  is_stale: Generated<0 | 1>;
  character_version: string;
  made_at: Milliseconds;
}
