import { Api, TelegramClient } from 'telegram';
import { RequestState } from 'telegram/network/RequestState.js';
import bigInt from 'big-integer';
import type { ConnectionOptions } from './options.js';
import type { MtClient, MtClientEvents } from './mt-client.js';
import type { LeanSession } from './sign-in/session.js';
import { useFastIntegers } from './fast-integers.js';
import { SilencedLogger } from './library-logger.js';
import { socketGate } from './socket.js';
import { trustServerKey } from './server-key.js';
import { isUpdates } from './updates/unpack.js';
import { PaddedProxyConnection } from './wire/padded-proxy.js';
import { libraryProxy, mtproxySecret } from './wire/proxy.js';
import { readAnswerLeniently } from './wire/answer.js';
import { openPackets } from './wire/inbound.js';
import type { PacketState } from './wire/inbound.js';
import { sealPackets, type SealingState } from './wire/outbound.js';
import type { TlSchema } from './wire/schema.js';

/** The server closes a connection that has been silent this long; we ping about three times as often. */
const DISCONNECT_DELAY_S = 75;

/**
 * The library drops leading zero bytes of a key it makes, so that one new key in 256 fails its check ("invalid new
 * nonce hash", measured: 3 of 409). Another try makes another key. With a key at hand, retrying is the supervisor's.
 */
const NEW_KEY_TRIES = 3;

/** `updateConnectionState` values of the library (network/index.js): the key is broken. */
const KEY_BROKEN = 0;

const NEW_SESSION_CREATED = 0x9ec20908;
const RPC_RESULT = 0xf35c6d01;
const MSG_CONTAINER = 0x73f1f8dc;

/** Members of the library's sender that its typings hide. The package is pinned and archived, so they stay. */
interface Sender {
  _updateCallback: (client: unknown, update: unknown) => void;
  readonly _handlers: Record<string, (message: WireMessage) => unknown>;
  readonly _state: PacketState & SealingState;
  _processMessage(message: WireMessage): Promise<void>;
  reconnect(): void;
  addStateToQueue(state: RequestState): void;
  send(request: Api.AnyRequest): Promise<unknown>;
}

interface WireMessage {
  readonly obj: { readonly messages?: readonly WireMessage[] };
}

/** The library's client, with access to the one switch of its data centre that signing in needs. */
export interface GramClient extends MtClient {
  /** Moves to another data centre with a new, signed-out key: `*_MIGRATE_x` while signing in. */
  switchDc(dcId: number): Promise<void>;
}

/**
 * One connection through the library, with its life of its own taken away: it does not reconnect, does not ping, does
 * not keep entities, does not resolve peers, does not retry, does not write to the console. What it does is keys,
 * encryption, framing and TL. Each of these habits and its harm is described in TELEGRAM 1.5.
 */
