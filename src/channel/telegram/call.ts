import type { Api } from 'telegram';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { ChannelFailure, ChannelResult } from '../contract.js';
import type { MtClient } from './mt-client.js';
import { CallAbandoned, classify } from './failure.js';

/** A connection that calls can be made on, and what they tell about its health. */
export interface Line {
  readonly client: MtClient;
  /** Calls `action` once when the connection is over; the returned function takes that back. */
  onGone(action: () => void): () => void;
  /** A request was answered, with a result or with an error of Telegram's. */
  answered(): void;
  /** A request was not answered in time. */
  unanswered(): void;
}

/** When a timer fires this much too late, the event loop stood still and the answer may already wait in the socket. */
const STALL: Milliseconds = 500;
const GRACE: Milliseconds = 2_000;

/** How a caller makes requests: never rejects, never waits longer than the deadline (plus a moment after a stall). */
export interface Caller {
  call<R extends Api.AnyRequest>(request: R, deadline: Milliseconds): Promise<ChannelResult<R['__response']>>;
}

export interface CallerParts {
  readonly clock: Clock;
  /** The connection of this moment, if there is one. */
  readonly line: () => Line | undefined;
  /** Why the account is lost, if it is: then nothing is asked any more. */
  readonly verdict: () => ChannelFailure | undefined;
  /** Every failure, for those that mean the end of the account's session. */
  readonly failed: (failure: ChannelFailure) => void;
  /** Every result, because results of our own calls move the update sequence too. */
  readonly succeeded: (request: Api.AnyRequest, result: unknown) => void;
}

export function createCaller(parts: CallerParts): Caller {
  return {
    async call<R extends Api.AnyRequest>(
      request: R,
      deadline: Milliseconds,
    ): Promise<ChannelResult<R['__response']>> {
      const verdict = parts.verdict();
      if (verdict !== undefined) return { ok: false, failure: verdict };
      try {
        const value = await callOn(parts.line(), request, deadline, parts.clock);
        parts.succeeded(request, value);
        return { ok: true, value };
      } catch (error) {
        const failure = classify(error);
        parts.failed(failure);
        return { ok: false, failure };
      }
    },
  };
}

async function callOn<R extends Api.AnyRequest>(
  line: Line | undefined,
  request: R,
  deadline: Milliseconds,
  clock: Clock,
): Promise<R['__response']> {
  if (line === undefined) throw new CallAbandoned('NOT_CONNECTED');
  try {
    const result = await within(clock, deadline, line.client.invoke(request), (end) => line.onGone(end));
    line.answered();
    return result;
  } catch (error) {
    if (!(error instanceof CallAbandoned)) line.answered();
    else if (error.code === 'DEADLINE') line.unanswered();
    throw error;
  }
}

/**
 * `work`, or a CallAbandoned when it takes longer than `deadline` or `onGone` fires first. The library's promises may
 * never settle; whoever waits here always goes on.
 */
export function within<T>(
  clock: Clock,
  deadline: Milliseconds,
  work: Promise<T>,
  onGone: (end: () => void) => () => void = () => () => undefined,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let timer = clock.after(deadline, expire);
    const started = clock.steady();
    let extended = false;
    const forget = onGone(() => {
      timer.cancel();
      reject(new CallAbandoned('CONNECTION_LOST'));
    });
    function settle(): void {
      timer.cancel();
      forget();
    }
    function expire(): void {
      if (!extended && clock.steady() - started > deadline + STALL) {
        extended = true;
        timer = clock.after(GRACE, expire);
        return;
      }
      settle();
      reject(new CallAbandoned('DEADLINE'));
    }
    work.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error: unknown) => {
        settle();
        // The library also rejects with strings and with nothing.
        reject(error instanceof Error ? error : new Error('rejected without an error', { cause: error }));
      },
    );
  });
}
