import type { Clock, Milliseconds } from '../../core/clock.js';
import { failed, unanswered } from '../answers.js';
import type { ChannelResult } from '../contract.js';
import { meaningOf, readAnswer } from './failure.js';
import { createPoster } from '../../lib/http-client.js';

export interface CallOptions {
  readonly deadline?: Milliseconds;
  readonly signal?: AbortSignal;
}

/** The Bot API by the names of its methods: https://core.telegram.org/bots/api. */
export interface BotClient {
  /** Asked once. `unsent` where it certainly did not arrive, `unknown` where it may have been carried out. */
  call(method: string, parameters: object, options?: CallOptions): Promise<ChannelResult<unknown>>;
  close(): void;
}

/** As long as every call of the program may take, the waiting for updates aside. */
const usualDeadlineMs: Milliseconds = 20_000;

/**
 * @param baseUrl such as `https://api.telegram.org`
 * @param token stands in the path of every call: neither is ever part of an error
 */
export function createBotClient(baseUrl: string, token: string, clock: Clock): BotClient {
  const poster = createPoster(clock);
  return {
    async call(method, parameters, { deadline = usualDeadlineMs, signal } = {}) {
      const url = new URL(`${baseUrl}/bot${token}/${method}`);
      const posted = await poster.post(url, parameters, {
        deadline,
        ...(signal === undefined ? {} : { signal }),
      });
      if (posted.kind !== 'answered') return unanswered(posted);
      const answer = readAnswer(posted.status, posted.body);
      if (answer === null) return failed({ kind: 'unknown', code: `NOT_THE_BOT_API_${posted.status}` });
      return answer.ok ? { ok: true, value: answer.result } : failed(meaningOf(answer.refusal));
    },
    close: () => poster.close(),
  };
}
