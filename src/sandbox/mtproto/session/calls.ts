import { gzipSync } from 'node:zlib';
import { RpcError, type RpcApplication, type RpcReply, type TlObject } from '../rpc.js';
import type { KeyStore } from '../store.js';
import type { TlCodec } from '../tl/codec.js';
import { GZIP_ID, unzip } from '../tl/decode.js';
import { TlDecodeError, TlReader } from '../tl/reader.js';
import { TlWriter } from '../tl/writer.js';
import type { ReceivedCall, Session } from './session.js';

export interface CallHost {
  readonly codec: TlCodec;
  readonly store: KeyStore;
  readonly application: RpcApplication;
  readonly onError: (error: unknown, where: string) => void;
  /** Ends the connection the session is on. */
  readonly cut: (session: Session) => void;
}

const RPC_RESULT_ID = 0xf35c6d01;
const RPC_ERROR_ID = 0x2144ca19;
/** Answers from this size on are sent gzipped when that makes them smaller. */
const GZIP_FROM = 4096;

const WRAPPERS: ReadonlySet<string> = new Set([
  'invokeWithLayer',
  'initConnection',
  'invokeAfterMsg',
  'invokeAfterMsgs',
  'invokeWithoutUpdates',
  'invokeWithMessagesRange',
  'invokeWithTakeout',
  'invokeWithBusinessConnection',
  'invokeWithGooglePlayIntegrity',
  'invokeWithApnsSecret',
]);

/** A call with its wrappers taken off. */
interface OpenedCall {
  readonly method: TlObject;
  readonly after: readonly bigint[];
  readonly withoutUpdates: boolean;
}

/** Runs API calls: takes the wrappers off, asks the application, sends the answer. */
export class Calls {
  private readonly writer = new TlWriter();

  constructor(private readonly host: CallHost) {}

  /** Starts a call that was not seen before. Never throws: what goes wrong becomes an rpc_error. */
  start(session: Session, id: bigint, body: Buffer): void {
    const call = session.started(id);
    let opened: OpenedCall;
    try {
      opened = this.open(session, body);
    } catch (error) {
      this.fail(session, id, call, asRpcError(error, 'INPUT_METHOD_INVALID'), error);
      return;
    }
    if (!opened.withoutUpdates) session.wantsUpdates = true;
    const earlier = opened.after
      .map((other) => session.calls.get(other))
      .filter((other): other is ReceivedCall => other !== undefined && other !== call);
    if (earlier.length === 0) this.run(session, id, call, opened.method);
    else this.runAfter(session, id, call, opened.method, earlier);
  }

  private runAfter(
    session: Session,
    id: bigint,
    call: ReceivedCall,
    method: TlObject,
    earlier: readonly ReceivedCall[],
  ): void {
    const running = earlier.filter((other) => other.state === 'running');
    let left = running.length;
    const proceed = (): void => {
      if (earlier.some((other) => other.failed)) {
        this.fail(session, id, call, new RpcError(400, 'MSG_WAIT_FAILED'));
      } else {
        this.run(session, id, call, method);
      }
    };
    if (left === 0) proceed();
    for (const other of running) {
      other.waiting.push(() => {
        left--;
        if (left === 0) proceed();
      });
    }
  }

  private run(session: Session, id: bigint, call: ReceivedCall, method: TlObject): void {
    let reply: Promise<RpcReply> | RpcReply;
    try {
      reply = this.host.application.call(method, session.caller);
    } catch (error) {
      this.failed(session, id, call, method, error);
      return;
    }
    if (reply instanceof Promise) {
      reply.then(
        (value) => this.reply(session, id, call, method, value),
        (error: unknown) => this.failed(session, id, call, method, error),
      );
    } else {
      this.reply(session, id, call, method, reply);
    }
  }

  private reply(session: Session, id: bigint, call: ReceivedCall, method: TlObject, reply: RpcReply): void {
    switch (reply.kind) {
      case 'result': {
        let bytes: Buffer;
        try {
          bytes = this.host.codec.encodeResult(session.key.layer, method._, reply.value);
        } catch (error) {
          this.failed(session, id, call, method, error);
          return;
        }
        this.answer(session, id, call, gzipped(bytes, this.writer), false);
        return;
      }
      case 'swallowed':
        session.owedAcks.delete(id);
        finish(call, 'answered');
        return;
      case 'cut':
        session.owedAcks.delete(id);
        finish(call, 'answered');
        this.host.cut(session);
    }
  }

