import type { Clock } from '../../core/clock.js';
import type { ModelProvider } from '../contract.js';
import { jsonAnswer } from '../json-answer.js';
import { defaultDeadlines, runStreamedCall } from '../stream/streamed-call.js';
import type { StreamDeadlines } from '../stream/streamed-call.js';
import { anthropicFailure } from './failure.js';
import { anthropicReader } from './from-anthropic.js';
import { toAnthropic } from './to-anthropic.js';

export interface AnthropicSettings {
  readonly apiKey: string;
  readonly clock: Clock;
  /** `anthropic` when absent. */
  readonly name?: string;
  /** Any server that speaks the Messages API; Anthropic's own when absent. */
  readonly baseUrl?: string;
  readonly deadlines?: Partial<StreamDeadlines>;
}

/**
 * Anthropic through its SDK, which is loaded here and nowhere else. The SDK builds, signs and sends the request and reads errors;
 * retries are off and the stream is read by us, so that silence is measured in bytes and nothing of an answer is ever logged.
 */
export async function createAnthropicProvider(settings: AnthropicSettings): Promise<ModelProvider> {
  const { Anthropic } = await import('@anthropic-ai/sdk');
  const client = new Anthropic({
    apiKey: settings.apiKey,
    baseURL: settings.baseUrl ?? 'https://api.anthropic.com',
    webhookKey: null,
    maxRetries: 0,
    logLevel: 'off',
  });
  const deadlines = { ...defaultDeadlines, ...settings.deadlines };
  return {
    name: settings.name ?? 'anthropic',
    generate: async (request, { signal, onText }) => {
      const result = await runStreamedCall({
        clock: settings.clock,
        deadlines,
        signal,
        reader: anthropicReader(onText ?? (() => undefined)),
        open: (own) => client.messages.create(toAnthropic(request), { signal: own }).asResponse(),
        classify: (error) => anthropicFailure(error, request, settings.clock.now()),
      });
      return jsonAnswer(request, result);
    },
  };
}
