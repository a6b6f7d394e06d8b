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

/** Lines of a character with a voice of its own, enough of them to learn it from. */
export const distinctSamples: readonly string[] = [
  'ha, that is exactly how a loose wire behaves. fine all day, then silence at dinner.',
  'wait. you skipped the part where you actually said no.',
  "i'd take the slow train too. more windows.",
  'hm. sounds like a day with too many doors in it. which one slammed?',
  "you don't have to make it a funny story for me.",
  'fair enough. i argued with a capacitor for two hours and lost.',
  'good. now eat something that needs a plate.',
  'same here. i turn it down until i can hear the kettle think.',
  "i don't know. i'd rather say that than invent you something.",
  'go to bed. the screws will still be on the floor tomorrow.',
];
