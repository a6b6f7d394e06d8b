import { createHash } from 'node:crypto';
import { unzipSync } from 'node:zlib';
import bigInt from 'big-integer';
import { BinaryReader } from 'telegram/extensions/index.js';
import { MessageContainer, RPCResult, TLMessage } from 'telegram/tl/core/index.js';
import type { Milliseconds } from '../../../core/clock.js';
import { decryptIge } from '../../../lib/aes-ige.js';
import { decode, UnreadableError } from './decode.js';
import type { LostObject } from './decode.js';
import type { TlSchema } from './schema.js';

/** The part of the library's session state that opens packets. Its typings hide most of it. */
export interface PacketState {
  readonly authKey?: { readonly keyId?: bigInt.BigInteger; getKey(): Buffer | undefined };
  readonly msgIds: string[];
  _calcKey(authKey: Buffer, msgKey: Buffer, client: boolean): Promise<{ key: Buffer; iv: Buffer }>;
  decryptMessageData(body: Buffer): Promise<unknown>;
}

export interface InboundParts {
  readonly schema: TlSchema;
  /** The server's clock when it made a message, in whole seconds cut down. */
  readonly serverTime: (at: Milliseconds) => void;
  /** A push held objects that this program does not know; the rest of it was read. */
  readonly lost: (objects: readonly LostObject[]) => void;
  /** Nothing of a push could be read. */
  readonly undecodable: (constructorId: number) => void;
}

const RPC_RESULT = 0xf35c6d01;
const RPC_ERROR = 0x2144ca19;
const GZIP_PACKED = 0x3072cfa1;
const MSG_CONTAINER = 0x73f1f8dc;

/** Salt, session, message id, number, length (core.telegram.org/mtproto/description). */
const HEADER = 32;
/** Ids remembered to refuse a packet that comes twice. */
const REMEMBERED = 500;

/** What the library does with nothing: it is acknowledged and passed over. */
const NOTHING = { CONSTRUCTOR_ID: 0, SUBCLASS_OF_ID: 0, className: 'nothing' } as const;

/**
 * Opens packets in the library's place. It reads with the schema of one layer and loses a whole packet to one unknown
 * number in it, and worse: a reading that fails inside a list leaves its own table of that list broken for the rest of
 * the process (`getArgFromReader` of tl/api.js). Here every message of a packet is read by its own length, and each
 * object that is unknown costs itself. A packet that is not in order is left to the library, which knows what to say.
 */
export function openPackets(state: PacketState, parts: InboundParts): void {
  const refuse = state.decryptMessageData.bind(state);
  state.decryptMessageData = async (body) => {
    const plain = await decrypted(state, body);
    if (plain === undefined) return refuse(body);
    const id = plain.readBigInt64LE(16);
    const length = plain.readUInt32LE(28);
    if (length > plain.length - HEADER || state.msgIds.includes(String(id))) return refuse(body);
    state.msgIds.push(String(id));
    if (state.msgIds.length > REMEMBERED) state.msgIds.shift();
    // The upper half of a message id is the server's clock (core.telegram.org/mtproto/description#message-identifier-msg-id).
    parts.serverTime(Number(id >> 32n) * 1_000);
    return message(plain.subarray(16, HEADER + length), parts);
  };
}

async function decrypted(state: PacketState, body: Buffer): Promise<Buffer | undefined> {
  const authKey = state.authKey?.getKey();
  const keyId = state.authKey?.keyId;
  if (authKey === undefined || keyId === undefined || body.length < 24 + HEADER) return undefined;
  // The library counts key ids without a sign.
  if (!keyId.eq(bigInt(body.readBigUInt64LE(0)))) return undefined;
  const msgKey = body.subarray(8, 24);
  const { key, iv } = await state._calcKey(authKey, msgKey, false);
  const plain = decryptIge(body.subarray(24), key, iv);
  // "msg_key_large", x = 8 for what the server sends.
  const proof = createHash('sha256').update(authKey.subarray(96, 128)).update(plain).digest();
  return msgKey.equals(proof.subarray(8, 24)) ? plain : undefined;
}

/** `bytes` begin with the message's id, number and length. */
function message(bytes: Buffer, parts: InboundParts): TLMessage {
  const body = bytes.subarray(16, 16 + bytes.readUInt32LE(12));
  return new TLMessage(bigInt(bytes.readBigInt64LE(0)), bytes.readInt32LE(8), read(body, parts));
}

function read(body: Buffer, parts: InboundParts): unknown {
  const id = body.length < 4 ? 0 : body.readUInt32LE(0);
  switch (id) {
    case MSG_CONTAINER:
      return container(body, parts);
    case GZIP_PACKED:
      return read(unpacked(body), parts);
    case RPC_RESULT:
      return result(body);
  }
  if (parts.schema.constructorOf(id)?.type === 'Updates') return push(body, parts);
  try {
    // Service messages: of the wire protocol, so the same in every layer.
    return new BinaryReader(body).tgReadObject();
  } catch {
    parts.undecodable(id);
    return NOTHING;
  }
}

function push(body: Buffer, parts: InboundParts): unknown {
  try {
    const { value, lost } = decode(parts.schema, body, { kind: 'boxed', name: 'Updates' });
    if (lost.length > 0) parts.lost(lost);
    return value;
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    parts.undecodable(error.constructorId);
    return NOTHING;
  }
}

function container(body: Buffer, parts: InboundParts): MessageContainer {
  const messages: TLMessage[] = [];
  const count = body.readUInt32LE(4);
  for (let at = 8; messages.length < count && at + 16 <= body.length;) {
    const end = at + 16 + body.readUInt32LE(at + 12);
    messages.push(message(body.subarray(at, end), parts));
    at = end;
  }
  return new MessageContainer(messages);
}

/** The answer itself is read by the call it belongs to, which knows its type. */
function result(body: Buffer): RPCResult {
  const requestId = bigInt(body.readBigInt64LE(4));
  const answer = body.subarray(12);
  const id = answer.readUInt32LE(0);
  if (id === RPC_ERROR) {
    return new RPCResult(requestId, undefined, new BinaryReader(answer).tgReadObject() as never);
  }
  return new RPCResult(requestId, id === GZIP_PACKED ? unpacked(answer) : answer);
}

/** In either form: gzip as Telegram sends it, zlib as other servers do. */
function unpacked(packed: Buffer): Buffer {
  return unzipSync(new BinaryReader(packed.subarray(4)).tgReadBytes());
}
