import type { Generated } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId, TurnId } from '../../core/ids.js';
import type { Pace } from '../../core/pace.js';

export interface SignalSchema {
  chat_signal: ChatSignalTable;
  chat_mode: ChatModeTable;
  hand_over: HandOverTable;
  admission: AdmissionTable;
}

/** Whether a person may talk with the character, where that was ever a question. */
export interface AdmissionTable {
  conversation_id: ConversationId;
  /** The account that was written to. */
  account_id: AccountId;
  state: 'waiting' | 'let-in' | 'turned-away';
  reason: WaitReason;
  decided_by: 'rule' | 'operator' | 'owner' | null;
  knocked_at: Milliseconds;
  decided_at: Milliseconds | null;
  /** When the owner was told of them in the own chat. */
  told_at: Milliseconds | null;
}

/** Why somebody has to wait: for a decision, for being a contact or listed, or for another day. */
export type WaitReason = 'ask' | 'no-contact' | 'not-listed' | 'new-today';

/** The latest matter of a chat that was left to the human who runs this. */
export interface HandOverTable {
  conversation_id: ConversationId;
  turn_id: TurnId;
  reason: string;
  since: Milliseconds;
}

/** When each of these was last noticed. Times by our clock, except `last_seen_at`, which the channel names. */
export interface ChatSignalTable {
  conversation_id: ConversationId;
  /** They read something of ours. */
  read_at: Milliseconds | null;
  presence: 'online' | 'offline' | 'hidden' | null;
  presence_at: Milliseconds | null;
  last_seen_at: Milliseconds | null;
  typed_at: Milliseconds | null;
  reacted_at: Milliseconds | null;
  edited_at: Milliseconds | null;
  deleted_at: Milliseconds | null;
  /** They cleared the history for both. */
  cleared_at: Milliseconds | null;
}

/** Who writes in a chat: the character, a human with the character's proposals as drafts, or a human alone. */
export type ChatMode = 'auto' | 'copilot' | 'human';

/** One row per chat in which somebody chose something; without a row the character writes, at its own pace. */
export interface ChatModeTable {
  conversation_id: ConversationId;
  mode: Generated<ChatMode>;
  mode_since: Milliseconds | null;
  /** The character is silent until then; null when it is not. */
  paused_until: Milliseconds | null;
  paused_by: 'operator' | 'person' | null;
  pace: Pace | null;
}
