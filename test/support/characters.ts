import { wallClockOf, type Character } from '../../src/character/character.js';
import { characterSchema } from '../../src/character/schema.js';
import { characterId } from '../../src/core/ids.js';

/** A character with everything set and nothing remarkable. */
export function aCharacter(changes: Partial<Character> = {}): Character {
  return {
    id: characterId('tess'),
    version: 'test-1',
    wallClock: wallClockOf('UTC'),
    ...characterSchema.parse({
      schema: 1,
      name: 'Tess',
      languages: ['en'],
      timeZone: 'UTC',
      identity: {
        summary: 'Tess keeps bees.',
        traits: ['calm'],
        values: ['honesty'],
        boundaries: ['gives no medical advice'],
      },
      voice: {
        style: 'Short sentences.',
        never: ['exclamation marks'],
        samples: ['the hive is quiet today.', 'hm. tell me the middle part.', 'i would wait a day.'],
      },
      rules: ['One question at most.'],
    }),
    ...changes,
  };
}
