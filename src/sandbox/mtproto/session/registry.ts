import type { KeyRecord } from '../store.js';
import { Session } from './session.js';

/** Sessions without a connection that are remembered per key, so that a client may resume one. */
const MAX_DETACHED_PER_KEY = 4;

/** All sessions by key, and the connected ones by user for pushes. */
export class SessionRegistry {
  private readonly byKey = new Map<string, Map<bigint, Session>>();
  private readonly byUser = new Map<bigint, Set<Session>>();

  constructor(private readonly now: () => number) {}

  find(keyId: string, id: bigint): Session | undefined {
    return this.byKey.get(keyId)?.get(id);
  }

  create(key: KeyRecord, id: bigint): Session {
    const session = new Session(key, id, this.now);
    const known = this.byKey.get(key.auth.id) ?? new Map<bigint, Session>();
    known.set(id, session);
    this.byKey.set(key.auth.id, known);
    return session;
  }

  ofKey(keyId: string): Session[] {
    return [...(this.byKey.get(keyId)?.values() ?? [])];
  }

  all(): Session[] {
    return [...this.byKey.values()].flatMap((sessions) => [...sessions.values()]);
  }

  /** Connected sessions signed in as this user. */
  connectedOf(userId: bigint): Iterable<Session> {
    return this.byUser.get(userId) ?? [];
  }

  connected(session: Session): void {
    const { userId } = session.key;
    if (userId === null) return;
    const known = this.byUser.get(userId) ?? new Set<Session>();
    known.add(session);
    this.byUser.set(userId, known);
  }

  disconnected(session: Session): void {
    session.link = null;
    session.wantsUpdates = false;
    this.unlist(session);
    const sessions = this.byKey.get(session.key.auth.id);
    if (!sessions) return;
    const detached = [...sessions.values()].filter((one) => one.link === null);
    for (const old of detached.slice(0, Math.max(0, detached.length - MAX_DETACHED_PER_KEY))) {
      sessions.delete(old.id);
    }
  }

  /** Sessions of this user that have no connection now and may come back. */
  detachedOf(userId: bigint): Session[] {
    return this.all().filter((session) => session.link === null && session.key.userId === userId);
  }

  /** Runs `change` on the key's user and lists its connected sessions under the new one. */
  rebind(keyId: string, change: () => void): void {
    const connected = this.ofKey(keyId).filter((session) => session.link !== null);
    for (const session of connected) this.unlist(session);
    change();
    for (const session of connected) this.connected(session);
  }

  forget(session: Session): void {
    this.unlist(session);
    this.byKey.get(session.key.auth.id)?.delete(session.id);
  }

  forgetKey(keyId: string): void {
    for (const session of this.ofKey(keyId)) this.unlist(session);
    this.byKey.delete(keyId);
  }

  private unlist(session: Session): void {
    const { userId } = session.key;
    if (userId === null) return;
    const known = this.byUser.get(userId);
    known?.delete(session);
    if (known?.size === 0) this.byUser.delete(userId);
  }
}
