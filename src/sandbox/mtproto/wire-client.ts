import { constants, createHash, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { systemClock } from '../../lib/system-clock.js';
import type { TlObject, TlValue } from './rpc.js';
import { authKeyFrom, type AuthKey } from './crypto/auth-key.js';
import { modPow, toBig, toBytes } from './crypto/big.js';
import { DH_PRIME } from './crypto/dh.js';
import { decryptIge, encryptIge } from '../../lib/aes-ige.js';
import { openAsClient, sealAsClient } from './crypto/packet.js';
import type { MtprotoServer } from './server.js';
import { TlCodec } from './tl/codec.js';
import { unzip } from './tl/decode.js';
import { TlReader } from './tl/reader.js';
import { loadSchemaTexts } from './tl/schema-text.js';
import { ByteQueue } from './transport/byte-queue.js';
import { FullFraming } from './transport/full.js';

const codec = new TlCodec(loadSchemaTexts());

/** One message from the server; those of a container share `packet`. */
export interface SeenMessage {
  readonly packet: number;
  readonly id: bigint;
  readonly sequence: number;
  /** rpc_result is opened: `{ _: 'rpc_result', reqMsgId, result }`. Null when no layer knows the constructor. */
  readonly body: TlObject | null;
  readonly wasGzipped: boolean;
}

/** For tests: a client that can also break the rules, over the full transport. It waits for facts and never for time. */
export class WireClient {
  auth: AuthKey | null = null;
  session = randomBytes(8).readBigInt64LE(0);
  salt = 0n;
  sequence = 0;
  /** How often a key exchange was asked for another key. */
  retries = 0;
  readonly seen: SeenMessage[] = [];
  /** Whole packets that were no encrypted message: key exchange answers and transport errors. */
  readonly plain: Buffer[] = [];
  readonly ended: Promise<void>;
  private readonly clock = systemClock();
  private lastId = 0n;
  private packets = 0;
  private readonly framing = new FullFraming();
  private readonly input = new ByteQueue();
  private waiting: (() => void)[] = [];

  private constructor(
    private readonly socket: Socket,
    private readonly server: MtprotoServer,
  ) {
    this.ended = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      this.input.push(chunk);
      for (let one = this.framing.next(this.input); one; one = this.framing.next(this.input))
        this.packet(one);
      for (const wake of this.waiting.splice(0)) wake();
    });
  }

  static open(server: MtprotoServer): Promise<WireClient> {
    return new Promise((resolve) => {
      const socket = connect({ host: server.host, port: server.port, noDelay: true }, () =>
        resolve(new WireClient(socket, server)),
      );
    });
  }

  /** Connected, with a fresh key, the right salt, and the layer told. */
  static async ready(server: MtprotoServer): Promise<WireClient> {
    const client = await WireClient.open(server);
    await client.exchangeKeys();
    await client.answer(client.send(inLayer({ _: 'help.getNearestDc' })));
    return client;
  }

  close(): void {
    this.socket.destroy();
  }

  nextId(): bigint {
    const now = BigInt(this.clock.now());
    const id = ((now / 1000n) << 32n) | (((now % 1000n) << 20n) & ~3n);
    this.lastId = id > this.lastId ? id : this.lastId + 4n;
    return this.lastId;
  }

  /** Sends one message and gives its id. */
  send(body: TlObject | Buffer, how: { id?: bigint; sequence?: number; salt?: bigint } = {}): bigint {
    const id = how.id ?? this.nextId();
    const bytes = Buffer.isBuffer(body) ? body : encodeAny(body);
    const sequence = how.sequence ?? this.sequence++ * 2 + 1;
    const packet = Buffer.alloc(32 + bytes.length);
    packet.writeBigInt64LE(how.salt ?? this.salt, 0);
    packet.writeBigInt64LE(this.session, 8);
    packet.writeBigInt64LE(id, 16);
    packet.writeInt32LE(sequence, 24);
    packet.writeUInt32LE(bytes.length, 28);
    bytes.copy(packet, 32);
    if (!this.auth) throw new Error('no key yet');
    this.sendPacket(sealAsClient(this.auth, packet, randomBytes));
    return id;
  }

  sendPacket(packet: Buffer): void {
    this.socket.write(this.framing.frame(packet));
  }

  /** The first message so far or to come that matches. */
  async until(match: (message: SeenMessage) => boolean): Promise<SeenMessage> {
    for (;;) {
      const found = this.seen.find(match);
      if (found) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  untilNamed(name: string): Promise<SeenMessage> {
    return this.until((message) => message.body?._ === name);
  }

  /** What a call is answered with (an error is an `rpc_error` object). */
  async answer(id: bigint): Promise<TlValue> {
    const message = await this.until((one) => one.body?._ === 'rpc_result' && one.body['reqMsgId'] === id);
    return message.body?.['result'];
  }

  async nextPlain(): Promise<Buffer> {
    for (;;) {
      const packet = this.plain.shift();
      if (packet) return packet;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** One unencrypted call of the key exchange. */
  async exchange(call: TlObject): Promise<TlObject> {
    const body = encodeAny(call);
    const packet = Buffer.alloc(20 + body.length);
    packet.writeBigInt64LE(this.nextId(), 8);
    packet.writeUInt32LE(body.length, 16);
    body.copy(packet, 20);
    this.sendPacket(packet);
    const answer = await this.nextPlain();
    if (answer.length === 4) return { _: 'transportError', code: answer.readInt32LE(0) };
    return asObject(codec.decode(answer.subarray(20)));
  }

  /** The whole key exchange with the older RSA scheme (GramJS covers the newer one). `twist` may spoil a step. */
  async exchangeKeys(twist: { p?: Buffer; gB?: bigint; shortKeyFirst?: boolean } = {}): Promise<TlObject> {
    const nonce = randomBytes(16);
    const newNonce = randomBytes(32);
    const res = await this.exchange({ _: 'req_pq_multi', nonce });
    const serverNonce = asBuffer(res['serverNonce']);
    const [p, q] = factor(Number(toBig(asBuffer(res['pq']))));
    const nonces = { nonce, serverNonce };
    const pq = { p: twist.p ?? toBytes(BigInt(p)), q: toBytes(BigInt(q)) };
    const inner = encodeAny({ _: 'p_q_inner_data', pq: asBuffer(res['pq']), ...pq, ...nonces, newNonce });
    const block = Buffer.concat([Buffer.of(0), sha1(inner), inner, randomBytes(235 - inner.length)]);
    const key = createPublicKey(this.server.serverKey.publicSpkiPem);
    const params = await this.exchange({
      _: 'req_DH_params',
      ...nonces,
      ...pq,
      publicKeyFingerprint: this.server.publicKeyFingerprint,
      encryptedData: publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, block),
    });
    if (params._ !== 'server_DH_params_ok') return params;
    const one = sha1(newNonce, serverNonce);
    const two = sha1(serverNonce, newNonce);
    const aesKey = Buffer.concat([one, two.subarray(0, 12)]);
    const aesIv = Buffer.concat([two.subarray(12, 20), sha1(newNonce, newNonce), newNonce.subarray(0, 4)]);
    const opened = decryptIge(asBuffer(params['encryptedAnswer']), aesKey, aesIv);
    const server = asObject(codec.decode(opened.subarray(20)));
    for (let retryId = 0n; ;) {
      let b = toBig(randomBytes(40));
      const shared = (): bigint => modPow(toBig(asBuffer(server['gA'])), b, DH_PRIME);
      if (twist.shortKeyFirst && retryId === 0n) while (shared() >> 2040n !== 0n) b++;
      const gB = toBytes(twist.gB ?? modPow(BigInt(Number(server['g'])), b, DH_PRIME));
      const data = encodeAny({ _: 'client_DH_inner_data', ...nonces, retryId, gB });
      const hashed = Buffer.concat([sha1(data), data]);
      const padded = Buffer.concat([hashed, randomBytes((16 - (hashed.length % 16)) % 16)]);
      const encryptedData = encryptIge(padded, aesKey, aesIv);
      const end = await this.exchange({ _: 'set_client_DH_params', ...nonces, encryptedData });
      const auth = authKeyFrom(toBytes(shared(), 256));
      if (end._ === 'dh_gen_retry') {
        this.retries++;
        retryId = auth.auxHash.readBigInt64LE(0);
        continue;
      }
      if (end._ === 'dh_gen_ok') {
        this.auth = auth;
        this.salt = newNonce.readBigInt64LE(0) ^ serverNonce.readBigInt64LE(0);
      }
      return end;
    }
  }

  private packet(packet: Buffer): void {
    if (packet.length < 24 || packet.readBigInt64LE(0) === 0n || !this.auth) {
      this.plain.push(Buffer.from(packet));
      return;
    }
    const opened = openAsClient(this.auth, packet);
    if (!opened) throw new Error('a packet does not open');
    this.packets++;
    this.message(new TlReader(opened.subarray(16)));
  }

  private message(reader: TlReader): void {
    const id = reader.long();
    const sequence = reader.int();
    const body = reader.raw(reader.uint());
    const constructor = body.readUInt32LE(0);
    if (constructor === 0x73f1f8dc) {
      const inner = new TlReader(body.subarray(4));
      for (let left = inner.uint(); left > 0; left--) this.message(inner);
      return;
    }
    const isResult = constructor === 0xf35c6d01;
    const wasGzipped = isResult && body.readUInt32LE(12) === 0x3072cfa1;
    const seen = { packet: this.packets, id, sequence, wasGzipped };
    if (isResult) {
      const result = wasGzipped
        ? codec.decode(unzip(new TlReader(body.subarray(16)).bytesView()))
        : codec.decode(body.subarray(12));
      this.seen.push({ ...seen, body: { _: 'rpc_result', reqMsgId: body.readBigInt64LE(4), result } });
      return;
    }
    const isKnown = codec.decoder.definition(constructor) !== undefined;
    this.seen.push({ ...seen, body: isKnown ? asObject(codec.decode(body)) : null });
  }
}

export function inLayer(query: TlObject, layer = 198): TlObject {
  const init = {
    _: 'initConnection',
    apiId: 99,
    deviceModel: 'wire',
    systemVersion: '1',
    appVersion: '2',
    systemLangCode: 'en',
    langPack: '',
    langCode: 'en',
    query,
  };
  return { _: 'invokeWithLayer', layer, query: init };
}

export function encodeAny(value: TlObject): Buffer {
  return codec.encoder(198).has(value._) ? codec.encodeObject(198, value) : codec.encodeMethod(198, value);
}

function factor(product: number): [number, number] {
  for (let divisor = 3; ; divisor += 2) if (product % divisor === 0) return [divisor, product / divisor];
}

function sha1(...parts: Buffer[]): Buffer {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function asBuffer(value: TlValue): Buffer {
  if (Buffer.isBuffer(value)) return value;
  throw new Error('bytes expected');
}

function asObject(value: TlValue): TlObject {
  if (typeof value === 'object' && value !== null && '_' in value) return value;
  throw new Error('an object expected');
}
