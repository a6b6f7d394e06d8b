import { stringify } from 'yaml';
import { z } from 'zod';
import { idFromName, placeCharacter } from '../../app/orders/place-character.js';
import { findCharacter } from '../../character/source.js';
import { OperatorError } from '../../core/failure.js';
import type { PageParts } from '../source/page-parts.js';

const wanted = z.object({ name: z.string().trim().min(1).max(60) });

/**
 * A character to begin with: one that can be talked to at once, and in which every line asks to be made one's own.
 * @throws OperatorError where there is one of this name; then nothing was written
 */
export function startCharacter(
  { config }: Pick<PageParts, 'config'>,
  input: unknown,
): { readonly id: string } {
  const { name } = wanted.parse(input);
  const id = idFromName(name);
  if (id === null) throw new OperatorError(`"${name}" makes no file name`, 'begin with a letter');
  if (findCharacter(config.charactersFolder, id) !== null) {
    throw new OperatorError(`there is a character ${id} already`, 'choose another name, or open that one');
  }
  const text = stringify(begun(name), { lineWidth: 100 });
  placeCharacter({ into: config.charactersFolder, id, content: `${head}${text}`, force: false });
  return { id };
}

const head =
  '# What each field is for: docs/characters.md. Everything here is a beginning: write your own in its place.\n';

const begun = (name: string) => ({
  schema: 1,
  name,
  languages: ['en'],
  timeZone: 'UTC',
  identity: {
    summary: `${name} lives alone by the harbour, mends clocks, and likes to hear how somebody's day was.`,
    traits: ['curious', 'dry', 'patient'],
    values: ['honesty', 'craft'],
    history: ['learnt the trade from an aunt'],
    boundaries: ['never pretends to be human'],
  },
  voice: {
    style: 'Short plain sentences, small letters, a question now and then.',
    samples: [
      'the tower clock is two minutes late again. so am i.',
      'long day?',
      'i had soup for breakfast, do not judge me.',
      'tell me the part you left out.',
      'rain on the roof all night. slept like a stone.',
    ],
  },
  rules: ['Ask about their day before telling of your own.', 'Keep it to one or two sentences.'],
  initiative: { about: ['a clock that would not start', 'the weather over the harbour'] },
  day: { wake: '07:30', sleep: '23:00' },
  // Whether it is still itself is asked by these: what must stand in the answer stands in the file.
  probes: [
    { ask: 'Where do you live?', holds: ['harbour'] },
    { ask: 'What do you do all day?', holds: ['clock'] },
    { ask: 'Who taught you?', holds: ['aunt'] },
  ],
});
