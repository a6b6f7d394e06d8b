import type { Clock } from '../../core/clock.js';
import type { GenerateOptions, ModelProvider, ModelRequest, ModelResult } from '../contract.js';
import { jsonAnswer } from '../json-answer.js';
import { defaultDeadlines, runStreamedCall } from '../stream/streamed-call.js';
import type { StreamDeadlines } from '../stream/streamed-call.js';
import { openaiFailure } from './failure.js';
import { openaiReader } from './from-openai.js';
import { toOpenAi } from './to-openai.js';
import type { Abilities } from './to-openai.js';

export interface OpenAiSettings {
  /** The operator's name for this endpoint. */
  readonly name: string;
  /** With its version, such as `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  readonly clock: Clock;
  /** Local servers need none. */
  readonly apiKey?: string;
  readonly deadlines?: Partial<StreamDeadlines>;
}

/**
 * Any OpenAI-compatible endpoint through the `openai` package, loaded here and nowhere else: OpenAI, DeepSeek, OpenRouter, Ollama,
 * vLLM, LM Studio, llama.cpp. What an endpoint refuses for being unknown to it is asked for in a plainer way, and the endpoint's
 * limits are remembered per model for as long as the program runs.
 */
export async function createOpenAiProvider(settings: OpenAiSettings): Promise<ModelProvider> {
  const { OpenAI } = await import('openai');
  const client = new OpenAI({
    baseURL: settings.baseUrl,
    apiKey: settings.apiKey ?? 'none',
    // Set, or the SDK takes them from the environment.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: 'off',
  });
  const deadlines = { ...defaultDeadlines, ...settings.deadlines };
  const known = new Map<string, Abilities>();
  const full: Abilities = {
    json: 'schema',
    usage: true,
    limit: new URL(settings.baseUrl).hostname === 'api.openai.com' ? 'max_completion_tokens' : 'max_tokens',
  };

  const once = (
    request: ModelRequest,
    abilities: Abilities,
    options: GenerateOptions,
  ): Promise<ModelResult> =>
    runStreamedCall({
      clock: settings.clock,
      deadlines,
      signal: options.signal,
      reader: openaiReader(options.onText ?? (() => undefined)),
      open: async (signal) =>
        asStream(await client.chat.completions.create(toOpenAi(request, abilities), { signal }).asResponse()),
      classify: (error) => openaiFailure(error, request, settings.clock.now()),
    });

  return {
    name: settings.name,
    generate: async (request, options) => {
      let abilities = known.get(request.model) ?? full;
      for (;;) {
        const result = await once(request, abilities, options);
        const plainer = plainerWay(request, abilities, result);
        if (plainer === undefined) {
          if (result.ok) known.set(request.model, abilities);
          return jsonAnswer(request, result);
        }
        abilities = plainer;
      }
    },
  };
}

/** How to ask after a refusal that may be about a parameter and not about the request. Nothing was generated before it. */
function plainerWay(request: ModelRequest, from: Abilities, result: ModelResult): Abilities | undefined {
  if (result.ok || result.failure.kind !== 'invalid-request' || result.text !== '') return undefined;
  const { detail } = result.failure;
  if (from.usage && /stream_options|include_usage/u.test(detail)) return { ...from, usage: false };
  if (from.limit === 'max_tokens' && /max_completion_tokens/u.test(detail))
    return { ...from, limit: 'max_completion_tokens' };
  if (request.jsonSchema === undefined || !/^4(?:00|22)\b/u.test(detail)) return undefined;
  if (from.json === 'schema') return { ...from, json: 'object' };
  return from.json === 'object' ? { ...from, json: 'words' } : undefined;
}

/** A server that does not stream sends one JSON object; it becomes a stream of one event. */
async function asStream(response: Response): Promise<Response> {
  if (response.headers.get('content-type')?.startsWith('application/json') !== true) return response;
  const oneLine = (await response.text()).replace(/[\r\n]+/gu, ' ');
  return new Response(`data: ${oneLine}\n\n`);
}
