import type { Milliseconds } from './clock.js';
import type { PeerId, RemoteMessageId, SendId } from './ids.js';
import type { PersonAlias } from './person-alias.js';

/** What came with a message. Stored beside its words, without what it takes to fetch it. */
export interface Attachment {
  /** `other`: no file at all, but something that happened; `label` says it in words ("a poll: soup or salad?"). */
  readonly kind: AttachmentKind;
  readonly mime?: string;
  readonly bytes?: number;
  readonly seconds?: number;
  /** A sticker's emoji or a file's name: what can be said about it without opening it. */
  readonly label?: string;
  /** Self-destructing media is noted and never stored. */
  readonly ephemeral?: boolean;
  /** The same file has the same key wherever it is shown on this channel; an edit that brings another one brings another file. */
  readonly key?: string;
  /** How to fetch it; known to the channel alone, and never stored with the message. */
  readonly source?: MediaSource;
  /** Parts of one album have the same. */
  readonly album?: string;
  /** Our own number of the file (table `medium`), where it was looked into or is going to be. */
  readonly medium?: number;
  /**
   * `perceive`: no turn answers it before it was fetched; `describe`: it was, and its words for later turns are being
   * written.
   */
  readonly awaits?: 'perceive' | 'describe';
  /** What is to be seen in it, in words that never change. */
  readonly seen?: string;
  /** It was heard: the message's text holds its words. */
  readonly heard?: true;
  /** Why it was neither seen nor heard. */
  readonly unseen?: Unperceived;
}

export type AttachmentKind =
  | 'photo'
  | 'voice'
  | 'round'
  | 'audio'
  | 'video'
  | 'gif'
  | 'sticker'
  | 'location'
  | 'contact'
  | 'file'
  | 'other';

/** Where a channel finds a file again: opaque, and worth something to the account it came to. */
export interface MediaSource {
  /** The file itself. */
  readonly whole?: MediaPlace;
  /** A picture that stands for it: one size of a photo, the still of something that moves. */
  readonly still?: MediaPlace;
}

export interface MediaPlace {
  readonly address: string;
  /** As announced. */
  readonly bytes: number;
}

/** Why something that came was not looked at or listened to. */
export const unperceivedReasons = [
  'vanishing',
  'too-large',
  'too-long',
  'too-many',
  'no-consent',
  'no-budget',
  'not-able',
  'gone',
  'unreadable',
  'silent',
  'unsafe',
] as const;
export type Unperceived = (typeof unperceivedReasons)[number];

/** A message as the channel reports it. `direction: 'outgoing'` is our own account writing, from here or another device. */
export interface MessageEvent {
  readonly kind: 'message';
  readonly peer: PeerId;
  readonly messageId: RemoteMessageId;
  readonly direction: 'incoming' | 'outgoing';
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly sentAt: Milliseconds;
  readonly replyTo?: RemoteMessageId;
  /** Only this part of the message replied to is meant, in its own words. */
  readonly quote?: string;
  /** The words are somebody else's, passed on. */
  readonly forwarded?: boolean;
  /** Whose words they are, as far as the channel says: a name. */
  readonly forwardedFrom?: string;
  /**
   * No human wrote it at that moment: the account's own greeting or away message, a bot connected to the account, a
   * message that was written before and sent by the clock, or this program, whose message comes back.
   */
  readonly automatic?: 'away' | 'connected-bot' | 'scheduled' | 'own-program';
  /** Something that happened and nobody said: known to the next turn, and no reason for one. */
  readonly expectsNoAnswer?: boolean;
  /** The chat's timer: both sides expect the message to be gone this long after it was sent. */
  readonly goneAfter?: Milliseconds;
  /** Messages with the same one came together, as an album. */
  readonly album?: string;
  /** The idempotency key, where the channel echoes it. */
  readonly sendId?: SendId;
}

export interface EditEvent {
  readonly kind: 'edit';
  readonly peer: PeerId;
  readonly messageId: RemoteMessageId;
  readonly direction: 'incoming' | 'outgoing';
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly editedAt: Milliseconds;
  /** As of the message: an edit of a forward stays one. */
  readonly forwarded?: boolean;
}

/** Telegram names deleted private messages without their chat: `peer` is absent and the store finds it. */
export interface DeleteEvent {
  readonly kind: 'delete';
  readonly peer?: PeerId;
  readonly messageIds: readonly RemoteMessageId[];
}

