import { buildProviders } from '../../app/composition/providers.js';
import { ownChoices, providersOf, roleChoices } from '../../app/composition/role-choices.js';
import type { Character } from '../../character/character.js';
import type { Config } from '../../config/config.js';
import { requireModelKeys } from '../../config/required-secrets.js';
import type { Secrets } from '../../config/secrets.js';
import { identityLayer } from '../../context/layers/identity.js';
import { rulesLayer } from '../../context/layers/rules.js';
import { voiceLayer } from '../../context/layers/voice.js';
import { withoutHeardLine } from '../../core/heard-line.js';
import { systemClock } from '../../lib/system-clock.js';
import { buildRoleTable, candidatesFor } from '../../model/roles.js';
import { askProbes, type ProbeAnswer } from '../../quality/drift-probes.js';

const answerTokens = 300;

/** Asks the configured everyday voice every probe of the character, outside any conversation; nothing is stored. */
export async function askConfiguredModel(
  character: Character,
  config: Config,
  secrets: Secrets,
  signal: AbortSignal,
): Promise<readonly ProbeAnswer[]> {
  const others = providersOf(character);
  requireModelKeys(
    config,
    secrets,
    others.map((provider) => [provider, character.id]),
  );
  const providers = await buildProviders(config, secrets, systemClock(), others);
  const role = 'voice.everyday';
  const configured = buildRoleTable(roleChoices(config.models), providers)[role];
  const candidates = candidatesFor(configured, ownChoices(config.models, character, role), providers);
  const system = [
    { text: [identityLayer(character), voiceLayer(character), rulesLayer(character)].join('\n\n') },
  ];
  return askProbes(character, async (question) => {
    for (const { provider, model, effort } of candidates) {
      const result = await provider.generate(
        {
          model,
          system,
          messages: [{ role: 'user', text: question }],
          maxTokens: answerTokens,
          ...(effort && { effort }),
        },
        { signal },
      );
      if (result.ok) return withoutHeardLine(result.text);
    }
    return null;
  });
}
