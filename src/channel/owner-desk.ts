import type { RemoteMessageId } from '../core/ids.js';
import type { ChannelResult } from './contract.js';

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
