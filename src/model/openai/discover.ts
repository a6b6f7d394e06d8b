import type { Clock, Milliseconds } from '../../core/clock.js';
import { fieldsOf, parsedFields, textField } from '../stream/event-json.js';

/** A model server found on this machine. `baseUrl` is what `createOpenAiProvider` takes. */
export interface LocalModel {
  readonly baseUrl: string;
  readonly model: string;
}

export interface DiscoverOptions {
  readonly clock: Clock;
  /** In order of preference; the usual ports of Ollama, LM Studio and llama.cpp when absent. */
  readonly baseUrls?: readonly string[];
  /** 300 ms when absent: on loopback a server answers at once or is not there. */
  readonly deadline?: Milliseconds;
}

const usualPlaces: readonly string[] = [11434, 1234, 8080].map((port) => `http://127.0.0.1:${port}/v1`);

/** Models that do not chat, by the words their makers put into the name. */
const notForChat = /embed|rerank|whisper|tts|bge-|minilm|clip|ocr|moderation|diffusion/iu;

/** Asks the usual loopback ports for their models, all at once, and takes the first in order that has one for chat. */
export async function discoverLocalModel(options: DiscoverOptions): Promise<LocalModel | null> {
  const enough = new AbortController();
  const timer = options.clock.after(options.deadline ?? 300, () => {
    enough.abort();
  });
  try {
    const found = await Promise.all(
      (options.baseUrls ?? usualPlaces).map((baseUrl) => firstModel(baseUrl, enough.signal)),
    );
    return found.find((model) => model !== null) ?? null;
  } finally {
    timer.cancel();
  }
}

async function firstModel(baseUrl: string, signal: AbortSignal): Promise<LocalModel | null> {
  const list = await fetchText(`${baseUrl}/models`, signal);
  const models = list === null ? undefined : parsedFields(list)?.['data'];
  if (!Array.isArray(models)) return null;
  const names = models.map((entry: unknown) => textField(fieldsOf(entry), 'id'));
  const model = names.find((name) => name !== undefined && name !== '' && !notForChat.test(name));
  return model === undefined ? null : { baseUrl, model };
}

/** The body of a good answer; null for everything else: nobody there, another kind of server, too slow. */
async function fetchText(url: string, signal: AbortSignal): Promise<string | null> {
  try {
    const response = await fetch(url, { signal, redirect: 'error' });
    if (!response.ok) {
      await response.body?.cancel();
      return null;
    }
    return await response.text();
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
