import type { Chance } from '../../core/chance.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { AccountId, PeerId, RemoteMessageId } from '../../core/ids.js';
import type { Constant } from '../../observe/logger.js';
import type { SelfInfo } from '../contract.js';
import type { LagMeter } from '../../lib/system-lag-meter.js';

/** An MTProto server other than Telegram's own. */
export interface TelegramServer {
  readonly host: string;
  readonly port: number;
  readonly dcId: number;
  /** Its RSA public key as PEM; without it the handshake cannot be trusted and fails. */
  readonly publicKeyPem: string;
}

export type TelegramProxy =
  | {
      readonly kind: 'socks5';
      readonly host: string;
      readonly port: number;
      readonly username?: string;
      readonly password?: string;
    }
  | {
      readonly kind: 'mtproxy';
      readonly host: string;
      readonly port: number;
      /** In any form that people get one in: see `readProxySecret`. */
      readonly secret: string;
    };

/** What the account's owner sees in the list of devices. Keep it honest and the same for the life of a session. */
export interface Device {
  readonly model: string;
  readonly systemVersion: string;
  readonly appVersion: string;
  /** Two-letter language code. */
  readonly language: string;
}

/** The only way this folder logs: fields without content, and a message that never changes. */
export interface ChannelLogger {
  info<Text extends string>(fields: Readonly<Record<string, unknown>>, message: Constant<Text>): void;
  warn<Text extends string>(fields: Readonly<Record<string, unknown>>, message: Constant<Text>): void;
  error<Text extends string>(fields: Readonly<Record<string, unknown>>, message: Constant<Text>): void;
}

type Answer<T> = T | Promise<T>;

/** What the channel asks of whoever stores peers and messages for this account. */
export interface PeerBook {
  /** The `address` last saved for the peer (`PeerRecord.address`). */
  address(peer: PeerId): Answer<string | undefined>;
  /** The highest message id stored for the chat, of either direction; the sweep fetches what is newer. */
  newestMessage(peer: PeerId): Answer<RemoteMessageId | undefined>;
  /** The same over all chats: where to look on by number when the list of chats cannot be read. */
  newestOfAll(): Answer<RemoteMessageId | undefined>;
  /** Whether that message of the chat is stored. */
  hasMessage(peer: PeerId, message: RemoteMessageId): Answer<boolean>;
}

/** How long an answer may take. */
export interface Deadlines {
  /** Opening a connection until its probe came back. */
  readonly connect: Milliseconds;
  readonly read: Milliseconds;
  /** Calls that change something: their outcome is unknown afterwards. */
  readonly write: Milliseconds;
}

/** Reads and sends after TELEGRAM field practice: a server that has not answered in 15 s will not answer this connection. */
export const DEFAULT_DEADLINES: Deadlines = { connect: 30_000, read: 15_000, write: 30_000 };

/** What a connection needs, for signing in as for running. */
export interface ConnectionOptions {
  /** As `login` returned it; an empty string for a new sign-in. */
  readonly session: string;
  /** Called whenever the session string changed (a new key, another data centre). It is a secret: keep it out of logs. */
  readonly saveSession?: (session: string) => void;
  readonly apiId: number;
  readonly apiHash: string;
  readonly server?: TelegramServer;
  readonly proxy?: TelegramProxy;
  readonly device: Device;
  readonly clock: Clock;
  readonly logger: ChannelLogger;
  readonly deadlines?: Deadlines;
}

export interface TelegramChannelOptions extends ConnectionOptions {
  readonly account: AccountId;
  readonly chance: Chance;
  /** Tells stalls of our own event loop from a silent server; the machine's own unless given. */
  readonly lag?: LagMeter;
  readonly peerBook: PeerBook;
  /** The last `InboundBatch.cursor` that was stored, or null when this account never connected. */
  readonly cursor: string | null;
  /** Who this account was found to be before, if it was. */
  readonly self?: SelfInfo;
}
