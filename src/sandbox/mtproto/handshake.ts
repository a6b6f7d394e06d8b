import { createHash } from 'node:crypto';
import type { TlObject, TlValue } from './rpc.js';
import { authKeyFrom, newNonceHash, type AuthKey } from './crypto/auth-key.js';
import { toBig, toBytes } from './crypto/big.js';
import { DH_GENERATOR, DH_PRIME_BYTES, dhHalf, dhShared, type DhHalf } from './crypto/dh.js';
import { randomFactors, type Factors } from './crypto/factors.js';
import { decryptIge, encryptIge } from '../../lib/aes-ige.js';
import type { ServerKey } from './crypto/rsa.js';
import { unpadRsa } from './crypto/rsa-pad.js';
import type { TlCodec } from './tl/codec.js';
import { TlDecodeError, TlReader } from './tl/reader.js';

/** The client broke the key exchange; the connection is told -404 and has to start again. */
export class HandshakeError extends Error {
  override readonly name = 'HandshakeError';
}

export interface HandshakeHost {
  readonly codec: TlCodec;
  readonly serverKey: ServerKey;
  readonly randomBytes: (count: number) => Buffer;
  /** Seconds since 1970. */
  readonly seconds: () => number;
  readonly keyMade: (auth: AuthKey, firstSalt: bigint) => void;
  readonly isKeyIdTaken: (id: string) => boolean;
}

interface Exchange {
  readonly nonce: Buffer;
  readonly serverNonce: Buffer;
  readonly factors: Factors;
  proven: Proven | null;
}

/** What is known once the client has shown that it solved the puzzle. */
interface Proven {
  readonly newNonce: Buffer;
  readonly half: DhHalf;
  readonly aesKey: Buffer;
  readonly aesIv: Buffer;
  /** 0 first, then the aux hash of the key that was refused. */
  retryId: bigint;
}

const INNER_DATA: ReadonlySet<string> = new Set([
  'p_q_inner_data',
  'p_q_inner_data_dc',
  'p_q_inner_data_temp',
  'p_q_inner_data_temp_dc',
]);

/**
 * The server's half of the key exchange of one connection (core.telegram.org/mtproto/auth_key).
 * States: nothing, challenged (req_pq), proven (req_DH_params), done (set_client_DH_params); a new req_pq starts over.
 */
export class Handshake {
  private exchange: Exchange | null = null;

  constructor(private readonly host: HandshakeHost) {}

  /** Answers one unencrypted message body. */
  answer(body: Buffer): Buffer {
    const request = this.decode(body);
    switch (request._) {
      case 'req_pq':
      case 'req_pq_multi':
        return this.encode(this.challenge(request));
      case 'req_DH_params':
        return this.encode(this.prove(request));
      case 'set_client_DH_params':
        return this.encode(this.finish(request));
      default:
        throw new HandshakeError(`${request._} has no place in a key exchange`);
    }
  }

  private challenge(request: TlObject): TlObject {
    const nonce = bytes(request['nonce']);
    const factors = randomFactors(this.host.randomBytes);
    this.exchange = { nonce, serverNonce: this.host.randomBytes(16), factors, proven: null };
    return {
      _: 'resPQ',
      nonce,
      serverNonce: this.exchange.serverNonce,
      // Clients read it as a signed number (GramJS then searches for ever), so the top bit has to be clear.
      pq: toBytes(factors.product, 8),
      serverPublicKeyFingerprints: [this.host.serverKey.fingerprint],
    };
  }

  private prove(request: TlObject): TlObject {
    const exchange = this.current(request);
    const inner = this.innerData(bytes(request['encryptedData']));
    const sameNonces =
      bytes(inner['nonce']).equals(exchange.nonce) &&
      bytes(inner['serverNonce']).equals(exchange.serverNonce);
    if (!sameNonces) throw new HandshakeError('the inner data belongs to another exchange');
    const newNonce = bytes(inner['newNonce']);
    const nonces = { nonce: exchange.nonce, serverNonce: exchange.serverNonce };
    const { p, q } = exchange.factors;
    if (toBig(bytes(request['p'])) !== BigInt(p) || toBig(bytes(request['q'])) !== BigInt(q)) {
      const newNonceHash = sha1(newNonce).subarray(4, 20);
      return { _: 'server_DH_params_fail', ...nonces, newNonceHash };
    }
    const half = dhHalf(this.host.randomBytes);
    const keys = temporaryKey(exchange.serverNonce, newNonce);
    exchange.proven = { newNonce, half, ...keys, retryId: 0n };
    const answer = this.encode({
      _: 'server_DH_inner_data',
      ...nonces,
      g: DH_GENERATOR,
      dhPrime: DH_PRIME_BYTES,
      gA: toBytes(half.open, 256),
      serverTime: this.host.seconds(),
    });
    const hashed = Buffer.concat([sha1(answer), answer]);
    const padding = this.host.randomBytes((16 - (hashed.length & 15)) & 15);
    const encryptedAnswer = encryptIge(Buffer.concat([hashed, padding]), keys.aesKey, keys.aesIv);
    return { _: 'server_DH_params_ok', ...nonces, encryptedAnswer };
  }

