import type { InboundBatch, MediaPlace, MomentEvent, PeerRecord } from '../core/event.js';
import type { Milliseconds } from '../core/clock.js';
import type { PeerId, RemoteMessageId, SendId } from '../core/ids.js';
import type { TextEntity } from '../core/rich-text.js';
import type { ChannelCapabilities } from './capabilities.js';

/**
 * Why a call failed, in our words; each adapter parses its own errors into these once, at its border.
 * `unknown` means the call may or may not have been applied, `unsent` that it certainly was not: nothing of it left this
 * machine.
 */
export type ChannelFailure =
  | { readonly kind: 'flood'; readonly wait: Milliseconds; readonly code: string }
  /** Too much at once to this person; the account may write to others. */
  | { readonly kind: 'pair-flood'; readonly wait: Milliseconds; readonly code: string }
  /** The person may not be written to any more until they write again. */
  | { readonly kind: 'window-closed'; readonly code: string }
  /** The service is not paid for, so that it sends nothing. */
  | { readonly kind: 'unpaid'; readonly code: string }
  /** Spam-reported: nothing unsolicited may be sent any more. */
  | { readonly kind: 'account-limited'; readonly code: string }
  | { readonly kind: 'account-frozen'; readonly code: string }
  /** The session is over (revoked, logged out, expired). */
  | { readonly kind: 'logged-out'; readonly code: string }
  /** The session was seen on two connections and is void. */
  | { readonly kind: 'session-duplicated'; readonly code: string }
  | { readonly kind: 'account-banned'; readonly code: string }
  | { readonly kind: 'account-deleted'; readonly code: string }
  | { readonly kind: 'client-outdated'; readonly code: string }
  | { readonly kind: 'app-blocked'; readonly code: string }
  /** The person blocked us, is gone, or does not take messages from us. */
  | { readonly kind: 'peer-blocked'; readonly code: string }
  | { readonly kind: 'peer-gone'; readonly code: string }
  | { readonly kind: 'peer-restricted'; readonly code: string }
  /** We do not know how to address this peer from this account. */
  | { readonly kind: 'peer-unknown'; readonly code: string }
  /** This kind of message is not taken here: not by this person, or not in this chat. Other kinds may be. */
  | { readonly kind: 'form-refused'; readonly code: string }
  /** The file cannot be fetched any more, or was never what it was said to be. */
  | { readonly kind: 'media-gone'; readonly code: string }
  /** The channel already has a message with this send id. */
  | { readonly kind: 'already-sent'; readonly code: string }
  /** We asked for something impossible: our mistake, repeating it will not help. */
  | { readonly kind: 'rejected'; readonly code: string }
  /** Whoever lends us the account does not let us do this, or nothing at all; it may come back. */
  | { readonly kind: 'not-permitted'; readonly code: string }
  /** Another program receives what is meant for us; it is not told apart from us by the service. */
  | { readonly kind: 'second-receiver'; readonly code: string }
  | { readonly kind: 'unsent'; readonly code: string }
  | { readonly kind: 'unknown'; readonly code: string };

export type ChannelResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: ChannelFailure };

export interface SendTextRequest {
  readonly peer: PeerId;
  readonly text: string;
  /** How parts of the text look; plain when absent. */
  readonly entities?: readonly TextEntity[];
  /** Stored before the call; the same on every repetition. */
  readonly sendId: SendId;
  readonly replyTo?: RemoteMessageId;
}

/** A file to be fetched, as its message named it. */
export interface FetchRequest {
  readonly peer: PeerId;
  readonly messageId: RemoteMessageId;
  readonly place: MediaPlace;
  /** Whether it is the still of that message and not the file itself: where it is looked for again once its address has expired. */
  readonly isStill: boolean;
  /** Bytes; more than that are never taken in, whatever was announced. */
  readonly most: number;
  readonly signal: AbortSignal;
}

/** What a voice message, a picture or a sticker is made of. */
export type MediaToSend =
  | {
      readonly form: 'voice';
      readonly ogg: Uint8Array;
      readonly seconds: number;
      readonly waveform: Uint8Array;
      readonly caption: string;
    }
  | { readonly form: 'photo'; readonly jpeg: Uint8Array; readonly caption: string }
  | { readonly form: 'sticker'; readonly set: string; readonly emoji: string };

