import type { Milliseconds } from '../core/clock.js';
import type { TextLimit } from '../core/text-limit.js';

/** Whether something can be done at all, always, or only so long after the message was sent. */
export type Within = 'never' | 'always' | { readonly within: Milliseconds };

/** How the account shows that something is being written. */
export interface TypingSign {
  /** How long the person sees one sign. */
  readonly lasts: Milliseconds;
  /** How long after one sign the next is given, while the writing goes on: before the last fades, where that shows. */
  readonly renewAfter: Milliseconds;
  /** It can be taken back before it fades. */
  readonly canCancel: boolean;
  /** Giving it marks what the person wrote as read. */
  readonly impliesRead: boolean;
  /** It belongs to a message of theirs and cannot be given without one. */
  readonly needsIncoming: boolean;
}

/** How far a mark goes: over everything up to a message, or over each message by itself. */
export type ReadMark = 'up-to' | 'each' | 'none';

/**
 * What an account can do on its channel. Asked for, never assumed: everything in front of the port decides by these
 * fields and not by the name of a service. Frozen; where it may change while the program runs (rights that are
 * withdrawn), `Channel.capabilities` is another object from then on.
 */
export interface ChannelCapabilities {
  /** How what people write comes in. */
  readonly transport: 'socket' | 'poll' | 'webhook';
  /** What an answered send means: the person's client will show it, or the service has taken it on. */
  readonly receipt: 'final' | 'accepted';
  /** A repeated send under the same id is delivered once. */
  readonly idempotentSends: boolean;
  /**
   * How our own message comes back as an event: with its send id, by its text alone, not at all, or not itself but as a
   * status that carries our send id.
   */
  readonly echo: 'send-id' | 'text' | 'status' | 'none';
  /** It comes back within so long, or never. */
  readonly echoWithin: Milliseconds;
  /** Our latest messages in a chat can be read back. */
  readonly ownHistory: boolean;
  /** Message ids: unique within what, and whether a higher one is a later message. */
  readonly messageIds: { readonly unique: 'account' | 'chat'; readonly ordered: boolean };
  readonly readMarks: { readonly out: ReadMark; readonly in: ReadMark };
  /** Null where nobody can be shown that something is being written. */
  readonly typing: { readonly out: TypingSign | null; readonly in: boolean };
  /** Being online and when last: shown by us, seen of them. */
  readonly presence: { readonly out: boolean; readonly in: boolean };
  /** `out`: of our messages; `in`: theirs are reported. */
  readonly edits: { readonly out: Within; readonly in: boolean };
  readonly deletes: { readonly out: Within; readonly in: boolean };
  readonly reactions: { readonly out: boolean; readonly in: boolean };
  /** Where a text can be put for the account's owner to send: in the chat itself, in a chat with the owner, nowhere. */
  readonly drafts: 'in-chat' | 'to-owner' | 'none';
  /** How long after a person's latest message they may be written to; null where that never ends. */
  readonly window: Milliseconds | null;
  /** Whom the account can write to that has not just written: whoever it can address, or only who wrote before. */
  readonly firstContact: 'anybody' | 'who-wrote';
  readonly text: TextLimit;
  /** What of a person's media is described; `fetch`: whether it can be opened; `out`: whether files can be sent. */
  readonly media: {
    readonly in: boolean;
    readonly fetch: boolean;
    readonly out: boolean;
    /** The person sees when a voice message was listened to. */
    readonly listened: boolean;
  };
  /** The service's moments are so exact. */
  readonly clockResolution: Milliseconds;
  readonly price: 'none' | 'flat' | 'per-message';
  /**
   * The sort of name that a peer id is, where a peer brings no aliases: under the same sort the same id is the same
   * person, on whichever account (core/person-alias.ts).
   */
  readonly peersAre: string;
}
