import { join } from 'node:path';
import type { Config } from '../../config/config.js';
import type { Secrets } from '../../config/secrets.js';
import { OperatorError } from '../../core/failure.js';
import type { Clock } from '../../core/clock.js';
import type { Embedder } from '../../model/embedder.js';
import { createLocalEmbedder } from '../../model/local/embedder.js';
import { createOpenAiEmbedder } from '../../model/openai/embedder.js';

/**
 * What is configured to find messages by meaning; null for words alone.
 * @throws OperatorError when it cannot be had.
 */
export async function buildEmbedder(
  { embedder, models, data }: Config,
  secrets: Secrets,
  clock: Clock,
): Promise<Embedder | null> {
  if (embedder === null) return null;
  if ('local' in embedder) {
    return createLocalEmbedder({ model: embedder.local, models: join(data, 'models') });
  }
  const { provider, model } = embedder;
  const endpoint = Object.hasOwn(models.endpoints, provider) ? models.endpoints[provider] : undefined;
  if (endpoint === undefined) {
    throw new OperatorError(
      `embedder.provider: there is no endpoint ${provider}`,
      'name it under models.endpoints in kindred.yaml',
    );
  }
  const apiKey = secrets.modelKey(provider)?.reveal();
  if (apiKey === undefined && endpoint.apiKeyEnv !== undefined) {
    throw new OperatorError(
      `embedder: the environment does not set ${endpoint.apiKeyEnv}`,
      'set it, or set "embedder: none" in kindred.yaml',
    );
  }
  const { baseUrl } = endpoint;
  return createOpenAiEmbedder({ endpoint: provider, model, baseUrl, apiKey: apiKey ?? 'none', clock });
}
