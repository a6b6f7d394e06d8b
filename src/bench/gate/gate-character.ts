import { wallClockOf, type Character } from '../../character/character.js';
import { characterSchema } from '../../character/schema.js';
import { characterId } from '../../core/ids.js';

/** A character of whom nothing is known but the languages it writes and how: what is said is then judged as talk. */
export function plainCharacter(languages: readonly string[], samples: readonly string[]): Character {
  return {
    id: characterId('bench'),
    version: 'bench',
    wallClock: wallClockOf('UTC'),
    ...characterSchema.parse({
      schema: 1,
      name: 'Maren',
      languages,
      timeZone: 'Europe/Lisbon',
      identity: { summary: 'Maren keeps a lighthouse and mends nets.' },
      voice: {
        style: 'As people write.',
        samples: samples.map((line) => line.slice(0, 1_900)),
        punctuation: { exclamation: 'freely', ellipsis: 'freely' },
        emoji: { habit: 'sometimes' },
      },
    }),
  };
}
