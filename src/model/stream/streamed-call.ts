import type { Clock, Milliseconds } from '../../core/clock.js';
import type { ModelFailure, ModelResult } from '../contract.js';
import type { LetGo } from './loading-watch.js';
import { EventDecoder } from './sse.js';
import type { ServerEvent } from './sse.js';
import { streamLimits } from './stream-limits.js';

/** How long silence is borne before a call counts as stalled. */
export interface StreamDeadlines {
  /** From the request to the first byte of the answer's body. */
  readonly firstByte: Milliseconds;
  /** Between two pieces of the body; keep-alive pings count as life. */
  readonly betweenBytes: Milliseconds;
  /** From the first byte to the end of the answer; ten minutes when absent. */
  readonly whole?: Milliseconds;
}

/** A busy provider answers within a few seconds; both leave room for a slow start and still keep a chat alive. */
export const defaultDeadlines: StreamDeadlines = { firstByte: 20_000, betweenBytes: 15_000 };

/** One provider's understanding of its own events. */
export interface AnswerReader {
  /** Takes the next event. A result means that the answer is complete or has failed. */
  take(event: ServerEvent): ModelResult | undefined;
  /** The body ended without one: what that means. */
  end(): ModelResult;
  /** The result of a failure that happened outside the events, with the text that had arrived. */
  failed(failure: ModelFailure): ModelResult;
}

export interface StreamedCall {
  readonly clock: Clock;
  readonly deadlines: StreamDeadlines;
  readonly signal: AbortSignal;
  readonly reader: AnswerReader;
  /** Takes the request over when it is aborted before its first byte; it is then kept open until that comes. */
  readonly letGo?: LetGo;
  /** Sends the request. Rejects with whatever the SDK throws. */
  open(signal: AbortSignal): Promise<Response>;
  /** What the SDK's or the network's error means. */
  classify(error: unknown): ModelFailure;
}

/**
 * Runs one streamed request to its end: first deadline, stall deadline, abort, a bound in time and in bytes. Resolves once,
 * at the first of these, and hands nothing to the reader afterwards. Rejects only when the reader itself is broken.
 */
export function runStreamedCall(call: StreamedCall): Promise<ModelResult> {
  if (call.signal.aborted) return Promise.resolve(call.reader.failed({ kind: 'aborted' }));
  return new Promise((resolve, reject) => {
    const request = new AbortController();
    let settled = false;
    const settle = (result: ModelResult): void => {
      if (settled) return;
      settled = true;
      call.signal.removeEventListener('abort', onAbort);
      resolve(result);
    };
    /** Ends the call from outside: the answer is given at once, the connection is dropped behind it. */
    const stop = (failure: ModelFailure): void => {
      watch.stop();
      settle(call.reader.failed(failure));
      request.abort();
    };
    const loaded = firstByte();
    const onAbort = (): void => {
      if (call.letGo === undefined || loaded.came) {
        stop({ kind: 'aborted' });
        return;
      }
      settle(call.reader.failed({ kind: 'aborted' }));
      call.letGo(loaded.promise);
    };
    call.signal.addEventListener('abort', onAbort, { once: true });
    const watch = watchSilence(call.clock, call.deadlines, (detail) => {
      stop({ kind: 'stalled', detail });
    });
    const hear = (): void => {
      loaded.resolve();
      // Nobody waits for this answer: the server has its model now, and may stop.
      if (settled && call.signal.aborted) request.abort();
    };
    pump({ call, signal: request.signal, watch, hear, settle, isOver: () => settled })
      .catch((error: unknown) => {
        settled = true;
        reject(error instanceof Error ? error : new Error('the reader of a model answer failed'));
      })
      .finally(() => {
        watch.stop();
        loaded.resolve();
      });
  });
}

interface Pump {
  readonly call: StreamedCall;
  readonly signal: AbortSignal;
  readonly watch: SilenceWatch;
  /** The first and every further piece of the body. */
  readonly hear: () => void;
  readonly settle: (result: ModelResult) => void;
  readonly isOver: () => boolean;
}