  private failed(session: Session, id: bigint, call: ReceivedCall, method: TlObject, error: unknown): void {
    if (!(error instanceof RpcError)) this.host.onError(error, method._);
    this.fail(session, id, call, error instanceof RpcError ? error : new RpcError(500, 'INTERNAL'));
  }

  private fail(session: Session, id: bigint, call: ReceivedCall, error: RpcError, cause?: unknown): void {
    if (cause !== undefined && !(cause instanceof RpcError) && !(cause instanceof TlDecodeError)) {
      this.host.onError(cause, 'reading a call');
    }
    call.failed = true;
    this.writer.reset();
    this.writer.uint(RPC_ERROR_ID);
    this.writer.int(error.code);
    this.writer.string(error.type);
    this.answer(session, id, call, this.writer.take(), true);
  }

  private answer(session: Session, id: bigint, call: ReceivedCall, bytes: Buffer, isError: boolean): void {
    if (call.state === 'dropped') return;
    const body = Buffer.allocUnsafe(12 + bytes.length);
    body.writeUInt32LE(RPC_RESULT_ID, 0);
    body.writeBigInt64LE(id, 4);
    bytes.copy(body, 12);
    // The answer itself says that the request arrived.
    session.owedAcks.delete(id);
    call.answerId = session.send(body, { isAnswer: true, alone: isError });
    finish(call, 'answered');
  }

  private open(session: Session, body: Buffer): OpenedCall {
    const { decoder } = this.host.codec;
    let reader = new TlReader(body);
    const after: bigint[] = [];
    let withoutUpdates = false;
    for (;;) {
      const id = reader.uint();
      if (id === GZIP_ID && reader.data === body) {
        reader = new TlReader(unzip(reader.bytesView()));
        continue;
      }
      const definition = decoder.definition(id);
      if (!definition) throw new RpcError(400, 'METHOD_NOT_IMPLEMENTED');
      if (!definition.isMethod) throw new RpcError(400, 'INPUT_METHOD_INVALID');
      if (!WRAPPERS.has(definition.name)) {
        const method = decoder.object(id, reader);
        if (reader.left > 0) throw new RpcError(400, 'INPUT_REQUEST_TOO_LONG');
        if (session.key.layer === 0) throw new RpcError(400, 'CONNECTION_NOT_INITED');
        return { method, after, withoutUpdates };
      }
      const head = decoder.head(id, reader);
      if (head._ === 'invokeWithoutUpdates') withoutUpdates = true;
      if (head._ === 'invokeAfterMsg' && typeof head['msgId'] === 'bigint') after.push(head['msgId']);
      if (head._ === 'invokeAfterMsgs' && Array.isArray(head['msgIds'])) {
        after.push(...(head['msgIds'] as bigint[]));
      }
      if (head._ === 'invokeWithLayer' || head._ === 'initConnection') this.remember(session, head);
    }
  }

  /** Layer and device belong to the key: a client does not repeat them after a reconnect. */
  private remember(session: Session, head: TlObject): void {
    const { key } = session;
    const { layer } = head;
    if (head._ === 'invokeWithLayer') {
      if (typeof layer !== 'number') return;
      // As Telegram answers a client of a layer it does not have yet: better than objects that it cannot read.
      if (!this.host.codec.canServe(layer)) throw new RpcError(400, 'CONNECTION_LAYER_INVALID');
      if (layer === key.layer) return;
      key.layer = layer;
    } else {
      const { apiId, deviceModel, appVersion } = head;
      key.device = {
        apiId: typeof apiId === 'number' ? apiId : 0,
        model: typeof deviceModel === 'string' ? deviceModel : '',
        appVersion: typeof appVersion === 'string' ? appVersion : '',
      };
    }
    this.host.store.save(key);
  }
}

function finish(call: ReceivedCall, state: 'answered'): void {
  call.state = state;
  for (const wake of call.waiting.splice(0)) wake();
}

function asRpcError(error: unknown, type: string): RpcError {
  if (error instanceof RpcError) return error;
  return error instanceof TlDecodeError ? new RpcError(400, type) : new RpcError(500, 'INTERNAL');
}

function gzipped(bytes: Buffer, writer: TlWriter): Buffer {
  if (bytes.length < GZIP_FROM) return bytes;
  const packed = gzipSync(bytes, { level: 1 });
  if (packed.length + 8 >= bytes.length) return bytes;
  writer.reset();
  writer.uint(GZIP_ID);
  writer.bytes(packed);
  return writer.take();
}
