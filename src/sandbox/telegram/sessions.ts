import type { RpcCaller } from '../mtproto/rpc.js';
import type { Authorizations } from './world/account/authorizations.js';

interface KeyState {
  layer: number;
  readonly sessions: Map<string, { connected: boolean; calls: number }>;
  /** Users this client received in full. */
  readonly known: Set<number>;
}

/**
 * Who is listening now, and which users each client has seen. Kept in memory only: a restart forgets it,
 * and clients then get full containers again, which is always right.
 */
export class Sessions {
  private readonly keys = new Map<string, KeyState>();
  /** Keys that were brought to another data centre, and which: they fetch files there and are told nothing. */
  private readonly abroad = new Map<string, number>();

  constructor(private readonly authorizations: Authorizations) {}

  seen(caller: RpcCaller): void {
    const key = this.key(caller);
    const session = key.sessions.get(caller.sessionId);
    if (session === undefined) key.sessions.set(caller.sessionId, { connected: true, calls: 1 });
    else {
      session.connected = true;
      session.calls += 1;
    }
  }

  opened(caller: RpcCaller): void {
    this.key(caller).sessions.set(caller.sessionId, { connected: true, calls: 0 });
  }

  closed(caller: RpcCaller): void {
    this.keys.get(caller.keyId)?.sessions.delete(caller.sessionId);
  }

  /** The key belongs to this data centre from now on; `null`: to the one the account lives in. */
  settle(keyId: string, dcId: number | null): void {
    if (dcId === null) this.abroad.delete(keyId);
    else this.abroad.set(keyId, dcId);
  }

  /** The foreign data centre a key belongs to; undefined where it is at home. */
  abroadIn(keyId: string): number | undefined {
    return this.abroad.get(keyId);
  }

  /** Another connected session of the same key that has called something: what Telegram takes for a stolen key. */
  hasRival(caller: RpcCaller): boolean {
    const key = this.keys.get(caller.keyId);
    if (key === undefined) return false;
    return [...key.sessions].some(([id, session]) => id !== caller.sessionId && session.calls > 0);
  }

  /** True when a session of this user is connected, other than `except`. */
  isListening(user: number, except?: { readonly keyId: string; readonly sessionId: string }): boolean {
    return this.listening(user).some(
      ([keyId, key]) =>
        keyId !== except?.keyId || key.sessions.size > (key.sessions.has(except.sessionId) ? 1 : 0),
    );
  }

  keysOf(user: number): { keyId: string; layer: number }[] {
    return this.listening(user).map(([keyId, key]) => ({ keyId, layer: key.layer }));
  }

  /** Notes that the listening clients of `user` are being told about these users. */
  learn(user: number, users: readonly number[]): void {
    for (const [, key] of this.listening(user)) for (const id of users) key.known.add(id);
  }

  learnByKey(keyId: string, users: Iterable<number>): void {
    const key = this.keys.get(keyId);
    if (key !== undefined) for (const id of users) key.known.add(id);
  }

  allKnow(user: number, other: number): boolean {
    return this.listening(user).every(([, key]) => key.known.has(other));
  }

  listeners(): { keyId: string; userId: number; sessions: number; layer: number }[] {
    return [...this.keys].flatMap(([keyId, key]) => {
      const userId = this.authorizations.of(keyId)?.userId;
      return userId === null || userId === undefined || key.sessions.size === 0 || this.abroad.has(keyId)
        ? []
        : [{ keyId, userId, sessions: key.sessions.size, layer: key.layer }];
    });
  }

  private listening(user: number): [string, KeyState][] {
    const found: [string, KeyState][] = [];
    for (const keyId of this.authorizations.keysOf(user)) {
      const key = this.keys.get(keyId);
      if (key !== undefined && key.sessions.size > 0 && !this.abroad.has(keyId)) found.push([keyId, key]);
    }
    return found;
  }

  private key(caller: RpcCaller): KeyState {
    let key = this.keys.get(caller.keyId);
    if (key === undefined) {
      key = { layer: caller.layer, sessions: new Map(), known: new Set() };
      this.keys.set(caller.keyId, key);
    }
    key.layer = caller.layer;
    return key;
  }
}