export interface SendMediaRequest {
  readonly peer: PeerId;
  readonly media: MediaToSend;
  /** Stored before the call; the same on every repetition. */
  readonly sendId: SendId;
  readonly replyTo?: RemoteMessageId;
}

export interface SentMessage {
  readonly messageId: RemoteMessageId;
  readonly sentAt: Milliseconds;
}

export type TypingAction = 'typing' | 'recording' | 'uploading' | 'cancel';

export interface SelfInfo {
  readonly peer: PeerId;
  readonly name: string;
  readonly username?: string;
}

/** Connection as the rest of the program sees it. "online" means that a probe came back, not that a socket is open. */
export type ConnectionState =
  | { readonly state: 'connecting' }
  | {
      readonly state: 'online';
      /** How far the server's clock is ahead of this machine's, where the machine's is wrong by a minute or more. */
      readonly serverAhead?: Milliseconds;
    }
  | {
      readonly state: 'offline';
      readonly reason: string;
      readonly retryAt: Milliseconds;
      /** What the server refused the attempt with, where it did: a wait it asks for, for example. */
      readonly failure?: ChannelFailure;
    }
  | { readonly state: 'lost'; readonly failure: ChannelFailure }
  | { readonly state: 'closed' };

/** What the channel reports to. Owned by the channel's user; handed over when the channel is opened. */
export interface ChannelSink {
  /**
   * Store a batch. Resolves once it is committed; the channel may then let go of it.
   * A rejection means that nothing was stored: the channel keeps its old position and delivers again later.
   */
  accept(batch: InboundBatch): Promise<void>;
  /** Signals of the moment. Must not block and must not throw. */
  moment(event: MomentEvent): void;
  /** Must not block and must not throw. */
  connection(state: ConnectionState): void;
  /** Must not block and must not throw. Said anew whenever it is found out, also when it is as before. */
  legibility?(legibility: Legibility): void;
  /**
   * The service said by itself how the account stands: what that amounts to, or null where a limit is over. Must not block
   * and must not throw.
   */
  standing?(failure: ChannelFailure | null): void;
}

/**
 * Whether what the server sends can be read. Where it cannot, this program is too old for it: the account hears only
 * what is found by other ways. `code` names the question whose answer cannot be read.
 */
export type Legibility = { readonly isLegible: true } | { readonly isLegible: false; readonly code: string };

/** What the server says about an account that it has frozen; all null while it has not. */
export interface AccountFreeze {
  readonly since: Milliseconds | null;
  /** The account is deleted then unless an appeal wins. */
  readonly until: Milliseconds | null;
  readonly appealUrl: string | null;
}

/** A device the account is signed in on. */
export interface AccountSession {
  /** Names the session as long as it lives; opaque. */
  readonly key: string;
  readonly isOurs: boolean;
  readonly device: string;
  readonly app: string;
  /** Where the server believes it is, in its own words. */
  readonly place: string;
  readonly createdAt: Milliseconds;
  readonly activeAt: Milliseconds;
}

/** What Telegram's @SpamBot answered. Its wording depends on the account's language: a human reads `text`. */
export interface SpamBotAnswer {
  readonly verdict: 'free' | 'limited' | 'unclear';
  readonly text: string;
}

/** A message as the account's own chat has it now. */
export interface PastMessage {
  readonly messageId: RemoteMessageId;
  readonly isOwn: boolean;
  readonly text: string;
  /** By the service's own clock, not brought to this machine's. */
  readonly datedAt: Milliseconds;
}

export interface PastPage {
  /** Newest first; lines that nobody wrote are left out. */
  readonly messages: readonly PastMessage[];
  /** Where the next page begins; null where the chat does. */
  readonly next: RemoteMessageId | null;
}

