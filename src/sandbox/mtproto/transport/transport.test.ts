import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TransportError } from './framing.js';
import { FullFraming } from './full.js';
import { AbridgedFraming } from './abridged.js';
import { IntermediateFraming } from './intermediate.js';
import { ByteQueue } from './byte-queue.js';
import type { Framing } from './framing.js';
import { Transport } from './transport.js';

const SECRET = randomBytes(16);

interface Peer {
  readonly head: Buffer;
  readonly framing: Framing;
  readonly seal: (bytes: Buffer) => Buffer;
  readonly open: (bytes: Buffer) => Buffer;
}

function plain(head: string, framing: Framing): Peer {
  return { head: Buffer.from(head, 'hex'), framing, seal: (bytes) => bytes, open: (bytes) => bytes };
}

/** The client's half of the obfuscated transport. */
function obfuscated(tag: string, framing: Framing, secret: Buffer | null): Peer {
  const head = randomBytes(64);
  head[0] = 0x01;
  head[4] = 0x01;
  Buffer.from(tag, 'hex').copy(head, 56);
  const reversed = Buffer.from(head.subarray(8, 56)).reverse();
  const derive = (key: Buffer): Buffer =>
    secret ? createHash('sha256').update(key).update(secret).digest() : key;
  const out = createCipheriv('aes-256-ctr', derive(head.subarray(8, 40)), head.subarray(40, 56));
  const back = createDecipheriv('aes-256-ctr', derive(reversed.subarray(0, 32)), reversed.subarray(32, 48));
  const sealed = out.update(head);
  return {
    head: Buffer.concat([head.subarray(0, 56), sealed.subarray(56)]),
    framing,
    seal: (bytes) => out.update(bytes),
    open: (bytes) => back.update(bytes),
  };
}

const padding = (): Buffer => randomBytes(7);
const PEERS: [string, () => Peer][] = [
  ['full', () => plain('', new FullFraming())],
  ['abridged', () => plain('ef', new AbridgedFraming())],
  ['intermediate', () => plain('eeeeeeee', new IntermediateFraming(null))],
  ['padded intermediate', () => plain('dddddddd', new IntermediateFraming(padding))],
  ['obfuscated abridged', () => obfuscated('efefefef', new AbridgedFraming(), null)],
  ['obfuscated intermediate', () => obfuscated('eeeeeeee', new IntermediateFraming(null), SECRET)],
  ['obfuscated padded intermediate', () => obfuscated('dddddddd', new IntermediateFraming(padding), SECRET)],
];

/** Sizes around the borders of the length fields; a client's packet is always whole words. */
const PACKETS = [4, 20, 504, 508, 512, 70_000].map((length) => randomBytes(length));

/** Without the word of padding that a padded packet may keep: the encrypted part is cut to whole blocks later. */
function digests(packets: readonly Buffer[]): string[] {
  return packets.map((packet, index) =>
    createHash('sha256').update(packet.subarray(0, PACKETS[index]?.length)).digest('hex'),
  );
}

describe.each(PEERS)('%s', (name, connect) => {
  it.each([1, 3, 1000, 1 << 20])('carries packets both ways in slices of %d bytes', (slice) => {
    const peer = connect();
    const transport = new Transport({ secrets: [randomBytes(16), SECRET], randomBytes });
    const stream = Buffer.concat([
      peer.head,
      ...PACKETS.map((packet) => peer.seal(peer.framing.frame(packet))),
    ]);
    const received: Buffer[] = [];
    for (let at = 0; at < stream.length; at += slice) {
      received.push(...transport.receive(stream.subarray(at, at + slice)));
    }
    expect(transport.name).toBe(name);
    expect(digests(received)).toEqual(digests(PACKETS));

    const back = new ByteQueue();
    const answers: Buffer[] = [];
    for (const packet of PACKETS) back.push(peer.open(transport.wrap(packet)));
    for (let next = peer.framing.next(back); next; next = peer.framing.next(back)) answers.push(next);
    expect(digests(answers)).toEqual(digests(PACKETS));
  });
});

describe('nonsense', () => {
  const fresh = (): Transport => new Transport({ secrets: [], randomBytes });

  it('is refused when no transport fits', () => {
    expect(() => fresh().receive(Buffer.from(`GET / HTTP/1.1\r\n${'x'.repeat(64)}`))).toThrow(TransportError);
  });

  it('is refused when a packet claims to be endless', () => {
    expect(() => fresh().receive(Buffer.from('eeeeeeeeffffff7f', 'hex'))).toThrow(TransportError);
  });

  it('is refused when the checksum or the number is wrong', () => {
    const framing = new FullFraming();
    const first = framing.frame(randomBytes(40));
    const damaged = Buffer.from(first);
    damaged[20] = (damaged[20] ?? 0) ^ 1;
    expect(() => fresh().receive(damaged)).toThrow('checksum');
    const transport = fresh();
    transport.receive(first);
    expect(() => transport.receive(first)).toThrow('out of order');
  });
});
