import type { Generated } from 'kysely';
import type { Milliseconds } from '../core/clock.js';
import type { Rung } from '../core/event.js';
import type {
  AccountId,
  CharacterId,
  ConversationId,
  OutboxId,
  PeerId,
  PersonId,
  RemoteMessageId,
  SendId,
  TurnId,
} from '../core/ids.js';
import type { AccountSchema } from './account/account-schema.js';
import type { DutySchema } from './duty/duty-schema.js';
import type { GateSchema } from './turn/gate-schema.js';
import type { MediaSchema } from './media/media-schema.js';
import type { MemorySchema } from './memory/memory-schema.js';
import type { MessageIndexSchema } from './index/message-index-schema.js';
import type { MessageVectorSchema } from './index/message-vector-schema.js';
import type { PastSchema } from './memory/past-schema.js';
import type { PlanSchema } from './plan/plan-schema.js';
import type { ProposalSchema } from './turn/proposal-schema.js';
import type { RelationshipSchema } from './memory/relationship-schema.js';
import type { RightsSchema } from './memory/rights-schema.js';
import type { PersonSchema } from './person/person-schema.js';
import type { SignalSchema } from './conversation/signal-schema.js';
import type { SpendSchema } from './spend/spend-schema.js';

/** The store's tables as the newest migration leaves them. Times are milliseconds since 1970; JSON columns hold text. */
export interface Schema
  extends
    AccountSchema,
    DutySchema,
    SignalSchema,
    SpendSchema,
    PastSchema,
    PersonSchema,
    PlanSchema,
    MediaSchema,
    ProposalSchema,
    MemorySchema,
    GateSchema,
    MessageIndexSchema,
    MessageVectorSchema,
    RelationshipSchema,
    RightsSchema {
  account: AccountTable;
  peer: PeerTable;
  person: PersonTable;
  conversation: ConversationTable;
  thread: ThreadTable;
  message: MessageTable;
  message_wording: MessageWordingTable;
  turn: TurnTable;
  prompt_block: PromptBlockTable;
  outbox: OutboxTable;
  delivery: DeliveryTable;
}

export interface AccountTable {
  account_id: AccountId;
  /** The account's own peer id, once it has been online. */
  self_peer_id: PeerId | null;
  self_name: string | null;
  self_username: string | null;
  /** The channel's place in its update stream (opaque JSON). Moves only together with the rows it covers. */
  cursor: string | null;
  connection: string;
  connection_reason: string | null;
  connection_since: Milliseconds | null;
  /** What the service said about the account itself, for its channel at the next start (opaque JSON). */
  standing: Generated<string | null>;
}

/** Per account: a peer's address (access hash) is worth nothing to another account. */
export interface PeerTable {
  account_id: AccountId;
  peer_id: PeerId;
  kind: 'person' | 'bot' | 'group' | 'channel' | 'service';
  address: string;
  name: string | null;
  username: string | null;
  language: string | null;
  /** Stands among the account's contacts. */
  is_contact: Generated<0 | 1>;
  /** Who it is, where the service gave more names of them than the peer id. */
  person_id: Generated<PersonId | null>;
}

export interface PersonTable {
  person_id: PersonId;
  name: string | null;
  language: string | null;
  created_at: Milliseconds;
}

export interface ConversationTable {
  conversation_id: ConversationId;
  character_id: CharacterId;
  person_id: PersonId;
  /** The home thread: the one account and chat the character speaks through. */
  home_account_id: AccountId;
  home_peer_id: PeerId;
  /** Counts up whenever the person adds to or changes what a turn may have seen. A commit against an older one is refused. */
  revision: number;
  /** When the AI disclosure reached the person, and in which wording. No character bubble is sent before. */
  disclosed_at: Milliseconds | null;
  disclosure_version: string | null;
  /** JSON: which lorebook entries stay or rest (src/character/select-lorebook.ts). */
  lorebook_state: Generated<string | null>;
  created_at: Milliseconds;
}

export interface ThreadTable {
  account_id: AccountId;
  peer_id: PeerId;
  conversation_id: ConversationId;
  /** Highest message of theirs that our account has read, and of ours that they have read. */
  read_incoming_to: RemoteMessageId | null;
  read_outgoing_to: RemoteMessageId | null;
  /** When the person was found to have blocked the account; over as soon as they write again. */
  blocked_at: Generated<Milliseconds | null>;
  /** The chat's timer: messages are gone this long after they were sent. */
  gone_after: Generated<Milliseconds | null>;
  /** JSON: kinds of messages that are not taken here, such as `voice`. */
  refused_forms: Generated<string | null>;
}

