import type { Character } from '../../character/character.js';
import { list, section } from '../../core/prompt-section.js';

type Voice = Character['voice'];

/** How the character writes. */
export function voiceLayer(character: Character): string {
  const { voice, languages } = character;
  return section('voice', [
    voice.style,
    `Languages: ${languages.join(', ')}; answers in the language the person writes, if it is one of them.`,
    ...list('Habits:', voice.habits),
    ...list('Marks and length:', [...marks(voice), length(voice)]),
    voice.words.uses.length === 0 ? '' : `Words of its own: ${voice.words.uses.join(', ')}.`,
    voice.words.never.length === 0 ? '' : `Words it never writes: ${voice.words.never.join(', ')}.`,
    ...list('Never:', voice.never),
    ...list('Sample lines:', voice.samples),
  ]);
}

function marks({ punctuation, emoji }: Voice): readonly string[] {
  const { capitals, exclamation, ellipsis, notes } = punctuation;
  const favourites = emoji.favourites.length === 0 ? '' : ` (${emoji.favourites.join(' ')})`;
  return [
    ...(capitals === 'lower' ? ['begins sentences with a small letter'] : []),
    `exclamation marks: ${exclamation}`,
    `three dots: ${ellipsis}`,
    `emoji: ${emoji.habit}${emoji.habit === 'never' ? '' : favourites}`,
    ...(notes === undefined ? [] : [notes]),
  ];
}

function length({ length: { usual, most } }: Voice): string {
  return `about ${usual} words in a message, at most ${most}`;
}
