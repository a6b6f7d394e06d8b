/**
 * What the MTProto layer and the API layer of the sandbox say to each other: decoded TL values, RPC calls and pushes.
 * The MTProto layer knows keys, sessions and bytes; the API layer knows users, messages and rules. Neither reaches into the other.
 */

/** A TL value in plain JavaScript: int and # are numbers, long is bigint, int128/int256/bytes are Buffers, Bool and true-flags are booleans. */
export type TlValue =
  number | bigint | string | boolean | Buffer | null | undefined | TlObject | readonly TlValue[];

/** A constructor or a method call, named as in the schema text: `{ _: 'inputPeerUser', userId: 5n, accessHash: 7n }` with camelCase fields. Absent optional fields are undefined. */
export interface TlObject {
  readonly _: string;
  readonly [field: string]: TlValue;
}

/** Becomes an `rpc_error`; anything else a handler throws becomes `500 INTERNAL`. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  constructor(
    readonly code: number,
    readonly type: string,
  ) {
    super(`${code} ${type}`);
  }
}

/** Who is calling. `userId` is null until the key is signed in. */
export interface RpcCaller {
  /** Hex of the 64-bit auth key id: names one authorization (one device). */
  readonly keyId: string;
  /** Decimal text of the client's session id; a reconnect makes a new one. */
  readonly sessionId: string;
  readonly userId: bigint | null;
  readonly layer: number;
  /** From initConnection, remembered per key. */
  readonly device: { readonly apiId: number; readonly model: string; readonly appVersion: string };
}

/** What a handler may do besides answering. */
export type RpcReply =
  | { readonly kind: 'result'; readonly value: TlValue }
  /** Apply happened, the answer is lost on the way: the client never hears back (a fault on demand). */
  | { readonly kind: 'swallowed' }
  /** The connection is cut instead of an answer. */
  | { readonly kind: 'cut' };

/** The API layer as the MTProto layer calls it. */
export interface RpcApplication {
  /** Answer one call (wrappers such as invokeWithLayer and initConnection are already taken off). Throws RpcError. */
  call(method: TlObject, caller: RpcCaller): Promise<RpcReply> | RpcReply;
  /** A key's session started or ended its connection. */
  connected?(caller: RpcCaller): void;
  disconnected?(caller: RpcCaller): void;
}

/** The MTProto layer as the API layer calls it. */
export interface RpcTransport {
  /** Push an Updates object to every connected session signed in as this user, except (optionally) one session. Returns how many got it. */
  push(
    userId: bigint,
    updates: TlObject,
    except?: { readonly keyId: string; readonly sessionId?: string },
  ): number;
  /** Push to the sessions of one key only (used before sign-in: QR login). */
  pushToKey(keyId: string, updates: TlObject): number;
  /** Bind a key to a user after sign-in, or to null after log out; kept on disk. */
  bind(keyId: string, userId: bigint | null): void;
  /** Destroy a key for good: its connections get -404 afterwards. */
  destroyKey(keyId: string): void;
  /** Cut every connection of a key (or of all keys) without a word. */
  disconnect(keyId?: string): void;
}
