import type { Generated } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, RemoteMessageId } from '../../core/ids.js';

export interface MemorySchema {
  memory: MemoryTable;
  memory_source: MemorySourceTable;
  scribe_progress: ScribeProgressTable;
  scribe_again: ScribeAgainTable;
  scribe_count: ScribeCountTable;
  imported_past: ImportedPastTable;
}

/**
 * `fact`: about the person. `person`, `place`: of their life. `plan`: with a date where one was named. `emotion`: what
 * happened and how it felt. `milestone`: of the two. `promise`: made by the character. `joke`: one that both come back to.
 */
export const memoryKinds = [
  'fact',
  'preference',
  'person',
  'place',
  'plan',
  'emotion',
  'milestone',
  'promise',
  'joke',
] as const;
export type MemoryKind = (typeof memoryKinds)[number];

/** `self`: its author said it of themselves and their life. `quarantined`: kept and shown, never put into a prompt. */
export type MemoryTrust = 'self' | 'quarantined';

/** Who wrote it down: the scribe from the talk, the person in so many words, the operator, or an imported chat. */
export type MemoryOrigin = 'scribe' | 'person' | 'operator' | 'import';

/** What the law protects most (GDPR, article 9): stored with recorded consent only. */
export const specialCategories = ['health', 'sexuality', 'religion', 'politics'] as const;
export type SpecialCategory = (typeof specialCategories)[number];

export interface MemoryTable {
  /** Never used twice, so that a memory can be named by it for good. */
  memory_row: Generated<number>;
  conversation_id: ConversationId;
  kind: MemoryKind;
  /** One short sentence in the third person. */
  text: string;
  /** What it is about, in few small words (`cat name`): a newer one of the same kind and subject takes its place. */
  subject: string;
  /** Whose words it rests on. */
  author: 'person' | 'character';
  trust: MemoryTrust;
  /** Why it is quarantined, one code; null where it is not. */
  quarantine: string | null;
  origin: MemoryOrigin;
  category: SpecialCategory | null;
  /** Both from 0 to 1. */
  confidence: number;
  importance: number;
  /** How it felt, one word (memory/kinds.ts), and how strongly, from 0 to 1. */
  emotion: string | null;
  intensity: number | null;
  valid_from: Milliseconds;
  /** When a newer one took its place or it was over; null while it holds. */
  valid_to: Milliseconds | null;
  /** When a plan falls due, read in this zone; with the precision of a day it is that day's beginning there. */
  due_at: Milliseconds | null;
  due_zone: string | null;
  due_precision: 'minute' | 'day' | null;
  /** The memory that took its place. */
  superseded_by: number | null;
  created_at: Milliseconds;
}

/** Which messages a memory was learnt from; none where it was told in so many words or imported. */
export interface MemorySourceTable {
  conversation_id: ConversationId;
  message_row: number;
  memory_row: number;
}

/** How far the scribe has read a conversation. Moves only together with what was learnt. */
export interface ScribeProgressTable {
  conversation_id: ConversationId;
  seen_to_row: number;
  /** Batches in a row that gave nothing usable. */
  failures: number;
  updated_at: Milliseconds;
}

/** The stretch of messages that came from an export, as the scribe reads it: backwards, its newest part first. */
export interface ImportedPastTable {
  conversation_id: ConversationId;
  first_row: number;
  last_row: number;
  /** What stands from here on is read; `first_row` when everything is. */
  before_row: number;
  /** Batches in a row that gave nothing usable. */
  failures: number;
  updated_at: Milliseconds;
  /** Down to which message of the chat the account has looked its own numbers up; null before the first look. */
  numbers_below: RemoteMessageId | null;
  /** When it was through; null until then. */
  numbers_known_at: Milliseconds | null;
}

/** Messages to read once more: what was learnt from them was removed because they, or their neighbours, changed. */
export interface ScribeAgainTable {
  conversation_id: ConversationId;
  message_row: number;
}

/** What became of what the scribe gave, by UTC day: `kept`, `superseded`, `rejected-...`, `dropped-...`. */
export interface ScribeCountTable {
  day: string;
  conversation_id: ConversationId;
  outcome: string;
  count: number;
}
