import type { Clock, Milliseconds } from '../../../core/clock.js';
import { createPoster, type PostOptions } from '../../../lib/http-client.js';
import type { Json } from '../../../lib/json-fields.js';
import { failed, unanswered } from '../../answers.js';
import type { ChannelResult } from '../../contract.js';
import { readAnswer } from './failure.js';

/** The Graph API below one version. */
export interface GraphClient {
  /**
   * Asked once. `unsent` where it certainly did not arrive, `unknown` where it may have been carried out.
   * @param path `<phone number id>/messages`, with its query
   */
  call(
    method: NonNullable<PostOptions['method']>,
    path: string,
    body?: object,
    signal?: AbortSignal,
  ): Promise<ChannelResult<Json>>;
  close(): void;
}

/** As long as every call of the program may take. */
const deadlineMs: Milliseconds = 20_000;

/** @param token stands in a header of every call and is never part of an error */
export function createGraphClient(
  baseUrl: string,
  version: string,
  token: string,
  clock: Clock,
): GraphClient {
  const poster = createPoster(clock);
  const headers = { authorization: `Bearer ${token}` };
  return {
    async call(method, path, body, signal) {
      const url = new URL(`${baseUrl}/${version}/${path}`);
      const posted = await poster.post(url, body ?? null, {
        method,
        headers,
        deadline: deadlineMs,
        ...(signal === undefined ? {} : { signal }),
      });
      if (posted.kind !== 'answered') return unanswered(posted);
      return (
        readAnswer(posted.status, posted.body) ??
        failed({ kind: 'unknown', code: `NOT_THE_GRAPH_API_${posted.status}` })
      );
    },
    close: () => poster.close(),
  };
}
