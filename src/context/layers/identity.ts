import type { Character } from '../../character/character.js';
import { list, section } from '../../core/prompt-section.js';

/** Who the character is. Never changes within a version of its file, so it opens the cached prefix. */
export function identityLayer(character: Character): string {
  const { name, identity } = character;
  return section('identity', [
    `You are ${name}, an AI companion who texts with one person in a private chat. The person knows that you are an AI.`,
    identity.summary,
    ...list('Traits:', identity.traits),
    ...list('Values:', identity.values),
    ...list('History:', identity.history),
    ...list('Also:', identity.notes),
    ...list('Boundaries:', identity.boundaries),
  ]);
}
