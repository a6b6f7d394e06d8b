import type { Clock } from '../../core/clock.js';
import { unitVectors, type Embedder } from '../embedder.js';
import { openaiFailure } from './failure.js';

export interface OpenAiEmbedderSettings {
  /** The operator's name for the endpoint. */
  readonly endpoint: string;
  readonly model: string;
  /** With its version, such as `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly clock: Clock;
}

/** `/embeddings` of any endpoint that speaks OpenAI's protocol. */
export async function createOpenAiEmbedder(settings: OpenAiEmbedderSettings): Promise<Embedder> {
  const { OpenAI } = await import('openai');
  const { endpoint, model, baseUrl, apiKey, clock } = settings;
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey,
    // Set, or the SDK takes them from the environment.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: 'off',
  });
  return {
    name: `${endpoint}:${model}`,
    async embed(texts, { signal }) {
      try {
        // Asked for as numbers: not every server knows the SDK's base64.
        const { data } = await client.embeddings.create(
          { model, input: [...texts], encoding_format: 'float' },
          { signal },
        );
        const inOrder = [...data].sort((one, other) => one.index - other.index);
        return unitVectors(
          inOrder.map(({ embedding }) => embedding),
          texts.length,
        );
      } catch (error) {
        if (signal.aborted) return { ok: false, failure: { kind: 'aborted' } };
        const asked = {
          model,
          system: [],
          messages: texts.map((text) => ({ role: 'user', text }) as const),
          maxTokens: 0,
        };
        return { ok: false, failure: openaiFailure(error, asked, clock.now()) };
      }
    },
  };
}
