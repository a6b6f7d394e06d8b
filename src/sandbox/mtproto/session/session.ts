import type { RpcCaller } from '../rpc.js';
import type { KeyRecord } from '../store.js';
import { ClientSequence, ServerMessageIds } from './message-ids.js';

/** One message the server sent or is about to send. */
export interface OutgoingMessage {
  readonly id: bigint;
  readonly sequence: number;
  readonly body: Buffer;
  /** Must not share a container: a client may drop whatever follows it. */
  readonly alone: boolean;
}

/** A request of the client and how far it got. */
export interface ReceivedCall {
  state: 'running' | 'answered' | 'dropped';
  failed: boolean;
  /** The message that carried the answer. */
  answerId: bigint | null;
  readonly waiting: (() => void)[];
}

/** What a session writes to; a connection, until it closes. */
export interface SessionLink {
  /** Asks for `Session.takeQueue` to be sent soon. */
  flushSoon(session: Session): void;
}

/** Calls remembered to recognise repeats, and sent messages kept for repeats until the client acknowledges them. */
const MAX_CALLS = 2000;
const MAX_KEPT_MESSAGES = 300;
const MAX_KEPT_BYTES = 8 << 20;

/** One session of one key: survives its connection, so that a client may come back and ask again. */
export class Session {
  link: SessionLink | null = null;
  /** True once the client made a call that was not wrapped in invokeWithoutUpdates on the present connection. */
  wantsUpdates = false;
  /** A push went by while it had no connection. */
  hasMissed = false;
  /** True once new_session_created was sent. */
  isAnnounced = false;
  readonly sequence = new ClientSequence();
  readonly calls = new Map<bigint, ReceivedCall>();
  /** Received messages the client should hear were received, unless an answer says so first. */
  readonly owedAcks = new Set<bigint>();

  private readonly ids = new ServerMessageIds();
  private readonly kept = new Map<bigint, OutgoingMessage>();
  private keptBytes = 0;
  private contentSent = 0;
  private queue: OutgoingMessage[] = [];

  constructor(
    readonly key: KeyRecord,
    readonly id: bigint,
    private readonly now: () => number,
  ) {}

  get caller(): RpcCaller {
    const { auth, userId, layer, device } = this.key;
    return { keyId: auth.id, sessionId: this.id.toString(), userId, layer, device };
  }

  /** Queues a message that the client has to acknowledge; kept until then. */
  send(body: Buffer, options: { isAnswer: boolean; alone: boolean }): bigint {
    const message = {
      id: this.ids.next(this.now(), options.isAnswer),
      sequence: this.contentSent++ * 2 + 1,
      body,
      alone: options.alone,
    };
    this.keep(message);
    this.enqueue(message);
    return message.id;
  }

  /** Queues a service message that needs no acknowledgement and is not kept. */
  notify(body: Buffer, isAnswer: boolean): void {
    this.enqueue(this.service(body, isAnswer));
  }

  /** A message with the next id that bypasses the queue (containers). */
  service(body: Buffer, isAnswer = false): OutgoingMessage {
    const id = this.ids.next(this.now(), isAnswer);
    return { id, sequence: this.contentSent * 2, body, alone: false };
  }

  /** Sends a kept message once more under its old id. False when it was acknowledged or forgotten. */
  sendAgain(id: bigint): boolean {
    const message = this.kept.get(id);
    if (!message) return false;
    this.enqueue({ ...message, alone: true });
    return true;
  }

  /** Sends everything the client never acknowledged once more, after it came back on another connection. */
  sendKeptAgain(): void {
    for (const id of this.kept.keys()) this.sendAgain(id);
  }

  acknowledged(id: bigint): void {
    const message = this.kept.get(id);
    if (!message) return;
    this.kept.delete(id);
    this.keptBytes -= message.body.length;
  }

  keptMessage(id: bigint): OutgoingMessage | undefined {
    return this.kept.get(id);
  }

  takeQueue(): OutgoingMessage[] {
    const queue = this.queue;
    this.queue = [];
    return queue;
  }

  /** Registers a call; the caller has checked that it is new. */
  started(id: bigint): ReceivedCall {
    const call: ReceivedCall = { state: 'running', failed: false, answerId: null, waiting: [] };
    this.calls.set(id, call);
    if (this.calls.size > MAX_CALLS) {
      for (const [old, { state }] of this.calls) {
        if (state === 'running') continue;
        this.calls.delete(old);
        break;
      }
    }
    return call;
  }

  private keep(message: OutgoingMessage): void {
    this.kept.set(message.id, message);
    this.keptBytes += message.body.length;
    for (const old of this.kept.keys()) {
      if (this.kept.size <= MAX_KEPT_MESSAGES && this.keptBytes <= MAX_KEPT_BYTES) break;
      this.acknowledged(old);
    }
  }

  private enqueue(message: OutgoingMessage): void {
    if (!this.link) return;
    this.queue.push(message);
    this.link.flushSoon(this);
  }
}