export function gramClient(
  options: ConnectionOptions,
  session: LeanSession,
  events: MtClientEvents,
  schema: TlSchema,
): GramClient {
  useFastIntegers();
  const { server, proxy, device, clock, logger } = options;
  if (server) {
    trustServerKey(server.publicKeyPem);
    if (!session.serverAddress) session.setDC(server.dcId, server.host, server.port);
  }
  const gate = socketGate(clock, proxy?.kind === 'mtproxy' ? undefined : server);
  let destroyed = false;
  let pings = 0;
  let dropped = false;

  const drop = (code: string): void => {
    if (dropped || destroyed) return;
    dropped = true;
    events.dropped(code);
  };

  const client = new TelegramClient(session, options.apiId, options.apiHash, {
    networkSocket: gate.Socket,
    // Typed as SOCKS only beside MTProxy, but absent in the constructor's own default.
    ...(proxy ? { proxy: libraryProxy(proxy) } : {}),
    useWSS: proxy === undefined,
    connectionRetries: options.session === '' ? NEW_KEY_TRIES : 1,
    retryDelay: 1,
    requestRetries: 3,
    floodSleepThreshold: 0,
    autoReconnect: false,
    securityChecks: true,
    deviceModel: device.model,
    systemVersion: device.systemVersion,
    appVersion: device.appVersion,
    langCode: device.language,
    systemLangCode: device.language,
    baseLogger: new SilencedLogger(logger, () => events.undecodable(0)),
  });
  client.setParseMode(undefined);

  let connectError: Error | undefined;
  client.onError = async (error: unknown): Promise<void> => {
    if (error instanceof Error) connectError = error;
  };

  const internals = client as unknown as {
    _connection: unknown;
    _sender: Sender | undefined;
    _loopStarted: boolean;
    _entityCache: { add(entities: unknown): void; get(): undefined };
    _switchDC(dcId: number): Promise<unknown>;
  };
  if (proxy?.kind === 'mtproxy' && mtproxySecret(proxy).isPadded) {
    internals._connection = PaddedProxyConnection;
  }
  // The library's own ping loop reconnects after any stall of three seconds and outlives the client.
  internals._loopStarted = true;
  internals._entityCache = { add: () => undefined, get: () => undefined };

  let sender: Sender | undefined;
  // A data centre switch makes a new sender, so every one is prepared as it is set.
  Object.defineProperty(client, '_sender', {
    get: () => sender,
    set: (next: Sender | undefined) => {
      sender = next;
      if (next) prepareSender(next, events, drop, schema);
      if (next) sealPackets(next._state, clock);
    },
  });

  return {
    get dcId() {
      return session.dcId;
    },
    async connect() {
      const connected = await client.connect();
      if (!connected) throw connectError ?? new Error('connection failed');
    },
    invoke<R extends Api.AnyRequest>(request: R): Promise<R['__response']> {
      if (sender === undefined || destroyed) return Promise.reject(new Error('not connected'));
      const state = new RequestState(request);
      sender.addStateToQueue(state);
      // The library makes a send wait for the send queued before it, in whatever chat: one refusal would fail the next.
      state.after = undefined;
      return state.promise as Promise<R['__response']>;
    },
    async ping() {
      if (sender === undefined || destroyed) throw new Error('not connected');
      pings += 1;
      const ping = new Api.PingDelayDisconnect({
        pingId: bigInt(pings),
        disconnectDelay: DISCONNECT_DELAY_S,
      });
      const state = new RequestState(ping);
      sender.addStateToQueue(state);
      await state.promise;
    },
    async destroy() {
      destroyed = true;
      gate.close();
      await client.destroy();
    },
    async switchDc(dcId) {
      const connected = await internals._switchDC(dcId);
      if (connected !== true) throw connectError ?? new Error('connection failed');
    },
  };
}

function prepareSender(
  sender: Sender,
  events: MtClientEvents,
  drop: (code: string) => void,
  schema: TlSchema,
): void {
  openPackets(sender._state, {
    schema,
    serverTime: (at) => events.serverTime(at),
    lost: (objects) => events.lost(objects, true),
    undecodable: (constructorId) => events.undecodable(constructorId),
  });
  // The two ways a call goes out: ours, and the library's own when it opens the connection.
  const send = sender.send.bind(sender);
  sender.send = (request) => {
    readAnswerLeniently(request, schema, (objects) => events.lost(objects, false));
    return send(request);
  };
  const queue = sender.addStateToQueue.bind(sender);
  sender.addStateToQueue = (state) => {
    readAnswerLeniently(state.request as Api.AnyRequest, schema, (objects) => events.lost(objects, false));
    queue(state);
  };
  sender._updateCallback = (_client, update) => {
    if (isUpdates(update)) events.pushed(update);
    else if (connectionState(update) === KEY_BROKEN) events.keyUnknown();
  };
  // Called by the library whenever it thinks that the connection is no good; what happens then is the supervisor's call.
  sender.reconnect = () => drop('CONNECTION_CLOSED');

  const handlers = sender._handlers;
  const renewed = handlers[String(NEW_SESSION_CREATED)];
  handlers[String(NEW_SESSION_CREATED)] = async (message) => {
    await renewed?.(message);
    events.sessionRenewed();
  };
  // The library throws every rpc_error a second time, which drops whatever stands behind it in the same container.
  const result = handlers[String(RPC_RESULT)];
  // One that cannot be read is thrown again as well; whoever asked has been told.
  handlers[String(RPC_RESULT)] = (message) => {
    try {
      result?.(message);
    } catch {
      return;
    }
  };
  handlers[String(MSG_CONTAINER)] = async (message) => {
    for (const inner of message.obj.messages ?? []) {
      try {
        await sender._processMessage(inner);
      } catch {
        events.undecodable(0);
      }
    }
  };
}

function connectionState(update: unknown): number | undefined {
  if (typeof update !== 'object' || update === null || !('state' in update)) return undefined;
  return typeof update.state === 'number' ? update.state : undefined;
}