export interface MessageTable {
  message_row: Generated<number>;
  conversation_id: ConversationId;
  account_id: AccountId;
  peer_id: PeerId;
  remote_id: RemoteMessageId;
  direction: 'incoming' | 'outgoing';
  /** `operator`: a human wrote with the account from another device. */
  author: 'person' | 'character' | 'operator';
  text: string;
  attachments: string;
  reply_to: RemoteMessageId | null;
  sent_at: Milliseconds;
  received_at: Milliseconds;
  edited_at: Milliseconds | null;
  deleted_at: Milliseconds | null;
  reactions: string | null;
  /** 1: the person passed on what somebody else wrote. */
  forwarded: Generated<0 | 1>;
  /** Incoming: the turn that covered it, null while it waits. Outgoing: the turn that wrote it. */
  turn_id: TurnId | null;
  /**
   * Why an incoming message needs no turn (too old, came before the first login, `expects-no-answer`). `automatic`, of
   * either direction: no human wrote it at that moment.
   */
  skipped: string | null;
  /** Whose words a forward holds, as far as the channel named them. */
  forwarded_from: Generated<string | null>;
  /** The part of the message replied to that is meant. */
  quote: Generated<string | null>;
  /** When the chat's timer lets it be gone. */
  gone_at: Generated<Milliseconds | null>;
  /** When a model's provider refused to read it; it is left out of prompts from then on. */
  refused_at: Generated<Milliseconds | null>;
  /** What it said when it was answered, until a turn has seen what it says since. */
  unread_edit: Generated<string | null>;
  /** Fixed words in the character's place. */
  author_kind: Generated<'program' | null>;
  /** The version of the AI disclosure that its words begin with. */
  discloses: Generated<string | null>;
}

/** What a message said before an edit, oldest first; rows go when it is deleted. */
export interface MessageWordingTable {
  message_row: number;
  text: string;
}

export type TurnOutcome = 'spoke' | 'silent' | 'failed';

export interface TurnTable {
  turn_id: TurnId;
  conversation_id: ConversationId;
  cause: string;
  outcome: TurnOutcome;
  /** One word or code: why it was silent or failed; null when it spoke. */
  reason: string | null;
  started_at: Milliseconds;
  finished_at: Milliseconds;
  /** JSON: what `kindred turn show` prints. Shapes in core/turn.ts. */
  decision: string;
  layers: string;
  request: string | null;
  answer: string | null;
  checks: string;
  timings: string;
}

/** Prompt text shared by many turns (the character's own layers), stored once under its hash. Never personal text. */
export interface PromptBlockTable {
  hash: string;
  text: string;
}

/**
 * `introduction`: a standby writes first. `backup-contact`: the question whether it may. `consent`:
 * another question about what the person agrees to. `reminder`: that this is an AI, or that a break is fine. `duty`: words of the program
 * itself that somebody may need at once; they wait for no disclosure and no rate cap of ours. `reaction`: no message but
 * an emoji set on the message it replies to.
 */
export type BubblePurpose =
  'introduction' | 'backup-contact' | 'consent' | 'reminder' | 'duty' | 'opener' | 'reaction';

/** `held`: its account was lost before it was settled; kept for the operator and never sent from another account. */
export type OutboxState = 'queued' | 'sending' | 'sent' | 'unknown' | 'failed' | 'dropped' | 'held';

/** How far a message of ours has come, where a service tells after it has taken it on. */
export interface DeliveryTable {
  account_id: AccountId;
  remote_id: RemoteMessageId;
  /** Empty as long as neither the service nor the store says whose chat it is in. */
  peer_id: PeerId;
  state: Rung;
  at: Milliseconds;
  code: string | null;
}

export interface OutboxTable {
  outbox_row: Generated<number>;
  outbox_id: OutboxId;
  conversation_id: ConversationId;
  account_id: AccountId;
  peer_id: PeerId;
  turn_id: TurnId;
  /** 0 for a turn's first bubble. */
  position: number;
  text: string;
  reply_to: RemoteMessageId | null;
  /** JSON: how parts of the text look (src/core/rich-text.ts); null for plain text. */
  entities: Generated<string | null>;
  /** Wording of the AI disclosure this bubble begins with, if it does. */
  discloses: string | null;
  send_id: SendId;
  state: OutboxState;
  not_before: Milliseconds;
  expires_at: Milliseconds | null;
  attempts: number;
  /** Which run of the program claimed the row: a claim by an earlier run is over. */
  claimed_by: string | null;
  /** When it was last taken for sending: what rate caps count. */
  claimed_at: Milliseconds | null;
  /** The epoch of the account's lease under which it was last claimed; 0 before the first claim. */
  epoch: Generated<number>;
  /** What the bubble is for where that decides whether it may still leave; null for what a turn says. */
  purpose: Generated<BubblePurpose | null>;
  /** JSON of the form it goes out in, where that is not words (src/core/outgoing-media.ts). */
  media: Generated<string | null>;
  remote_id: RemoteMessageId | null;
  reason: string | null;
  created_at: Milliseconds;
  settled_at: Milliseconds | null;
}
