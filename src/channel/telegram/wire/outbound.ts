import { createHash, randomBytes } from 'node:crypto';
import bigInt from 'big-integer';
import type { Clock } from '../../../core/clock.js';
import { encryptIge } from '../../../lib/aes-ige.js';
import { native } from '../tl/tl-class.js';

/** The part of the library's session state that makes packets. Its typings hide most of it. */
export interface SealingState {
  readonly authKey?: {
    readonly keyId?: bigInt.BigInteger;
    getKey(): Buffer | undefined;
    waitForKey(): Promise<void>;
  };
  readonly salt: bigInt.BigInteger;
  readonly id: bigInt.BigInteger;
  /** Seconds the server is ahead of the clock that numbers messages. */
  timeOffset: number;
  _lastMsgId: bigInt.BigInteger;
  _getNewMsgId(): bigInt.BigInteger;
  updateTimeOffset(correctMsgId: bigInt.BigInteger): number;
  _getSeqNo(isContentRelated: boolean): number;
  _calcKey(authKey: Buffer, msgKey: Buffer, isClient: boolean): Promise<KeyAndVector>;
  writeDataAsMessage(
    to: { write(bytes: Buffer): unknown },
    data: Buffer,
    isContentRelated: boolean,
    afterId?: bigInt.BigInteger,
  ): Promise<bigInt.BigInteger>;
  encryptMessageData(data: Buffer): Promise<Buffer>;
}

interface KeyAndVector {
  readonly key: Buffer;
  readonly iv: Buffer;
}

/**
 * Makes packets in the library's place (core.telegram.org/mtproto/description, MTProto 2.0). What it does in three dozen
 * small buffers and numbers of big-integer's, of which each turn sends several, is done in a few here; the packets are
 * the same. What it packs behind another message is left to it.
 */
export function sealPackets(state: SealingState, clock: Clock): void {
  const write = state.writeDataAsMessage.bind(state);
  state._calcKey = async (authKey, msgKey, isClient) => keyAndVector(authKey, msgKey, isClient);
  state._getNewMsgId = () => {
    const now = clock.now() / 1_000 + state.timeOffset;
    const second = Math.floor(now);
    // Seconds in the upper half, parts of one below, of four each: the last two bits say who sent it.
    const fresh = (BigInt(second) << 32n) | (BigInt(Math.floor((now - second) * 1e9)) << 2n);
    const last = native(state._lastMsgId);
    state._lastMsgId = bigInt(last >= fresh ? last + 4n : fresh);
    return state._lastMsgId;
  };
  // After bad_msg_notification 16 or 17: measured by the clock that made the number, or it would never come right.
  state.updateTimeOffset = (correct) => {
    const offset = Number(native(correct) >> 32n) - Math.floor(clock.now() / 1_000);
    if (offset !== state.timeOffset) state._lastMsgId = bigInt.zero;
    state.timeOffset = offset;
    return offset;
  };
  state.writeDataAsMessage = async (to, data, isContentRelated, afterId) => {
    if (afterId !== undefined) return write(to, data, isContentRelated, afterId);
    const id = state._getNewMsgId();
    const message = Buffer.allocUnsafe(16 + data.length);
    message.writeBigInt64LE(BigInt.asIntN(64, native(id)), 0);
    message.writeInt32LE(state._getSeqNo(isContentRelated), 8);
    message.writeInt32LE(data.length, 12);
    message.set(data, 16);
    to.write(message);
    return id;
  };
  const refuse = state.encryptMessageData.bind(state);
  state.encryptMessageData = async (data) => {
    await state.authKey?.waitForKey();
    const authKey = state.authKey?.getKey();
    const keyId = state.authKey?.keyId;
    // It knows what to say.
    if (authKey === undefined || keyId === undefined) return refuse(data);
    return sealed(authKey, keyId, plain(state, data));
  };
}

/** Salt, session, the messages, and 12 to 27 bytes of chance up to a whole number of blocks. */
function plain({ salt, id }: SealingState, data: Buffer): Buffer {
  const used = 16 + data.length;
  const size = Math.ceil((used + 12) / 16) * 16;
  const bytes = Buffer.allocUnsafe(size);
  bytes.writeBigInt64LE(BigInt.asIntN(64, native(salt)), 0);
  bytes.writeBigInt64LE(BigInt.asIntN(64, native(id)), 8);
  bytes.set(data, 16);
  bytes.set(randomBytes(size - used), used);
  return bytes;
}

/** The key's number, the middle of the hash that proves the rest, and the rest. */
function sealed(authKey: Buffer, keyId: bigInt.BigInteger, bytes: Buffer): Buffer {
  const proof = createHash('sha256').update(authKey.subarray(88, 120)).update(bytes).digest();
  const msgKey = proof.subarray(8, 24);
  const { key, iv } = keyAndVector(authKey, msgKey, true);
  const packet = Buffer.allocUnsafe(24 + bytes.length);
  packet.writeBigUInt64LE(BigInt.asUintN(64, native(keyId)), 0);
  packet.set(msgKey, 8);
  packet.set(encryptIge(bytes, key, iv), 24);
  return packet;
}

/** core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector */
function keyAndVector(authKey: Buffer, msgKey: Buffer, isClient: boolean): KeyAndVector {
  const x = isClient ? 0 : 8;
  const a = createHash('sha256')
    .update(msgKey)
    .update(authKey.subarray(x, x + 36))
    .digest();
  const b = createHash('sha256')
    .update(authKey.subarray(x + 40, x + 76))
    .update(msgKey)
    .digest();
  const both = Buffer.allocUnsafe(64);
  both.set(a.subarray(0, 8), 0);
  both.set(b.subarray(8, 24), 8);
  both.set(a.subarray(24, 32), 24);
  both.set(b.subarray(0, 8), 32);
  both.set(a.subarray(8, 24), 40);
  both.set(b.subarray(24, 32), 56);
  return { key: both.subarray(0, 32), iv: both.subarray(32) };
}
