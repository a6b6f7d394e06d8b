import type { Config } from '../../config/config.js';
import { isOwnNetwork } from '../../config/own-network.js';
import type { Secrets } from '../../config/secrets.js';
import type { Clock } from '../../core/clock.js';
import { createAnthropicProvider } from '../../model/anthropic/provider.js';
import type { ModelProvider } from '../../model/contract.js';
import { createOpenAiProvider } from '../../model/openai/provider.js';

/** Servers on this machine take any key; the SDKs refuse to go without one. */
const noKey = 'none';

/** The providers that the roles name, and no others: each loads its SDK. */
export async function buildProviders(
  config: Config,
  secrets: Secrets,
  clock: Clock,
  /** Providers that characters name beside those of the roles. */
  others: readonly string[] = [],
): Promise<readonly ModelProvider[]> {
  const ofRoles = Object.values(config.models.roles).flatMap((models) =>
    models.map((model) => model.provider),
  );
  const named = new Set([...ofRoles, ...others]);
  return Promise.all(
    [...named].map((name) => {
      const apiKey = secrets.modelKey(name)?.reveal() ?? noKey;
      if (name === 'anthropic') {
        const { baseUrl, firstByte, idle, loadsModels } = config.models.anthropic;
        return createAnthropicProvider({
          apiKey,
          clock,
          baseUrl,
          deadlines: { firstByte, betweenBytes: idle },
          loadsModels,
        });
      }
      const endpoint = config.models.endpoints[name];
      if (!endpoint) throw new Error(`models.endpoints.${name} passed the checks and is not there`);
      return createOpenAiProvider({
        name,
        apiKey,
        clock,
        baseUrl: endpoint.baseUrl,
        deadlines: { firstByte: endpoint.firstByte, betweenBytes: endpoint.idle },
        loadsModels: isOwnNetwork(endpoint.baseUrl),
      });
    }),
  );
}
