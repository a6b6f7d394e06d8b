import type { Generated } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, CharacterId, ConversationId, OutboxId } from '../../core/ids.js';

/** The tables about accounts themselves: how they are, who owns their session, and what takes their place. */
export interface AccountSchema {
  account_health: AccountHealthTable;
  account_health_change: AccountHealthChangeTable;
  account_session: AccountSessionTable;
  spam_bot_answer: SpamBotAnswerTable;
  pool_member: PoolMemberTable;
  lease: LeaseTable;
  rotation: RotationTable;
  consent: ConsentTable;
  introduction: IntroductionTable;
  line: LineTable;
}

/** A receiver that several accounts share, and its place in what the service keeps for it. */
export interface LineTable {
  line_key: string;
  cursor: string;
}

/** The health of an account as last judged. */
export interface AccountHealthTable {
  account_id: AccountId;
  /** A state of the health machine (src/account/health.ts). */
  state: string;
  since: Milliseconds;
  /** The code that led to it: an error's name, a probe's outcome. Never a sentence. */
  evidence: string;
  /** When it ends by itself, where that is known: the end of a flood wait, the deletion of a frozen account. */
  until: Milliseconds | null;
  appeal_url: string | null;
  checked_at: Milliseconds;
}

export interface AccountHealthChangeTable {
  change_row: Generated<number>;
  account_id: AccountId;
  was: string | null;
  became: string;
  evidence: string;
  at: Milliseconds;
}

/** A device the account is signed in on, ours among them, as the server lists it. */
export interface AccountSessionTable {
  account_id: AccountId;
  session_key: string;
  device: string;
  app: string;
  place: string;
  is_ours: 0 | 1;
  created_at: Milliseconds;
  active_at: Milliseconds;
  first_seen_at: Milliseconds;
  last_seen_at: Milliseconds;
  /** When the operator said that this session is known; sessions that were there at the first look are. */
  accepted_at: Milliseconds | null;
}

/** The latest answer of Telegram's @SpamBot, which may be asked once a day. */
export interface SpamBotAnswerTable {
  account_id: AccountId;
  asked_at: Milliseconds;
  verdict: 'free' | 'limited' | 'unclear';
  /** Its words, in the account's language: Telegram's about the account, not a person's. */
  text: string;
}

/** `serving`: it speaks to people. `standby`: it listens and never reads or sends. `out`: it was lost or retired. */
export type Standing = 'serving' | 'standby' | 'out';

/** An account's place in its character's pool; without a row it is as its file says. */
export interface PoolMemberTable {
  account_id: AccountId;
  character_id: CharacterId;
  standing: Standing;
  reason: string | null;
  since: Milliseconds;
}

/** Who may use an account's session now. The epoch counts up with every new holder and fences off the old one. */
export interface LeaseTable {
  account_id: AccountId;
  holder: string;
  epoch: number;
  taken_at: Milliseconds;
  renewed_at: Milliseconds;
}

export interface RotationTable {
  rotation_row: Generated<number>;
  character_id: CharacterId;
  from_account_id: AccountId;
  to_account_id: AccountId;
  cause: 'automatic' | 'operator';
  /** The health state or the operator's word for it. */
  reason: string;
  conversations: number;
  /** Bubbles that were certainly not sent, and those nobody knows about. */
  held: number;
  in_doubt: number;
  at: Milliseconds;
}

export type ConsentState = 'asked' | 'agreed' | 'declined' | 'withdrawn';

/** What a person was asked and said, with the wording and the message that answered. */
export interface ConsentTable {
  conversation_id: ConversationId;
  purpose: string;
  state: ConsentState;
  wording: string;
  wording_version: string;
  asked_at: Milliseconds;
  /** The bubble that asks: what the person writes answers it only once it is sent. */
  outbox_id: OutboxId | null;
  answered_at: Milliseconds | null;
  answer_row: number | null;
}

export type IntroductionState = 'planned' | 'committed' | 'sent' | 'failed' | 'cancelled';

/** The one message by which a standby may write first to a person who agreed to it; at most one ever. */
export interface IntroductionTable {
  conversation_id: ConversationId;
  from_account_id: AccountId;
  to_account_id: AccountId;
  state: IntroductionState;
  reason: string | null;
  due_at: Milliseconds;
  /** When the server was asked for the person's username: such questions are few a day. */
  looked_up_at: Milliseconds | null;
  outbox_id: OutboxId | null;
  planned_at: Milliseconds;
  settled_at: Milliseconds | null;
}
