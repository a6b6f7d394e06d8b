import type { OutgoingMessage, Session } from './session.js';

const CONTAINER_ID = 0x73f1f8dc;
const MSGS_ACK_ID = 0x62d6b459;
const VECTOR_ID = 0x1cb5c415;
/** Same limits as for what clients send. */
const MAX_CONTAINER_MESSAGES = 100;
const MAX_CONTAINER_BYTES = 1 << 20;

/** The queued messages of a session as plain packets (salt, session id, message), ready for encryption. */
export function packQueue(session: Session, salt: bigint): Buffer[] {
  const messages = session.takeQueue();
  if (session.owedAcks.size > 0) {
    messages.push(session.service(acks([...session.owedAcks])));
    session.owedAcks.clear();
  }
  const packets: Buffer[] = [];
  let group: OutgoingMessage[] = [];
  let size = 0;
  const close = (): void => {
    const first = group[0];
    if (first) packets.push(pack(session, salt, group.length === 1 ? first : container(session, group)));
    group = [];
    size = 0;
  };
  for (const message of messages) {
    const isFull = group.length >= MAX_CONTAINER_MESSAGES || size + message.body.length > MAX_CONTAINER_BYTES;
    if (message.alone || isFull) close();
    group.push(message);
    size += message.body.length + 16;
    if (message.alone) close();
  }
  close();
  return packets;
}

function pack(session: Session, salt: bigint, message: OutgoingMessage): Buffer {
  const packet = Buffer.allocUnsafe(32 + message.body.length);
  packet.writeBigInt64LE(salt, 0);
  packet.writeBigInt64LE(session.id, 8);
  putMessage(packet, 16, message);
  return packet;
}

function container(session: Session, messages: readonly OutgoingMessage[]): OutgoingMessage {
  const size = messages.reduce((sum, message) => sum + 16 + message.body.length, 8);
  const body = Buffer.allocUnsafe(size);
  body.writeUInt32LE(CONTAINER_ID, 0);
  body.writeUInt32LE(messages.length, 4);
  let at = 8;
  for (const message of messages) at = putMessage(body, at, message);
  return session.service(body);
}

function putMessage(target: Buffer, at: number, message: OutgoingMessage): number {
  target.writeBigInt64LE(message.id, at);
  target.writeUInt32LE(message.sequence, at + 8);
  target.writeUInt32LE(message.body.length, at + 12);
  message.body.copy(target, at + 16);
  return at + 16 + message.body.length;
}

function acks(ids: readonly bigint[]): Buffer {
  const body = Buffer.allocUnsafe(12 + ids.length * 8);
  body.writeUInt32LE(MSGS_ACK_ID, 0);
  body.writeUInt32LE(VECTOR_ID, 4);
  body.writeUInt32LE(ids.length, 8);
  ids.forEach((id, index) => body.writeBigInt64LE(id, 12 + index * 8));
  return body;
}
