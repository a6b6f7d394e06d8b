import type { Socket } from 'node:net';
import type { Clock } from '../../core/clock.js';
import type { KeyRecord } from './store.js';
import { sealPacket } from './crypto/packet.js';
import { packQueue } from './session/packing.js';
import type { Session, SessionLink } from './session/session.js';
import { TransportError } from './transport/framing.js';
import { Transport } from './transport/transport.js';

export interface ConnectionHost {
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Buffer;
  readonly proxySecrets: readonly Buffer[];
  readonly currentSalt: (key: KeyRecord) => bigint;
  /** Milliseconds to hold back what goes to this key (a fault on demand); normally 0. */
  readonly delayOf: (keyId: string) => number;
  readonly packet: (connection: Connection, packet: Buffer) => void;
  readonly closed: (connection: Connection) => void;
  readonly onError: (error: unknown, where: string) => void;
}

/** Milliseconds; long enough for an answer to come first, short against any client's patience. */
const ACK_DELAY = 200;
/** What a client that does not read may have waiting before its connection is cut. */
const MAX_UNSENT = 64 << 20;

/** One TCP connection: bytes in, packets out, and the sessions it carries. */
export class Connection implements SessionLink {
  readonly sessions = new Set<Session>();
  /** Unencrypted answers carry rising ids too. */
  private lastPlainId = 0n;
  private readonly transport: Transport;
  private readonly dirty = new Set<Session>();
  private isReceiving = false;
  private isFlushAsked = false;
  private ackTimer: { cancel(): void } | null = null;
  private idle: { cancel(): void } | null = null;

  constructor(
    private readonly socket: Socket,
    private readonly host: ConnectionHost,
  ) {
    this.transport = new Transport({ secrets: host.proxySecrets, randomBytes: host.randomBytes });
    socket.on('data', (chunk) => this.received(chunk));
    socket.on('close', () => this.closed());
    // An error is always followed by 'close', which is where the connection is taken down.
    socket.on('error', () => socket.destroy());
  }

  get transportName(): string {
    return this.transport.name;
  }

  flushSoon(session: Session): void {
    this.dirty.add(session);
    // What answers a packet goes out together once the packet is dealt with; what comes later, at the end of its own step.
    if (this.isReceiving || this.isFlushAsked) return;
    this.isFlushAsked = true;
    queueMicrotask(() => this.flush());
  }

  /** Receipts that no answer made unnecessary go out with the next packet, at the latest after a moment. */
  acknowledgeSoon(): void {
    this.ackTimer ??= this.host.clock.after(
      ACK_DELAY,
      () => {
        this.ackTimer = null;
        for (const one of this.sessions) if (one.owedAcks.size > 0) this.dirty.add(one);
        this.flush();
      },
      { unref: true },
    );
  }

  /** An unencrypted message (key exchange). */
  sendPlain(body: Buffer): void {
    const seconds = BigInt(Math.floor(this.host.clock.now() / 1000));
    const id = ((seconds << 32n) | 1n) > this.lastPlainId ? (seconds << 32n) | 1n : this.lastPlainId + 4n;
    this.lastPlainId = id;
    const packet = Buffer.alloc(20 + body.length);
    packet.writeBigInt64LE(id, 8);
    packet.writeUInt32LE(body.length, 16);
    body.copy(packet, 20);
    this.write(packet);
  }

  /** A transport error: four bytes, -404 for an unknown key. */
  sendError(code: number): void {
    const packet = Buffer.alloc(4);
    packet.writeInt32LE(code);
    this.write(packet);
  }

  /** Bytes that follow no rule, put into the stream as they are. */
  sendBytes(bytes: Buffer): void {
    if (!this.socket.destroyed) this.socket.write(bytes);
  }

  /** Cuts the connection after `seconds`, unless called again before. */
  cutAfter(seconds: number): void {
    this.idle?.cancel();
    this.idle = this.host.clock.after(seconds * 1000, () => this.cut(), { unref: true });
  }

  cut(): void {
    this.socket.destroy();
  }

  private received(chunk: Buffer): void {
    this.isReceiving = true;
    try {
      for (const packet of this.transport.receive(chunk)) {
        if (this.socket.destroyed) return;
        this.host.packet(this, packet);
      }
    } catch (error) {
      this.socket.destroy();
      if (!(error instanceof TransportError)) this.host.onError(error, 'a packet');
    } finally {
      this.isReceiving = false;
      this.flush();
    }
  }

  private flush(): void {
    this.isFlushAsked = false;
    if (this.dirty.size === 0) return;
    const sessions = [...this.dirty];
    this.dirty.clear();
    for (const session of sessions) {
      if (session.link !== this) continue;
      const { auth } = session.key;
      for (const plain of packQueue(session, this.host.currentSalt(session.key))) {
        const packet = sealPacket(auth, plain, this.host.randomBytes);
        const delay = this.host.delayOf(auth.id);
        if (delay === 0) this.write(packet);
        else this.host.clock.after(delay, () => this.write(packet), { unref: true });
      }
    }
  }

  private write(packet: Buffer): void {
    if (this.socket.destroyed) return;
    this.socket.write(this.transport.wrap(packet));
    if (this.socket.writableLength > MAX_UNSENT) this.socket.destroy();
  }

  private closed(): void {
    this.idle?.cancel();
    this.ackTimer?.cancel();
    this.host.closed(this);
  }
}
