import type { Clock } from '../../core/clock.js';
import type { GenerateOptions, ModelProvider, ModelRequest, ModelResult } from '../contract.js';
import type { ErrorWords } from '../error-words.js';
import { jsonAnswer } from '../json-answer.js';
import { PromptReading } from '../prompt-reading.js';
import { keepAliveFetch } from '../stream/keep-alive-fetch.js';
import { LoadingWatch } from '../stream/loading-watch.js';
import { mostCharactersOf } from '../stream/stream-limits.js';
import { defaultDeadlines, runStreamedCall } from '../stream/streamed-call.js';
import type { StreamDeadlines } from '../stream/streamed-call.js';
import { wholeAsStream } from '../stream/whole-as-stream.js';
import { openaiFailure, wordsOfFailure } from './failure.js';
import { openaiReader } from './from-openai.js';
import { plainerWay } from './plainer-way.js';
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
  /** The server loads its model when it is first asked, and gives up loading when whoever asks goes away. */
  readonly loadsModels?: boolean;
  /** Answers without any thinking after which a model's text is shown as it comes; 8 when absent. */
  readonly plainAfter?: number;
}

/** What is remembered of one model while the program runs. */
interface Known {
  abilities: Abilities;
  /** Answers in a row without a sign of thinking; once there was one, a model is never taken for plain. */
  plain: number;
  readonly reading: PromptReading;
}

/** An answer of so few tokens (a warm-up's) says nothing about how a model thinks. */
const fewTokens = 8;
/** More ways to ask than there are parameters to give up. */
const mostWays = 10;

/**
 * Any OpenAI-compatible endpoint through the `openai` package, loaded here and nowhere else: OpenAI, DeepSeek, OpenRouter, Ollama,
 * vLLM, LM Studio, llama.cpp. What an endpoint refuses is asked for in a plainer way, and what is found of a model is remembered
 * for as long as the program runs.
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
    fetch: keepAliveFetch(),
  });
  const { clock, plainAfter = 8 } = settings;
  const deadlines = { ...defaultDeadlines, ...settings.deadlines };
  // OpenAI's own models never think aloud.
  const isOpenAi = new URL(settings.baseUrl).hostname === 'api.openai.com';
  const loading = settings.loadsModels === true ? new LoadingWatch() : null;
  const models = new Map<string, Known>();
  const knownOf = (model: string): Known => {
    const known = models.get(model) ?? {
      abilities: { ...full, limit: isOpenAi ? 'max_completion_tokens' : 'max_tokens' },
      plain: isOpenAi ? plainAfter : 0,
      reading: new PromptReading(),
    };
    models.set(model, known);
    return known;
  };

  const once = async (
    request: ModelRequest,
    abilities: Abilities,
    known: Known,
    options: GenerateOptions,
  ) => {
    let words: ErrorWords | undefined;
    const isJson = request.jsonSchema !== undefined;
    const reader = openaiReader(request, {
      hold: known.plain < plainAfter,
      mostCharacters: mostCharactersOf(request.maxTokens),
      ...(!isJson && options.onText && { onText: options.onText }),
      ...(options.onRestart && { onRestart: options.onRestart }),
    });
    const result = await runStreamedCall({
      clock,
      deadlines,
      signal: options.signal,
      reader,
      ...(loading && { letGo: loading.letGo(request.model) }),
      open: async (signal) =>
        wholeAsStream(
          await client.chat.completions.create(toOpenAi(request, abilities), { signal }).asResponse(),
        ),
      classify: (error) => {
        words = wordsOfFailure(error);
        return openaiFailure(error, request, clock.now());
      },
    });
    if (reader.thought()) known.plain = Number.NEGATIVE_INFINITY;
    else if (result.ok && request.maxTokens > fewTokens) known.plain += 1;
    return { result: jsonAnswer(request, result), words };
  };

  return {
    name: settings.name,
    generate: async (request, options) => {
      const known = knownOf(request.model);
      const isFree = (await loading?.free(request.model, options.signal)) ?? true;
      if (!isFree) return { ok: false, failure: { kind: 'aborted' }, text: '' };
      let { abilities } = known;
      const tried = new Set<string>();
      for (;;) {
        tried.add(JSON.stringify(abilities));
        const { result, words } = await once(request, abilities, known, options);
        const plainer = plainerWay(request, abilities, result, words);
        const next = plainer?.abilities;
        const isNew = next !== undefined && !tried.has(JSON.stringify(next)) && tried.size < mostWays;
        if (plainer === undefined || !isNew || options.signal.aborted) {
          if (result.ok || result.failure.kind !== 'invalid-request') remember(known, abilities, options);
          return noted(known.reading, request, result, options);
        }
        abilities = plainer.abilities;
      }
    },
  };
}

const full: Omit<Abilities, 'limit'> = {
  json: 'schema',
  usage: true,
  mostTokens: null,
  effort: true,
  temperature: true,
  stop: true,
  system: true,
};

/** Keeps the way of asking that worked, and tells what was given up for it. */
function remember(known: Known, abilities: Abilities, { onNote }: GenerateOptions): void {
  for (const [parameter, value] of Object.entries(abilities)) {
    if (known.abilities[parameter as keyof Abilities] !== value)
      onNote?.({ kind: 'asked-plainer', parameter });
  }
  known.abilities = abilities;
}

function noted(
  reading: PromptReading,
  request: ModelRequest,
  result: ModelResult,
  { onNote }: GenerateOptions,
): ModelResult {
  const cut = result.usage === undefined ? null : reading.of(request, result.usage);
  if (cut !== null) onNote?.({ kind: 'prompt-cut', ...cut });
  return result;
}