  private finish(request: TlObject): TlObject {
    const exchange = this.current(request);
    const { proven } = exchange;
    if (!proven) throw new HandshakeError('set_client_DH_params came before req_DH_params');
    const inner = this.clientInner(bytes(request['encryptedData']), proven);
    const nonces = { nonce: exchange.nonce, serverNonce: exchange.serverNonce };
    const shared =
      inner['retryId'] === proven.retryId ? dhShared(proven.half, toBig(bytes(inner['gB']))) : null;
    if (shared === null) {
      this.exchange = null;
      const newNonceHash3 = newNonceHash(proven.newNonce, 3, Buffer.alloc(8));
      return { _: 'dh_gen_fail', ...nonces, newNonceHash3 };
    }
    const auth = authKeyFrom(toBytes(shared, 256));
    // One key in 256 starts with a zero byte, and clients disagree about writing it (GramJS and Telethon drop it): ask for another.
    if (auth.key[0] === 0 || this.host.isKeyIdTaken(auth.id)) {
      proven.retryId = auth.auxHash.readBigInt64LE(0);
      return {
        _: 'dh_gen_retry',
        ...nonces,
        newNonceHash2: newNonceHash(proven.newNonce, 2, auth.auxHash),
      };
    }
    this.exchange = null;
    const firstSalt = proven.newNonce.readBigInt64LE(0) ^ exchange.serverNonce.readBigInt64LE(0);
    this.host.keyMade(auth, firstSalt);
    return { _: 'dh_gen_ok', ...nonces, newNonceHash1: newNonceHash(proven.newNonce, 1, auth.auxHash) };
  }

  private current(request: TlObject): Exchange {
    const { exchange } = this;
    const isCurrent =
      exchange !== null &&
      bytes(request['nonce']).equals(exchange.nonce) &&
      bytes(request['serverNonce']).equals(exchange.serverNonce);
    if (!isCurrent) throw new HandshakeError('the nonces are not those of this exchange');
    return exchange;
  }

  private innerData(encrypted: Buffer): TlObject {
    if (encrypted.length > 256) throw new HandshakeError('the RSA block is too long');
    const block = Buffer.concat([Buffer.alloc(256 - encrypted.length), encrypted]);
    const data = unpadRsa(this.decryptBlock(block), (padded) => this.lengthOf(padded));
    if (!data) throw new HandshakeError('the RSA block does not open with this key');
    const inner = this.decode(data);
    if (!INNER_DATA.has(inner._)) throw new HandshakeError(`${inner._} is not inner data`);
    return inner;
  }

  private decryptBlock(block: Buffer): Buffer {
    try {
      return this.host.serverKey.decrypt(block);
    } catch {
      throw new HandshakeError('the RSA block is not smaller than the modulus');
    }
  }

  /** How many bytes the value at the start of `padded` takes; 0 when there is none. */
  private lengthOf(padded: Buffer): number {
    const reader = new TlReader(padded);
    try {
      this.host.codec.decoder.boxed(reader);
    } catch (error) {
      if (error instanceof TlDecodeError) return 0;
      throw error;
    }
    return reader.offset;
  }

  private clientInner(encrypted: Buffer, proven: Proven): TlObject {
    if (encrypted.length % 16 !== 0) throw new HandshakeError('the client data is not whole AES blocks');
    const plain = decryptIge(encrypted, proven.aesKey, proven.aesIv);
    const data = plain.subarray(20);
    const length = this.lengthOf(data);
    if (length === 0 || !sha1(data.subarray(0, length)).equals(plain.subarray(0, 20))) {
      throw new HandshakeError('the client data does not match its hash');
    }
    const inner = this.decode(data);
    if (inner._ !== 'client_DH_inner_data') throw new HandshakeError(`${inner._} is not client data`);
    return inner;
  }

  private decode(body: Buffer): TlObject {
    let value: TlValue;
    try {
      value = this.host.codec.decode(body);
    } catch (error) {
      if (error instanceof TlDecodeError) throw new HandshakeError(error.message);
      throw error;
    }
    if (typeof value === 'object' && value !== null && '_' in value) return value;
    throw new HandshakeError('not a message of the key exchange');
  }

  private encode(value: TlObject): Buffer {
    // The key exchange is the same in every layer.
    return this.host.codec.encodeObject(0, value);
  }
}

function temporaryKey(serverNonce: Buffer, newNonce: Buffer): { aesKey: Buffer; aesIv: Buffer } {
  const one = sha1(newNonce, serverNonce);
  const two = sha1(serverNonce, newNonce);
  const three = sha1(newNonce, newNonce);
  return {
    aesKey: Buffer.concat([one, two.subarray(0, 12)]),
    aesIv: Buffer.concat([two.subarray(12, 20), three, newNonce.subarray(0, 4)]),
  };
}

function sha1(...parts: Buffer[]): Buffer {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function bytes(value: TlValue): Buffer {
  if (Buffer.isBuffer(value)) return value;
  throw new HandshakeError('a byte field is missing');
}
