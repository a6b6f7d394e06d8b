import type { Clock } from '../../core/clock.js';
import type { RpcApplication, TlObject } from './rpc.js';
import type { Connection } from './connection.js';
import { openPacket } from './crypto/packet.js';
import type { ServerKey } from './crypto/rsa.js';
import type { Faults } from './faults.js';
import { Handshake, HandshakeError } from './handshake.js';
import type { Salts } from './salts.js';
import { Calls } from './session/calls.js';
import {
  constructorOf,
  containerOf,
  readPacket,
  unpacked,
  type IncomingMessage,
} from './session/incoming.js';
import { BAD_SEQUENCE, checkClientId } from './session/message-ids.js';
import type { SessionRegistry } from './session/registry.js';
import { ServiceMessages } from './session/service.js';
import type { Session } from './session/session.js';
import type { KeyRecord, KeyStore } from './store.js';
import type { TlCodec } from './tl/codec.js';
import { TlDecodeError, TlReader } from './tl/reader.js';

export interface ReceiverParts {
  readonly application: RpcApplication;
  readonly clock: Clock;
  readonly codec: TlCodec;
  readonly serverKey: ServerKey;
  readonly store: KeyStore;
  readonly salts: Salts;
  readonly sessions: SessionRegistry;
  readonly faults: Faults;
  readonly randomBytes: (count: number) => Buffer;
  readonly onError: (error: unknown, where: string) => void;
}

/** "auth key not found" (core.telegram.org/mtproto/mtproto-transports#transport-errors). */
const UNKNOWN_KEY = -404;
const INVALID_CONTAINER = 64;

/** What arrives, from packet to message: key exchange, decryption, the rules for ids, numbers and salts, then the right handler. */
export class Receiver {
  private readonly handshakes = new WeakMap<Connection, Handshake>();
  private readonly linkOf = new WeakMap<Session, Connection>();
  private readonly calls: Calls;
  private readonly service: ServiceMessages;

  constructor(private readonly parts: ReceiverParts) {
    const { application, codec, store, onError, salts, sessions } = parts;
    this.calls = new Calls({
      application,
      codec,
      store,
      onError,
      cut: (session) => this.linkOf.get(session)?.cut(),
    });
    this.service = new ServiceMessages({
      codec,
      salts,
      seconds: () => this.seconds(),
      disconnectAfter: (session, seconds) => this.linkOf.get(session)?.cutAfter(seconds),
      destroySession: (session, id) => {
        const other = sessions.find(session.key.auth.id, id);
        if (!other || other === session) return false;
        sessions.forget(other);
        return true;
      },
      destroyKey: (session) => store.delete(session.key.auth.id),
    });
  }

  /** One packet of a connection. */
  packet(connection: Connection, packet: Buffer): void {
    if (packet.length < 20) {
      connection.sendError(UNKNOWN_KEY);
      return;
    }
    if (packet.readBigInt64LE(0) === 0n) {
      if (!this.parts.faults.isBlackHole(null)) this.plain(connection, packet);
      return;
    }
    const record = this.parts.store.get(packet.toString('hex', 0, 8));
    if (!record) {
      connection.sendError(UNKNOWN_KEY);
      return;
    }
    if (this.parts.faults.isBlackHole(record.auth.id)) return;
    this.encrypted(connection, record, packet);
  }

  /** The connection is gone: its sessions stay, without pushes, until they are resumed or forgotten. */
  closed(connection: Connection): void {
    for (const session of connection.sessions) {
      if (this.linkOf.get(session) !== connection) continue;
      this.linkOf.delete(session);
      this.parts.sessions.disconnected(session);
      this.parts.application.disconnected?.(session.caller);
    }
    connection.sessions.clear();
  }

  private plain(connection: Connection, packet: Buffer): void {
    let handshake = this.handshakes.get(connection);
    if (!handshake) {
      handshake = new Handshake({
        codec: this.parts.codec,
        serverKey: this.parts.serverKey,
        randomBytes: this.parts.randomBytes,
        seconds: () => this.seconds(),
        isKeyIdTaken: (id) => this.parts.store.get(id) !== undefined,
        keyMade: (auth, firstSalt) => this.parts.store.add(auth, this.seconds(), firstSalt),
      });
      this.handshakes.set(connection, handshake);
    }
    try {
      connection.sendPlain(handshake.answer(packet.subarray(20)));
    } catch (error) {
      if (!(error instanceof HandshakeError)) throw error;
      connection.sendError(UNKNOWN_KEY);
    }
  }

