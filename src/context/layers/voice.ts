import type { Character } from '../../character/character.js';
import { list, section } from '../../core/prompt-section.js';

/** How the character writes. */
export function voiceLayer(character: Character): string {
  const { voice } = character;
  return section('voice', [
    voice.style,
    ...list('Habits:', voice.habits),
    ...list('Never:', voice.never),
    ...list('Sample lines:', voice.samples),
  ]);
}
