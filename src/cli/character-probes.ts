import { buildProviders } from '../app/providers.js';
import type { Character } from '../character/character.js';
import type { Config } from '../config/config.js';
import { requireModelKeys } from '../config/required-secrets.js';
import type { Secrets } from '../config/secrets.js';
import { identityLayer } from '../context/layers/identity.js';
import { rulesLayer } from '../context/layers/rules.js';
import { voiceLayer } from '../context/layers/voice.js';
import { systemClock } from '../lib/system-clock.js';
import { buildRoleTable } from '../model/roles.js';
import { askProbes, type ProbeAnswer } from '../quality/drift-probes.js';

const answerTokens = 300;

/** Asks the configured everyday voice every probe of the character, outside any conversation; nothing is stored. */
export async function askConfiguredModel(
  character: Character,
  config: Config,
  secrets: Secrets,
  signal: AbortSignal,
): Promise<readonly ProbeAnswer[]> {
  requireModelKeys(config, secrets);
  const providers = await buildProviders(config, secrets, systemClock());
  const candidates = buildRoleTable(config.models.roles, providers)['voice.everyday'];
  const system = [
    { text: [identityLayer(character), voiceLayer(character), rulesLayer(character)].join('\n\n') },
  ];
  return askProbes(character, async (question) => {
    for (const { provider, model } of candidates) {
      const result = await provider.generate(
        { model, system, messages: [{ role: 'user', text: question }], maxTokens: answerTokens },
        { signal },
      );
      if (result.ok) return result.text;
    }
    return null;
  });
}
