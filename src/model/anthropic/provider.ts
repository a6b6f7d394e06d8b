import type { Clock } from '../../core/clock.js';
import type { GenerateOptions, ModelProvider, ModelRequest } from '../contract.js';
import type { ErrorWords } from '../error-words.js';
import { jsonAnswer } from '../json-answer.js';
import { PromptReading } from '../prompt-reading.js';
import { keepAliveFetch } from '../stream/keep-alive-fetch.js';
import { LoadingWatch } from '../stream/loading-watch.js';
import { mostCharactersOf } from '../stream/stream-limits.js';
import { defaultDeadlines, runStreamedCall } from '../stream/streamed-call.js';
import type { StreamDeadlines } from '../stream/streamed-call.js';
import { wholeAsStream } from '../stream/whole-as-stream.js';
import { anthropicFailure, wordsOfFailure } from './failure.js';
import { anthropicReader } from './from-anthropic.js';
import { plainerWay } from './plainer-way.js';
import { fullAbilities, toAnthropic } from './to-anthropic.js';
import type { AnthropicAbilities } from './to-anthropic.js';

export interface AnthropicSettings {
  readonly apiKey: string;
  readonly clock: Clock;
  /** `anthropic` when absent. */
  readonly name?: string;
  /** Any server that speaks the Messages API; Anthropic's own when absent. */
  readonly baseUrl?: string;
  readonly deadlines?: Partial<StreamDeadlines>;
  /** As for an OpenAI-compatible endpoint. */
  readonly loadsModels?: boolean;
}

/** These never think in the text of an answer; the second is the sandbox's own. */
const speaksPlainly = /^(?:claude-|sandbox-canned)/u;

/** More ways to ask than there are parameters to give up. */
const mostWays = 6;

/**
 * Anthropic through its SDK, which is loaded here and nowhere else. The SDK builds, signs and sends the request and reads errors;
 * retries are off and the stream is read by us, so that silence is measured in bytes and nothing of an answer is ever logged.
 * Other servers that speak the Messages API (llama.cpp, Ollama, LM Studio, LiteLLM) know less of it: what they refuse is left out.
 */
export async function createAnthropicProvider(settings: AnthropicSettings): Promise<ModelProvider> {
  const { Anthropic } = await import('@anthropic-ai/sdk');
  const client = new Anthropic({
    apiKey: settings.apiKey,
    baseURL: settings.baseUrl ?? 'https://api.anthropic.com',
    webhookKey: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch: keepAliveFetch(),
  });
  const { clock } = settings;
  const deadlines = { ...defaultDeadlines, ...settings.deadlines };
  const loading = settings.loadsModels === true ? new LoadingWatch() : null;
  const known = new Map<string, AnthropicAbilities>();
  const readings = new Map<string, PromptReading>();

  const once = async (request: ModelRequest, abilities: AnthropicAbilities, options: GenerateOptions) => {
    let words: ErrorWords | undefined;
    const isJson = request.jsonSchema !== undefined;
    const result = await runStreamedCall({
      clock,
      deadlines,
      signal: options.signal,
      reader: anthropicReader(request, {
        hold: !speaksPlainly.test(request.model),
        mostCharacters: mostCharactersOf(request.maxTokens),
        ...(!isJson && options.onText && { onText: options.onText }),
        ...(options.onRestart && { onRestart: options.onRestart }),
      }),
      ...(loading && { letGo: loading.letGo(request.model) }),
      open: async (signal) =>
        wholeAsStream(await client.messages.create(toAnthropic(request, abilities), { signal }).asResponse()),
      classify: (error) => {
        words = wordsOfFailure(error);
        return anthropicFailure(error, request, clock.now());
      },
    });
    return { result: jsonAnswer(request, result), words };
  };

  return {
    name: settings.name ?? 'anthropic',
    generate: async (request, options) => {
      const isFree = (await loading?.free(request.model, options.signal)) ?? true;
      if (!isFree) return { ok: false, failure: { kind: 'aborted' }, text: '' };
      const before = known.get(request.model) ?? fullAbilities;
      let abilities = before;
      for (let ways = 1; ; ways += 1) {
        const { result, words } = await once(request, abilities, options);
        const plainer = plainerWay(request, abilities, result, words);
        if (plainer !== undefined && ways < mostWays && !options.signal.aborted) {
          abilities = plainer;
          continue;
        }
        if (result.ok || result.failure.kind !== 'invalid-request') {
          known.set(request.model, abilities);
          for (const parameter of givenUp(before, abilities))
            options.onNote?.({ kind: 'asked-plainer', parameter });
        }
        const reading = readings.get(request.model) ?? new PromptReading();
        readings.set(request.model, reading);
        const cut = result.usage === undefined ? null : reading.of(request, result.usage);
        if (cut !== null) options.onNote?.({ kind: 'prompt-cut', ...cut });
        return result;
      }
    },
  };
}

function givenUp(before: AnthropicAbilities, after: AnthropicAbilities): readonly string[] {
  return Object.entries(after).flatMap(([name, value]) =>
    before[name as keyof AnthropicAbilities] === value ? [] : [name],
  );
}
