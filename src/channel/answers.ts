import type { Clock, Milliseconds } from '../core/clock.js';
import type { Posted } from '../lib/http-client.js';
import type { Channel, ChannelFailure, ChannelResult } from './contract.js';

/** The calls of the port that an adapter says in the words of its service. */
export type Operations = Omit<Channel, 'capabilities' | 'care' | 'desk' | 'open' | 'close'>;

export const DONE: ChannelResult<void> = { ok: true, value: undefined };
/** A call that the service does not have: whoever asks the capabilities first does not come here. */
export const NOT_HERE = { ok: false, failure: { kind: 'rejected', code: 'NOT_ON_THIS_CHANNEL' } } as const;
/** A send was taken, and nobody says as what. */
export const WITHOUT_ID = { ok: false, failure: { kind: 'unknown', code: 'ANSWER_WITHOUT_ID' } } as const;

export function failed(failure: ChannelFailure): ChannelResult<never> {
  return { ok: false, failure };
}

/** Only whether it was done. */
export function done(answer: ChannelResult<unknown>): ChannelResult<void> {
  return answer.ok ? DONE : answer;
}

/** `unsent` where a request certainly did not arrive, `unknown` where it may have been carried out. */
export function unanswered({ kind, code }: Exclude<Posted, { kind: 'answered' }>): ChannelResult<never> {
  return failed({ kind: kind === 'unsent' ? 'unsent' : 'unknown', code });
}

/** How long a question takes. */
export async function timed(
  clock: Clock,
  ask: () => Promise<ChannelResult<unknown>>,
): Promise<ChannelResult<Milliseconds>> {
  const before = clock.steady();
  const answer = await ask();
  return answer.ok ? { ok: true, value: clock.steady() - before } : answer;
}

interface Client<Asked extends readonly unknown[], Value> {
  call(...asked: Asked): Promise<ChannelResult<Value>>;
  close(): void;
}

/** A service of which nothing is asked any more once the channel is closed. */
export function openOnly<Asked extends readonly unknown[], Value>(
  client: Client<Asked, Value>,
  closed: AbortSignal,
): Client<Asked, Value> {
  return {
    close: () => client.close(),
    call: (...asked) =>
      closed.aborted
        ? Promise.resolve(failed({ kind: 'unsent', code: 'NOT_CONNECTED' }))
        : client.call(...asked),
  };
}
