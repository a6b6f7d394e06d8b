import type { Character } from '../character/character.js';
import { estimateTokens } from '../lib/token-estimate.js';
import { identityLayer } from './layers/identity.js';
import { rulesLayer } from './layers/rules.js';
import { voiceLayer } from './layers/voice.js';

/** Tokens of the layers that are in every prompt. */
export function stableTokens(character: Character): number {
  return estimateTokens(
    [identityLayer(character), voiceLayer(character), rulesLayer(character)].join('\n\n'),
  );
}
