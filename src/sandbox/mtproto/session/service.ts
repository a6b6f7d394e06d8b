import type { TlObject } from '../rpc.js';
import type { Salts } from '../salts.js';
import type { TlCodec } from '../tl/codec.js';
import type { Session } from './session.js';

export interface ServiceHost {
  readonly codec: TlCodec;
  readonly salts: Salts;
  /** Seconds since 1970. */
  readonly seconds: () => number;
  /** Ends the session's connection unless another such request comes within the time. */
  readonly disconnectAfter: (session: Session, seconds: number) => void;
  /** Forgets another session of the same key; false when there is none. */
  readonly destroySession: (session: Session, id: bigint) => boolean;
  /** Forgets the key itself, once the answer is out. */
  readonly destroyKey: (session: Session) => void;
}

type Handler = (session: Session, id: bigint, request: TlObject) => void;

/** What msgs_state_info says about a message (core.telegram.org/mtproto/service_messages_about_messages). */
const STATE = { unknown: 1, notReceived: 2, received: 4, answered: 64, running: 32 } as const;

/** The messages a session answers by itself, by constructor name. */
export class ServiceMessages {
  private readonly handlers: ReadonlyMap<string, Handler>;

  constructor(private readonly host: ServiceHost) {
    this.handlers = new Map<string, Handler>([
      ['ping', (session, id, request) => this.pong(session, id, request)],
      ['ping_delay_disconnect', (session, id, request) => this.pingDelay(session, id, request)],
      ['get_future_salts', (session, id, request) => this.futureSalts(session, id, request)],
      ['destroy_session', (session, _id, request) => this.destroySession(session, request)],
      ['destroy_auth_key', (session) => this.destroyKey(session)],
      ['rpc_drop_answer', (session, id, request) => this.dropAnswer(session, id, request)],
      ['msgs_ack', (session, _id, request) => ids(request).forEach((one) => session.acknowledged(one))],
      ['msgs_state_req', (session, id, request) => this.stateInfo(session, id, ids(request))],
      ['msg_resend_req', (session, id, request) => this.resend(session, id, ids(request))],
      ['msgs_state_info', () => undefined],
      ['msgs_all_info', () => undefined],
      ['http_wait', () => undefined],
    ]);
  }

  handles(name: string): boolean {
    return this.handlers.has(name);
  }

  handle(session: Session, id: bigint, request: TlObject): void {
    this.handlers.get(request._)?.(session, id, request);
  }

  badMessage(session: Session, id: bigint, sequence: number, code: number): void {
    this.notify(session, {
      _: 'bad_msg_notification',
      badMsgId: id,
      badMsgSeqno: sequence,
      errorCode: code,
    });
  }

  badSalt(session: Session, id: bigint, sequence: number): void {
    this.notify(session, {
      _: 'bad_server_salt',
      badMsgId: id,
      badMsgSeqno: sequence,
      errorCode: 48,
      newServerSalt: this.salt(session),
    });
  }

  newSession(session: Session, firstId: bigint, uniqueId: bigint): void {
    const body = this.encode({
      _: 'new_session_created',
      firstMsgId: firstId,
      uniqueId,
      serverSalt: this.salt(session),
    });
    session.send(body, { isAnswer: false, alone: false });
  }

  private pong(session: Session, id: bigint, request: TlObject): void {
    this.notify(session, { _: 'pong', msgId: id, pingId: request['pingId'] });
  }

  private pingDelay(session: Session, id: bigint, request: TlObject): void {
    this.host.disconnectAfter(session, Number(request['disconnectDelay']));
    this.pong(session, id, request);
  }

  private futureSalts(session: Session, id: bigint, request: TlObject): void {
    const now = this.host.seconds();
    const salts = this.host.salts.future(session.key, now, Number(request['num']));
    this.notify(session, {
      _: 'future_salts',
      reqMsgId: id,
      now,
      salts: salts.map((one) => ({
        _: 'future_salt',
        validSince: one.since,
        validUntil: one.until,
        salt: one.salt,
      })),
    });
  }

  private destroySession(session: Session, request: TlObject): void {
    const sessionId = request['sessionId'];
    const isGone = typeof sessionId === 'bigint' && this.host.destroySession(session, sessionId);
    this.notify(session, { _: isGone ? 'destroy_session_ok' : 'destroy_session_none', sessionId });
  }

  private destroyKey(session: Session): void {
    this.notify(session, { _: 'destroy_auth_key_ok' });
    this.host.destroyKey(session);
  }

  private dropAnswer(session: Session, id: bigint, request: TlObject): void {
    const target = request['reqMsgId'];
    const call = typeof target === 'bigint' ? session.calls.get(target) : undefined;
    let answer: TlObject = { _: 'rpc_answer_unknown' };
    if (call?.state === 'running') {
      call.state = 'dropped';
      answer = { _: 'rpc_answer_dropped_running' };
    } else if (call?.answerId) {
      const message = session.keptMessage(call.answerId);
      if (message) {
        answer = {
          _: 'rpc_answer_dropped',
          msgId: message.id,
          seqNo: message.sequence,
          bytes: message.body.length,
        };
        session.acknowledged(message.id);
      }
    }
    const bytes = this.encode(answer);
    const body = Buffer.allocUnsafe(12 + bytes.length);
    body.writeUInt32LE(0xf35c6d01, 0);
    body.writeBigInt64LE(id, 4);
    bytes.copy(body, 12);
    session.owedAcks.delete(id);
    session.send(body, { isAnswer: true, alone: false });
  }

  private stateInfo(session: Session, id: bigint, asked: readonly bigint[]): void {
    const info = Buffer.from(asked.map((one) => stateOf(session, one)));
    this.notify(session, { _: 'msgs_state_info', reqMsgId: id, info });
  }

  /** What is still kept is sent again; the state of all of them is told when something is not. */
  private resend(session: Session, id: bigint, asked: readonly bigint[]): void {
    const missing = asked.filter((one) => !session.sendAgain(one));
    if (missing.length > 0) this.stateInfo(session, id, asked);
  }

  private salt(session: Session): bigint {
    return this.host.salts.current(session.key, this.host.seconds());
  }

  private notify(session: Session, value: TlObject): void {
    session.notify(this.encode(value), true);
  }

  private encode(value: TlObject): Buffer {
    return this.host.codec.encodeObject(0, value);
  }
}

function stateOf(session: Session, id: bigint): number {
  const call = session.calls.get(id);
  if (!call) return session.keptMessage(id) ? STATE.received : STATE.notReceived;
  return STATE.received | (call.state === 'running' ? STATE.running : STATE.answered);
}

function ids(request: TlObject): bigint[] {
  const value = request['msgIds'];
  if (!Array.isArray(value)) return [];
  return (value as readonly unknown[]).filter((one) => typeof one === 'bigint');
}
