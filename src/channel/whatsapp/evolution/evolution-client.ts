import type { Clock, Milliseconds } from '../../../core/clock.js';
import { createPoster, type PostOptions } from '../../../lib/http-client.js';
import { isRecord, listIn, parsedJson, recordIn, type Json } from '../../../lib/json-fields.js';
import { failed, unanswered } from '../../answers.js';
import type { ChannelResult } from '../../contract.js';

export interface EvolutionCall {
  readonly method?: PostOptions['method'];
  readonly body?: object;
  readonly deadline?: Milliseconds;
  readonly signal?: AbortSignal;
}

/** The routes of one instance, such as `message/sendText`; those that are not an instance's own come with their query. */
export interface EvolutionClient {
  /** Asked once. `unsent` where it certainly did not arrive, `unknown` where it may have been carried out. */
  call(route: string, call?: EvolutionCall): Promise<ChannelResult<unknown>>;
  close(): void;
}

const usualDeadlineMs: Milliseconds = 20_000;
const floodWaitMs = 30_000;

/** @param token stands in a header of every call and is never part of an error */
export function createEvolutionClient(
  server: string,
  instance: string,
  token: string,
  clock: Clock,
): EvolutionClient {
  const poster = createPoster(clock);
  return {
    async call(route, { method, body, deadline = usualDeadlineMs, signal } = {}) {
      const url = new URL(
        route.includes('?') ? `${server}/${route}` : `${server}/${route}/${encodeURIComponent(instance)}`,
      );
      const posted = await poster.post(url, body ?? null, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: { apikey: token },
        deadline,
        ...(signal === undefined ? {} : { signal }),
      });
      if (posted.kind !== 'answered') return unanswered(posted);
      return read(posted.status, posted.body);
    },
    close: () => poster.close(),
  };
}

/**
 * The server answers 400 for whatever went wrong inside, also after the message had left: that proves nothing, except where
 * it says that the number has no WhatsApp, which it asks before it sends (sendMessageWithTyping).
 */
function read(status: number, body: string): ChannelResult<unknown> {
  const answer = body === '' ? null : parsedJson(body);
  if (status >= 200 && status < 300) {
    return answer === undefined
      ? failed({ kind: 'unknown', code: 'NOT_EVOLUTION' })
      : { ok: true, value: answer };
  }
  if (status === 401 || status === 403) return failed({ kind: 'logged-out', code: 'TOKEN_INVALID' });
  if (status === 404 && isRecord(answer)) return failed({ kind: 'rejected', code: 'NO_SUCH_ROUTE' });
  if (status === 429) return failed({ kind: 'flood', wait: floodWaitMs, code: 'EVOLUTION_429' });
  if (status === 400 && isRecord(answer) && saysNoAccount(answer)) {
    return failed({ kind: 'peer-restricted', code: 'NO_ACCOUNT' });
  }
  return failed({ kind: 'unknown', code: `EVOLUTION_${status}` });
}

function saysNoAccount(answer: Json): boolean {
  const messages = listIn(recordIn(answer, 'response') ?? {}, 'message');
  return messages.some((one) => isRecord(one) && one['exists'] === false);
}
