import type { Api } from 'telegram';
import type { Milliseconds } from '../../core/clock.js';
import type { LostObject } from './wire/decode.js';

/** What one connection reports. All are called on the library's own stack: they must not throw and must not block. */
export interface MtClientEvents {
  /** A whole container as the server pushed it. */
  pushed(container: Api.TypeUpdates): void;
  /** The server started a new session for us: pushes before this moment may be gone. */
  sessionRenewed(): void;
  /** Nothing of a push could be read. `constructorId` is where the reading stopped; 0 where that is not known. */
  undecodable(constructorId: number): void;
  /** These objects were left out of a push, or of the answer to a call: their constructors are not known here. */
  lost(objects: readonly LostObject[], isPush: boolean): void;
  /** What the server's clock said when it made a message that has just arrived; whole seconds, cut down. */
  serverTime(at: Milliseconds): void;
  /** The connection is over; nothing will arrive on it any more. `code` is a name, never text from the wire. */
  dropped(code: string): void;
  /** The server does not know our key (-404). */
  keyUnknown(): void;
}

/** One connection attempt and, if it succeeds, one connection. Never reused: a new attempt is a new client. */
export interface MtClient {
  /** The data centre it speaks to. */
  readonly dcId: number;
  /** Opens the connection and introduces us. Rejects when it fails; has no deadline of its own. */
  connect(): Promise<void>;
  /** One request, sent once. Rejects with whatever the library throws; may never settle. */
  invoke<R extends Api.AnyRequest>(request: R): Promise<R['__response']>;
  /** A ping that also tells the server when to give up on us. May never settle. */
  ping(): Promise<void>;
  /** Closes everything. Afterwards no socket of this client is open and none can be opened. Idempotent. */
  destroy(): Promise<void>;
}

export type MtClientFactory = (events: MtClientEvents) => MtClient;