/**
 * Reads the body to its end, also after the answer is complete, so that the connection can be used again.
 * The silence watch goes on meanwhile and drops a connection that does not end.
 */
async function pump({ call, signal, watch, hear, settle, isOver }: Pump): Promise<void> {
  const body = await attempt(
    call,
    settle,
    async () => (await call.open(signal)).body as ReadableStream<Uint8Array> | null,
  );
  if (body === undefined) return;
  if (body === null) {
    settle(call.reader.end());
    return;
  }
  const decoder = new EventDecoder();
  const source = body.getReader();
  let bytes = 0;
  let behind = 0;
  const give = (events: readonly ServerEvent[]): void => {
    for (const event of events) {
      if (isOver()) return;
      const result = call.reader.take(event);
      if (result !== undefined) settle(result);
    }
  };
  for (;;) {
    const chunk = await attempt(call, settle, () => source.read());
    if (chunk === undefined) return;
    if (chunk.done) break;
    watch.heard();
    hear();
    bytes += chunk.value.length;
    if (isOver()) {
      behind += chunk.value.length;
      if (behind > streamLimits.mostBytesBehind) {
        await source.cancel();
        return;
      }
      continue;
    }
    if (bytes > streamLimits.mostBytes) {
      settle(call.reader.failed({ kind: 'garbage', detail: 'an answer without an end' }));
      await source.cancel();
      return;
    }
    const events = decoded(decoder, chunk.value);
    if (events === undefined) {
      settle(call.reader.failed({ kind: 'garbage', detail: 'an endless line in the event stream' }));
      await source.cancel();
      return;
    }
    give(events);
  }
  give(decoder.end());
  if (!isOver()) settle(call.reader.end());
}

/** The step's value, or nothing where it failed and the call has been settled with the reason. */
async function attempt<T>(
  call: StreamedCall,
  settle: (result: ModelResult) => void,
  step: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    settle(call.reader.failed(call.classify(error)));
    return undefined;
  }
}

function decoded(decoder: EventDecoder, bytes: Uint8Array): ServerEvent[] | undefined {
  try {
    return decoder.push(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

interface SilenceWatch {
  heard(): void;
  stop(): void;
}

/** A promise of the first byte, or of the end of a call that had none. */
function firstByte(): { readonly came: boolean; readonly promise: Promise<void>; resolve(): void } {
  let came = false;
  let done = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    done = resolve;
  });
  return {
    get came() {
      return came;
    },
    promise,
    resolve: () => {
      came = true;
      done();
    },
  };
}

/** Reports the first silence that lasts too long, or an answer that goes on for too long. One timer at a time; a byte only notes the time. */
function watchSilence(
  clock: Clock,
  deadlines: StreamDeadlines,
  onSilence: (detail: string) => void,
): SilenceWatch {
  let lastHeard: Milliseconds | undefined;
  let firstHeard: Milliseconds | undefined;
  const longest = deadlines.whole ?? streamLimits.longestMs;
  const look = (): void => {
    const quiet = lastHeard === undefined ? Number.POSITIVE_INFINITY : clock.steady() - lastHeard;
    const age = firstHeard === undefined ? 0 : clock.steady() - firstHeard;
    if (age >= longest) onSilence(`no end within ${longest} ms`);
    else if (quiet < deadlines.betweenBytes) timer = clock.after(deadlines.betweenBytes - quiet, look);
    else if (lastHeard === undefined) onSilence(`no byte within ${deadlines.firstByte} ms`);
    else onSilence(`no byte for ${deadlines.betweenBytes} ms in mid-stream`);
  };
  let timer = clock.after(deadlines.firstByte, look);
  return {
    heard: () => {
      if (lastHeard === undefined) {
        timer.cancel();
        timer = clock.after(deadlines.betweenBytes, look);
        firstHeard = clock.steady();
      }
      lastHeard = clock.steady();
    },
    stop: () => {
      timer.cancel();
    },
  };
}
