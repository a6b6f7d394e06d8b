import { connect, type Socket } from 'node:net';
import type { Clock, Milliseconds } from '../../core/clock.js';

export interface ServerTimeOptions {
  readonly host: string;
  readonly port: number;
  readonly clock: Pick<Clock, 'now' | 'steady' | 'after'>;
  /** Sixteen bytes by chance. */
  readonly nonce: Uint8Array;
}

export type ServerTime =
  | {
      readonly ok: true;
      /** How far the server's clock is ahead of ours, to about a second. */
      readonly aheadMs: Milliseconds;
      readonly tookMs: Milliseconds;
    }
  | { readonly ok: false; readonly code: string };

/** The first data centre GramJS itself asks (telegram 2.26, client/telegramBaseClient.js). */
export const firstDataCentre = { host: '149.154.167.91', port: 80 } as const;

const deadlineMs: Milliseconds = 8_000;
/** `req_pq_multi nonce:int128` (core.telegram.org/mtproto/auth_key): the first question of a key exchange, which needs none. */
const reqPqMulti = 0xbe7e8ef1;
const intermediate = Buffer.from('eeeeeeee', 'hex');
const headerBytes = 20;

/**
 * Ask an MTProto server the first question of a key exchange, by the intermediate transport. Nobody is signed in, and the
 * key is not made: whether somebody answers, and what time it is there, as the number of an answer begins with it.
 */
export async function askServerTime(options: ServerTimeOptions): Promise<ServerTime> {
  const { host, port, clock } = options;
  const startedAt = clock.steady();
  const socket = connect({ host, port });
  const timer = clock.after(deadlineMs, () => socket.destroy(new TimedOut()), { unref: true });
  try {
    const answer = await firstPacket(socket, () => socket.write(question(options)));
    // 32 bits of seconds since 1970, then a fraction (core.telegram.org/mtproto/description#message-identifier-msg-id).
    if (answer.length < headerBytes || answer.readBigInt64LE(0) !== 0n)
      return { ok: false, code: 'NOT_MTPROTO' };
    const number = answer.readBigUInt64LE(8);
    const at = Number(number >> 32n) * 1_000 + (Number(number & 0xffffffffn) / 2 ** 32) * 1_000;
    return { ok: true, aheadMs: Math.round(at - clock.now()), tookMs: clock.steady() - startedAt };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'CONNECTION_LOST';
    return { ok: false, code };
  } finally {
    timer.cancel();
    socket.destroy();
  }
}

function question({ clock, nonce }: ServerTimeOptions): Buffer {
  const body = Buffer.alloc(4 + nonce.byteLength);
  body.writeUInt32LE(reqPqMulti, 0);
  body.set(nonce, 4);
  const packet = Buffer.alloc(headerBytes + body.length);
  // Numbers of a client's messages are divisible by four.
  packet.writeBigUInt64LE(BigInt(Math.floor(clock.now() / 1_000)) << 32n, 8);
  packet.writeUInt32LE(body.length, 16);
  packet.set(body, headerBytes);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(packet.length, 0);
  return Buffer.concat([intermediate, length, packet]);
}

function firstPacket(socket: Socket, onConnect: () => void): Promise<Buffer> {
  return new Promise((done, fail) => {
    let received = Buffer.alloc(0);
    socket.once('connect', onConnect);
    socket.once('error', fail);
    socket.once('close', () => fail(new Error('closed before it answered')));
    socket.on('data', (piece: Buffer) => {
      received = Buffer.concat([received, piece]);
      const length = received.length >= 4 ? received.readUInt32LE(0) : Number.POSITIVE_INFINITY;
      // An answer of another protocol would be waited for until the deadline.
      if (length > 1_024 && received.length >= 4)
        fail(Object.assign(new Error('no MTProto'), { code: 'NOT_MTPROTO' }));
      else if (received.length >= 4 + length) done(received.subarray(4, 4 + length));
    });
  });
}

class TimedOut extends Error {
  readonly code = 'ETIMEDOUT';
}
