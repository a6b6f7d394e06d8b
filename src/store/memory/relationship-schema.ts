import type { Generated } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';

export interface RelationshipSchema {
  relationship: RelationshipTable;
  relationship_change: RelationshipChangeTable;
  open_thread: OpenThreadTable;
}

/** From the first words to people who are close; a character's own stages (its file) may go by closeness too. */
export const relationshipStages = ['new', 'familiar', 'friend', 'close'] as const;
export type RelationshipStage = (typeof relationshipStages)[number];

/** Where the two stand. Measures go from 0 to 1 and change by a small step per session (memory/relationship.ts). */
export interface RelationshipTable {
  conversation_id: ConversationId;
  stage: RelationshipStage;
  closeness: number;
  warmth: number;
  tension: number;
  /** Sessions that were looked at so far, and the last message of the latest. */
  sessions: number;
  session_to_row: number;
  updated_at: Milliseconds;
}

/** What one session changed and why. */
export interface RelationshipChangeTable {
  change_row: Generated<number>;
  conversation_id: ConversationId;
  /** The session's first and last message. */
  first_row: number;
  last_row: number;
  /** Differences, not values. */
  closeness: number;
  warmth: number;
  tension: number;
  /** The stage after it. */
  stage: RelationshipStage;
  /** JSON: codes with what each added. */
  reasons: string;
  at: Milliseconds;
}

/** Something that was left open between the two, and the message it was last spoken of in. */
export interface OpenThreadTable {
  thread_row: Generated<number>;
  conversation_id: ConversationId;
  text: string;
  message_row: number;
  opened_at: Milliseconds;
  closed_at: Milliseconds | null;
}