/** `by: 'person'`: they read ours up to this id. `by: 'self'`: our account read theirs (possibly on another device). */
export interface ReadEvent {
  readonly kind: 'read';
  readonly by: 'person' | 'self';
  readonly peer: PeerId;
  readonly upTo: RemoteMessageId;
}

export interface ReactionEvent {
  readonly kind: 'reaction';
  readonly peer: PeerId;
  readonly messageId: RemoteMessageId;
  /** The person's reactions that stand now; empty when they took it back. */
  readonly emojis: readonly string[];
}

/** The person blocked the account, or lets it write again, where the channel tells. */
export interface BlockEvent {
  readonly kind: 'block';
  readonly peer: PeerId;
  readonly isBlocked: boolean;
}

/**
 * How far a message of ours has come, lowest first. `accepted`: the service has taken it on and may still fail; `sent`: it
 * has left the service; `delivered`: it is on a device of theirs. A failure after `sent` counts, and one of them
 * after `delivered` does not: of several devices one may have failed.
 */
export const rungs = ['accepted', 'sent', 'failed', 'delivered', 'read'] as const;
export type Rung = (typeof rungs)[number];

/** What became of a message of ours after its send was answered. In any order and as often as the service likes. */
export interface DeliveryEvent {
  readonly kind: 'delivery';
  /** Whose chat it is in, where the service says so and message ids are unique within a chat only. */
  readonly peer?: PeerId;
  readonly messageId: RemoteMessageId;
  /** Where the service gives ours back: it then also settles a send whose answer was lost. */
  readonly sendId?: SendId;
  readonly state: Rung;
  readonly at: Milliseconds;
  /** Why it failed: a code, never a sentence. */
  readonly code?: string;
}

/** The owner of an account decides about words that were to be said in their name. */
export interface ApprovalEvent {
  readonly kind: 'approval';
  /** Of the offer (`Offer` in channel/contract.ts). */
  readonly key: string;
  readonly verdict: 'approve' | 'edit' | 'skip';
  /** What is to be said instead. */
  readonly text?: string;
}

/** Events that are stored: replaying one is a no-op. */
export type DurableEvent =
  | MessageEvent
  | EditEvent
  | DeleteEvent
  | ReadEvent
  | ReactionEvent
  | BlockEvent
  | DeliveryEvent
  | ApprovalEvent;

/** Signals of the moment: never stored, never recovered after a gap. */
export type MomentEvent =
  | {
      readonly kind: 'typing';
      readonly peer: PeerId;
      readonly action: 'typing' | 'recording' | 'uploading' | 'cancel';
    }
  | {
      readonly kind: 'presence';
      readonly peer: PeerId;
      readonly state: 'online' | 'offline' | 'hidden';
      readonly lastSeen?: Milliseconds;
    };

/** What a channel knows about a peer and needs again to address it. */
export interface PeerRecord {
  readonly peer: PeerId;
  readonly kind: 'person' | 'bot' | 'group' | 'channel' | 'service';
  /** What this account needs to address the peer (on Telegram the access hash). Opaque outside the channel, per account. */
  readonly address: string;
  readonly name?: string;
  readonly username?: string;
  /** BCP 47 language the person's app reports, if any. */
  readonly language?: string;
  /** Stands among the account's contacts. */
  readonly isContact?: true;
  /**
   * What the service itself calls this person by, in one authenticated payload, the most lasting name first. Left out
   * where the peer id is the only one.
   */
  readonly aliases?: readonly [PersonAlias, ...PersonAlias[]];
}

/**
 * What arrived together and must be stored together: rows, peers, and the channel's new position.
 * The position moves only with its rows, so a crash replays and a replay is ignored.
 */
export interface InboundBatch {
  readonly events: readonly DurableEvent[];
  readonly peers: readonly PeerRecord[];
  /** The channel's place in its update stream (JSON, opaque outside the channel); absent when it did not move. */
  readonly cursor?: string;
  /**
   * What the service said about the account itself, such as what it may do now (JSON, opaque outside the channel); absent
   * when it did not change. The channel gets it back at the next start.
   */
  readonly standing?: string;
  /** The clock's reading when the first byte of this batch was decoded: the start of "our own time". */
  readonly receivedAt: Milliseconds;
  /** It was fetched, not heard, before this run heard anything: what is in it happened while nobody was connected. */
  readonly whileAway?: true;
}
