import type { Chance } from '../../../core/chance.js';
import type { Clock } from '../../../core/clock.js';
import type { AccountId, PeerId, RemoteMessageId } from '../../../core/ids.js';
import type { Constant } from '../../../observe/logger.js';
import type { StoredAliases } from './alias-book.js';

/** Ids, counts and codes beside a message that is a constant. */
export interface WhatsAppLogger {
  info<Text extends string>(fields: Readonly<Record<string, unknown>>, message: Constant<Text>): void;
  warn<Text extends string>(fields: Readonly<Record<string, unknown>>, message: Constant<Text>): void;
}

/** What the store knows of people and is asked for again. */
export interface PeerBook {
  /** How to reach a peer, as the adapter said it last. */
  address(peer: PeerId): Promise<string | undefined>;
  /** The latest message of theirs. */
  newestIncoming(peer: PeerId): Promise<RemoteMessageId | undefined>;
}

/** What every number on WhatsApp needs, whichever way it is reached. */
export interface NumberOptions {
  readonly account: AccountId;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly logger: WhatsAppLogger;
  readonly aliases: StoredAliases;
  readonly peers: PeerBook;
}
