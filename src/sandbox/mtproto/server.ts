import { portTrouble } from '../../core/port-trouble.js';
import { randomBytes as nodeRandomBytes } from 'node:crypto';
import { createServer, type AddressInfo, type Server } from 'node:net';
import type { Clock } from '../../core/clock.js';
import type { RpcApplication, RpcTransport } from './rpc.js';
import { Connection } from './connection.js';
import { newServerKey, serverKeyFile, serverKeyFromPem, type ServerKey } from './crypto/rsa.js';
import { Faults, type WireFaults } from './faults.js';
import { rpcTransport } from './push.js';
import { Receiver } from './receiver.js';
import { Salts } from './salts.js';
import { SessionRegistry } from './session/registry.js';
import { KeyStore } from './store.js';
import { TlCodec } from './tl/codec.js';
import { loadSchemaTexts } from './tl/schema-text.js';

export interface MtprotoServerOptions {
  readonly application: RpcApplication;
  /**
   * The wire's clock. Clients stamp their messages with the real time and are told off when they are five minutes away,
   * so this is the machine's clock even where the people behind the API live on a virtual one.
   */
  readonly clock: Clock;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** The data centre this server says it is; it answers for every id. Default 2. */
  readonly dcId?: number;
  /** Where the RSA key lives: a file (made on first use), or the private key's PEM text. Left out: a new key that is kept nowhere. */
  readonly key?: { readonly file: string } | { readonly pem: string };
  /** SQLite file for authorization keys. Left out: they live as long as the server. */
  readonly storeFile?: string;
  /** MTProxy secrets, 16 bytes each, to accept on obfuscated connections. */
  readonly proxySecrets?: readonly Buffer[];
  readonly randomBytes?: (count: number) => Buffer;
  /** Told about errors that are not the client's: a handler that threw, an answer that its layer cannot express. */
  readonly onError?: (error: unknown, where: string) => void;
}

export interface MtprotoServer {
  readonly host: string;
  readonly port: number;
  readonly dcId: number;
  readonly serverKey: ServerKey;
  /** PKCS#1, as Telethon loads it. */
  readonly publicKeyPem: string;
  /** Signed 64-bit number, as GramJS names its keys (in decimal). */
  readonly publicKeyFingerprint: bigint;
  readonly transport: RpcTransport;
  readonly faults: WireFaults;
  /** The TL layers this server can speak, oldest first. */
  readonly layers: readonly number[];
  /** Cuts all connections and closes the store; done when the port is free. */
  close(): Promise<void>;
}

/** Starts a Telegram-like MTProto 2.0 server on TCP. */
export async function startMtprotoServer(options: MtprotoServerOptions): Promise<MtprotoServer> {
  const { application, clock } = options;
  const randomBytes = options.randomBytes ?? nodeRandomBytes;
  const onError = options.onError ?? (() => undefined);
  const codec = new TlCodec(loadSchemaTexts());
  const serverKey = resolveKey(options.key);
  const store = new KeyStore(options.storeFile ?? ':memory:');
  const salts = new Salts();
  const sessions = new SessionRegistry(() => clock.now());
  const connections = new Set<Connection>();
  const faults = new Faults(sessions, connections, randomBytes);
  const receiver = new Receiver({
    application,
    clock,
    codec,
    serverKey,
    store,
    salts,
    sessions,
    faults,
    randomBytes,
    onError,
  });

  const listener = createServer({ noDelay: true }, (socket) => {
    const connection = new Connection(socket, {
      clock,
      randomBytes,
      proxySecrets: options.proxySecrets ?? [],
      currentSalt: (key) => salts.current(key, clock.now() / 1000),
      delayOf: (keyId) => faults.delayOf(keyId),
      onError,
      packet: (from, packet) => receiver.packet(from, packet),
      closed: (from) => {
        connections.delete(from);
        receiver.closed(from);
      },
    });
    connections.add(connection);
  });
  const host = options.host ?? '127.0.0.1';
  const address = await listen(listener, host, options.port ?? 0);

  return {
    host,
    port: address.port,
    dcId: options.dcId ?? 2,
    serverKey,
    publicKeyPem: serverKey.publicPem,
    publicKeyFingerprint: serverKey.fingerprint,
    transport: rpcTransport({ codec, store, sessions, faults, onError }),
    faults,
    layers: codec.layers,
    close: async () => {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      for (const connection of connections) connection.cut();
      await closed;
      store.close();
    },
  };
}

function resolveKey(key: MtprotoServerOptions['key']): ServerKey {
  if (!key) return newServerKey();
  return 'file' in key ? serverKeyFile(key.file) : serverKeyFromPem(key.pem);
}

function listen(listener: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    listener.once('error', (cause: NodeJS.ErrnoException) =>
      reject(portTrouble(cause, 'Telegram', host, port)),
    );
    listener.listen(port, host, () => {
      listener.removeAllListeners('error');
      const address = listener.address();
      if (typeof address === 'object' && address) resolve(address);
      else reject(new Error('the server has no address'));
    });
  });
}
