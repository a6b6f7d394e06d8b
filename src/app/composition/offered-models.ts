import type { Config } from '../../config/config.js';
import { isOwnNetwork } from '../../config/own-network.js';
import type { Secrets } from '../../config/secrets.js';
import type { Clock } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import { bestModel, cannedModel, type BestModel } from './best-model.js';
import { buildProviders } from './providers.js';

/** Names the sandbox's own voice among the models that are offered; no provider is called so. */
const canned = 'canned';

/** A model that a talk may be tried out on. */
export interface OfferedModel {
  /** As in kindred.yaml, `provider:model`, or `canned`. */
  readonly id: string;
  /** False where its key is not there. */
  readonly isReady: boolean;
}

/** Every model of the settings, once, and the sandbox's own voice. */
export function offeredModels({ models }: Pick<Config, 'models'>, secrets: Secrets): readonly OfferedModel[] {
  const named = new Map<string, OfferedModel>();
  for (const { provider, model } of Object.values(models.roles).flat()) {
    const { baseUrl } =
      provider === 'anthropic' ? models.anthropic : (models.endpoints[provider] ?? { baseUrl: '' });
    const isReady = secrets.modelKey(provider) !== undefined || (baseUrl !== '' && isOwnNetwork(baseUrl));
    named.set(`${provider}:${model}`, { id: `${provider}:${model}`, isReady });
  }
  return [...named.values(), { id: canned, isReady: true }];
}

/**
 * The model that was chosen, for the voice and for what is remembered of the talk; the best at hand where none was.
 * @throws OperatorError for one that is not offered, or whose key is not there
 */
export async function openOfferedModel(
  config: Config,
  secrets: Secrets,
  clock: Clock,
  chosen: string | undefined,
): Promise<BestModel> {
  if (chosen === undefined) {
    const everyday = config.models.roles['voice.everyday'][0]?.model ?? '';
    return bestModel(secrets, clock, everyday, config.models.anthropic.baseUrl);
  }
  if (chosen === canned) return cannedModel(clock);
  const offered = offeredModels(config, secrets).find(({ id }) => id === chosen);
  if (offered === undefined)
    throw new OperatorError(`${chosen} is no model of the settings`, 'choose another one');
  const [provider = '', ...rest] = chosen.split(':');
  if (!offered.isReady)
    throw new OperatorError(`there is no key for ${provider}`, 'set it, or choose another model');
  const providers = await buildProviders(config, secrets, clock);
  const choice = {
    provider,
    model: rest.join(':'),
    ...(provider === 'anthropic' ? { effort: 'none' as const } : {}),
  };
  const endpoint = config.models.endpoints[provider];
  return {
    providers: providers.filter(({ name }) => name === provider),
    roles: { 'voice.everyday': [choice], scribe: [choice] },
    named: `Model: ${chosen}.`,
    processors: [
      endpoint !== undefined && isOwnNetwork(endpoint.baseUrl)
        ? { kind: 'own-machine' }
        : { kind: 'service', name: provider === 'anthropic' ? 'Anthropic' : provider },
    ],
    close: () => Promise.resolve(),
  };
}
