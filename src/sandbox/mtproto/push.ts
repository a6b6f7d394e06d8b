import type { RpcTransport, TlObject } from './rpc.js';
import type { Faults } from './faults.js';
import type { SessionRegistry } from './session/registry.js';
import type { Session } from './session/session.js';
import type { KeyStore } from './store.js';
import type { TlCodec } from './tl/codec.js';

export interface PushHost {
  readonly codec: TlCodec;
  readonly store: KeyStore;
  readonly sessions: SessionRegistry;
  readonly faults: Faults;
  readonly onError: (error: unknown, where: string) => void;
}

/**
 * What the API layer may ask of the wire. A push reaches sessions that are connected and have made a call on that
 * connection; for the others it is gone, and the client has to fetch the difference, as with Telegram.
 */
export function rpcTransport(host: PushHost): RpcTransport {
  const { store, sessions, faults } = host;
  return {
    push: (userId, updates, except) => {
      // Told when they come back (core.telegram.org/api/updates: "updatesTooLong").
      for (const session of sessions.detachedOf(userId)) session.hasMissed = true;
      return send(host, sessions.connectedOf(userId), updates, (session) => {
        if (!except || session.key.auth.id !== except.keyId) return true;
        return except.sessionId !== undefined && session.id.toString() !== except.sessionId;
      });
    },
    pushToKey: (keyId, updates) => send(host, sessions.ofKey(keyId), updates, () => true),
    bind: (keyId, userId) => {
      const record = store.get(keyId);
      // A device that never connected has no key here, and so nothing to take back.
      if (!record && userId === null) return;
      if (!record) throw new Error('there is no such authorization key to bind');
      sessions.rebind(keyId, () => {
        record.userId = userId;
        store.save(record);
      });
    },
    destroyKey: (keyId) => {
      store.delete(keyId);
      sessions.forgetKey(keyId);
    },
    disconnect: (keyId) => {
      faults.cut(keyId ?? null);
    },
  };
}

function send(
  host: PushHost,
  targets: Iterable<Session>,
  updates: TlObject,
  isMeant: (session: Session) => boolean,
): number {
  const bodies = new Map<number, Buffer | null>();
  let reached = 0;
  for (const session of targets) {
    if (!session.link || !session.wantsUpdates || !isMeant(session)) continue;
    if (host.faults.isBlackHole(session.key.auth.id)) continue;
    const { layer } = host.codec.encoder(session.key.layer);
    let body = bodies.get(layer);
    if (body === undefined) {
      body = encoded(host, layer, updates);
      bodies.set(layer, body);
    }
    if (!body) continue;
    session.send(body, { isAnswer: false, alone: false });
    reached++;
  }
  return reached;
}

/** Null when this layer cannot express the update: the sessions of other layers still get it. */
function encoded(host: PushHost, layer: number, updates: TlObject): Buffer | null {
  try {
    return host.codec.encodeObject(layer, updates);
  } catch (error) {
    host.onError(error, `a push in layer ${layer}`);
    return null;
  }
}
