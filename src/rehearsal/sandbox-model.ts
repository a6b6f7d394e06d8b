import type { Clock } from '../core/clock.js';
import { toAnthropic } from '../model/anthropic/to-anthropic.js';
import type { ModelProvider } from '../model/contract.js';
import { jsonAnswer } from '../model/json-answer.js';
import { answerTo } from '../sandbox/model/answer.js';
import { PromptCache } from '../sandbox/model/prompt-cache.js';
import { Script } from '../sandbox/model/voice/script.js';
import { tokensOf } from '../sandbox/model/tokens.js';
import { parseMessagesRequest } from '../sandbox/model/wire/validate.js';

/** The version the SDK sends (1.12). */
const apiVersion = '2026-10-21';

/**
 * The sandbox's canned voice without a socket in between: the same requests, answers and cache accounting, some
 * milliseconds a call faster, which is what makes a month fit into a minute. Its lines are put together from sample
 * lines; it is not a language model.
 */
export function sandboxModel(clock: Clock, seed: number): ModelProvider {
  const cache = new PromptCache(clock);
  const script = new Script();
  return {
    name: 'anthropic',
    generate: async (request, { signal, onText }) => {
      // As over a network, an answer never comes in the same turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) return { ok: false, failure: { kind: 'aborted' }, text: '' };
      const parsed = parseMessagesRequest(toAnthropic(request), {
        version: apiVersion,
        needsMaxTokens: true,
      });
      if (!parsed.ok) {
        return {
          ok: false,
          failure: { kind: 'invalid-request', detail: parsed.error.message },
          text: '',
        };
      }
      const answer = answerTo(parsed.request, { script, seed });
      const { input, cacheRead, cacheWrite5m, cacheWrite1h } = cache.account(parsed.request, 'rehearsal');
      onText?.(answer.text);
      return jsonAnswer(request, {
        ok: true,
        text: answer.text,
        stop: answer.stop === 'max_tokens' ? 'length' : 'end',
        usage: {
          input,
          output: Math.max(1, tokensOf(answer.text)),
          cacheRead,
          cacheWrite: cacheWrite5m + cacheWrite1h,
          cacheWriteHour: cacheWrite1h,
        },
      });
    },
  };
}