  private encrypted(connection: Connection, record: KeyRecord, packet: Buffer): void {
    const plain = openPacket(record.auth, packet);
    const opened = plain ? readPacket(plain) : null;
    if (!opened) {
      connection.cut();
      return;
    }
    const { message, salt } = opened;
    const session = this.attach(connection, record, opened.sessionId);
    const badId = checkClientId(message.id, this.parts.clock.now());
    if (badId !== null) {
      this.service.badMessage(session, message.id, message.sequence, badId);
    } else if (!this.parts.salts.isValid(record, salt, this.seconds())) {
      this.service.badSalt(session, message.id, message.sequence);
    } else {
      if (!session.isAnnounced) {
        session.isAnnounced = true;
        this.service.newSession(session, message.id, this.parts.randomBytes(8).readBigInt64LE(0));
      }
      this.messages(session, message);
    }
    if (session.owedAcks.size > 0) connection.acknowledgeSoon();
  }

  private attach(connection: Connection, record: KeyRecord, id: bigint): Session {
    const { sessions, application } = this.parts;
    const known = sessions.find(record.auth.id, id);
    const session = known ?? sessions.create(record, id);
    const before = this.linkOf.get(session);
    if (before !== connection) {
      before?.sessions.delete(session);
      connection.sessions.add(session);
      this.linkOf.set(session, connection);
      session.link = connection;
      sessions.connected(session);
      if (known) session.sendKeptAgain();
      if (session.hasMissed) this.tellMissed(session);
      application.connected?.(session.caller);
    }
    return session;
  }

  /** It returns after a cut under the number it had, so nothing else tells it that it missed something. */
  private tellMissed(session: Session): void {
    session.hasMissed = false;
    const { codec } = this.parts;
    session.send(codec.encodeObject(session.key.layer, { _: 'updatesTooLong' }), {
      isAnswer: false,
      alone: false,
    });
  }

  private messages(session: Session, outer: IncomingMessage): void {
    try {
      const message = unpacked(outer);
      const inner = containerOf(message);
      if (!inner) {
        this.message(session, message);
        return;
      }
      for (const one of inner) this.message(session, unpacked(one));
      session.sequence.accept(outer.id, outer.sequence);
    } catch (error) {
      if (!(error instanceof TlDecodeError)) throw error;
      this.service.badMessage(session, outer.id, outer.sequence, INVALID_CONTAINER);
    }
  }

  private message(session: Session, message: IncomingMessage): void {
    const { id, sequence, body } = message;
    const constructor = constructorOf(body);
    const name = this.parts.codec.decoder.definition(constructor)?.name ?? '';
    const isContent = (sequence & 1) === 1;
    const known = session.calls.get(id);
    if (known) {
      this.repeated(session, id, known.answerId);
      return;
    }
    const isService = this.service.handles(name);
    const bad = isService ? null : this.badSequence(session, id, sequence, isContent);
    if (bad !== null) {
      this.service.badMessage(session, id, sequence, bad);
      return;
    }
    if (isContent) session.owedAcks.add(id);
    if (!isService) {
      this.calls.start(session, id, body);
      return;
    }
    const reader = new TlReader(body.subarray(4));
    const request: TlObject = this.parts.codec.decoder.object(constructor, reader);
    this.service.handle(session, id, request);
  }

  private badSequence(session: Session, id: bigint, sequence: number, isContent: boolean): number | null {
    if (!isContent) return BAD_SEQUENCE.evenExpectedOdd;
    return session.sequence.accept(id, sequence);
  }

  /** A call that came before is not run again: its answer is, or its receipt. */
  private repeated(session: Session, id: bigint, answerId: bigint | null): void {
    if (answerId === null || !session.sendAgain(answerId)) session.owedAcks.add(id);
  }

  private seconds(): number {
    return Math.floor(this.parts.clock.now() / 1000);
  }
}