/** Questions about a user account itself, its chats and how to address people. None of them writes to a person. */
export interface AccountCare {
  freeze(): Promise<ChannelResult<AccountFreeze>>;
  sessions(): Promise<ChannelResult<readonly AccountSession[]>>;
  /** Only when an operator asks for it, and at most daily (TELEGRAM 5.3). */
  askSpamBot(): Promise<ChannelResult<SpamBotAnswer>>;
  /** Whoever has this username now: compare `peer` with who was meant, usernames change hands. */
  findByUsername(username: string): Promise<ChannelResult<PeerRecord>>;
  /** A page of a chat, from its newest message or from below one. */
  pastPage(peer: PeerId, below: RemoteMessageId | null): Promise<ChannelResult<PastPage>>;
}

/** Words that wait for the owner's tap before they are said in the owner's name. */
export interface Offer {
  /** Comes back with the tap. At most 40 letters, digits, `-` and `_`. */
  readonly key: string;
  readonly text: string;
  readonly labels: { readonly approve: string; readonly edit: string; readonly skip: string };
  /** Shown where the owner wants other words: how to say which. */
  readonly howToEdit: string;
}

/** The owner's own chat, in which they decide what is said in their name. The person sees nothing of it. */
export interface OwnerDesk {
  offer(offer: Offer): Promise<ChannelResult<RemoteMessageId>>;
  /** It is decided: the message says so instead, and its buttons are gone. */
  settle(message: RemoteMessageId, text: string): Promise<ChannelResult<void>>;
}

/**
 * One account on one messenger. About fifteen operations, so that the library behind it can be swapped in days.
 * Every call has the adapter's own deadline and answers with a value; none rejects for a network reason. What the
 * capabilities say it cannot do is not asked of it; asked all the same, it answers `rejected`.
 */
export interface Channel {
  /** What it can do now; another object once that has changed. */
  readonly capabilities: ChannelCapabilities;
  /** Null where the service has no such questions. */
  readonly care: AccountCare | null;
  /** Null where the account has no owner but the program. */
  readonly desk: OwnerDesk | null;
  /**
   * Start connecting and deliver to the sink from now on. Resolves once the account is online, or with the reason it
   * cannot be. After a network failure the channel keeps trying by itself and reports through `sink.connection`.
   */
  open(sink: ChannelSink): Promise<ChannelResult<SelfInfo>>;
  /** Stop for good; nothing is delivered afterwards. Idempotent. */
  close(): Promise<void>;
  sendText(request: SendTextRequest): Promise<ChannelResult<SentMessage>>;
  editText(peer: PeerId, message: RemoteMessageId, text: string): Promise<ChannelResult<void>>;
  /** Deletes for both sides. */
  deleteMessages(peer: PeerId, messages: readonly RemoteMessageId[]): Promise<ChannelResult<void>>;
  markRead(peer: PeerId, upTo: RemoteMessageId): Promise<ChannelResult<void>>;
  setTyping(peer: PeerId, action: TypingAction): Promise<ChannelResult<void>>;
  setOnline(online: boolean): Promise<ChannelResult<void>>;
  react(peer: PeerId, message: RemoteMessageId, emoji: string | null): Promise<ChannelResult<void>>;
  /** Put a text where the account's owner writes in a chat, on all of their devices; empty text takes it away. */
  saveDraft(peer: PeerId, text: string): Promise<ChannelResult<void>>;
  /** Our own latest messages in a chat, newest first: to find out what became of an uncertain send. */
  ownHistory(peer: PeerId, limit: number): Promise<ChannelResult<readonly OwnMessage[]>>;
  /** A file, put up and sent as one message. `form-refused` where this kind is not taken here. */
  sendMedia(request: SendMediaRequest): Promise<ChannelResult<SentMessage>>;
  /** The bytes of a file, whole. `media-gone` where it is not there any more. */
  fetchMedia(request: FetchRequest): Promise<ChannelResult<Uint8Array>>;
  /** Voice messages were listened to: the person sees it. */
  markListened(peer: PeerId, messages: readonly RemoteMessageId[]): Promise<ChannelResult<void>>;
  /** A harmless question to the server: how long the answer took, in milliseconds. */
  probe(): Promise<ChannelResult<Milliseconds>>;
}

export interface OwnMessage {
  readonly messageId: RemoteMessageId;
  readonly text: string;
  readonly sentAt: Milliseconds;
}
