import type { Config } from '../../config/config.js';
import { isOwnNetwork } from '../../config/own-network.js';
import type { Clock } from '../../core/clock.js';
import type { ModelProvider } from '../../model/contract.js';
import { modelWarm } from '../../observe/events.js';
import type { Logger } from '../../observe/logger.js';

/**
 * Asks the models of servers in the own network for one word, so that they are loaded before the first person writes.
 * Resolves when all have answered or failed; never rejects.
 */
export async function warmUp(
  { models }: Pick<Config, 'models'>,
  providers: readonly ModelProvider[],
  clock: Clock,
  logger: Logger,
): Promise<void> {
  const first = Object.values(models.roles).flatMap((list) => list.slice(0, 1));
  const own = first.filter(({ provider, model }) => {
    if (provider === 'anthropic') return models.anthropic.loadsModels && !model.startsWith('claude-');
    const endpoint = models.endpoints[provider];
    return endpoint !== undefined && isOwnNetwork(endpoint.baseUrl);
  });
  const named = new Map(own.map((one) => [`${one.provider}:${one.model}`, one]));
  await Promise.all(
    [...named.values()].map(async ({ provider: name, model }) => {
      const provider = providers.find((one) => one.name === name);
      if (provider === undefined) return;
      const began = clock.steady();
      const result = await provider.generate(
        { model, system: [], messages: [{ role: 'user', text: 'hi' }], maxTokens: 1 },
        { signal: new AbortController().signal },
      );
      // One word is mostly too little for an answer, and enough for a sign of life.
      const isUp = result.ok || result.failure.kind === 'no-room' || result.failure.kind === 'garbage';
      modelWarm(logger, {
        provider: name,
        model,
        ms: clock.steady() - began,
        ...(!isUp && !result.ok && { kind: result.failure.kind, said: result.failure.said }),
      });
    }),
  );
}
