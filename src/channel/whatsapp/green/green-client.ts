import type { Clock, Milliseconds } from '../../../core/clock.js';
import { createPoster, type PostOptions } from '../../../lib/http-client.js';
import { isRecord, numberIn, parsedJson } from '../../../lib/json-fields.js';
import { failed, unanswered } from '../../answers.js';
import type { ChannelResult } from '../../contract.js';

export interface GreenCall {
  readonly method?: PostOptions['method'];
  readonly body?: object;
  /** `?minutes=3`, or a receipt. */
  readonly after?: string;
  readonly deadline?: Milliseconds;
  readonly signal?: AbortSignal;
}

/** The methods of one instance by their names: https://green-api.com/en/docs/api. */
export interface GreenClient {
  /** Asked once. `unsent` where it certainly did not arrive, `unknown` where it may have been carried out. */
  call(name: string, call?: GreenCall): Promise<ChannelResult<unknown>>;
  close(): void;
}

const usualDeadlineMs: Milliseconds = 20_000;
/** 429 says nothing of how long: methods are counted by the second. */
const floodWaitMs = 30_000;

/** @param token stands in the path of every call: neither is ever part of an error */
export function createGreenClient(
  apiUrl: string,
  instance: string,
  token: string,
  clock: Clock,
): GreenClient {
  const poster = createPoster(clock);
  return {
    async call(name, { method, body, after = '', deadline = usualDeadlineMs, signal } = {}) {
      const url = new URL(`${apiUrl}/waInstance${instance}/${name}/${token}${after}`);
      const posted = await poster.post(url, body ?? null, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        deadline,
        ...(signal === undefined ? {} : { signal }),
      });
      if (posted.kind !== 'answered') return unanswered(posted);
      return read(posted.status, posted.body);
    },
    close: () => poster.close(),
  };
}

/** Statuses as the pages of each method list them; what a body says is for people. */
function read(status: number, body: string): ChannelResult<unknown> {
  const answer = body === '' ? null : parsedJson(body);
  if (status >= 200 && status < 300) {
    return answer === undefined
      ? failed({ kind: 'unknown', code: 'NOT_GREEN_API' })
      : { ok: true, value: answer };
  }
  if (status === 401 || status === 403) return failed({ kind: 'logged-out', code: 'TOKEN_INVALID' });
  if (status === 429) return failed({ kind: 'flood', wait: floodWaitMs, code: 'GREEN_429' });
  // The quota of chats of the plan is used up.
  if (status === 466) return failed({ kind: 'unpaid', code: 'GREEN_466' });
  if (status >= 500) return failed({ kind: 'unknown', code: `SERVER_${status}` });
  // A proxy's page says nothing about what became of it.
  if (!isRecord(answer)) return failed({ kind: 'unknown', code: `NOT_GREEN_API_${status}` });
  return failed({ kind: 'rejected', code: `REFUSED_${numberIn(answer, 'statusCode') ?? status}` });
}
