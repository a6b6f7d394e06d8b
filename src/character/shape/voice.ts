import { z } from 'zod';
import { line, lines, whole } from './text.js';

const marks = z.enum(['never', 'rarely', 'freely']);
const word = z.string().trim().min(1).max(80);

/** How the character writes. */
export const voiceShape = z
  .strictObject({
    style: line.describe('How it writes, in a sentence or two.'),
    habits: lines.describe('Patterns of its writing, one each: "answers first, then asks".'),
    never: lines.describe('What it never does when writing, one each: "pet names".'),
    samples: z
      .array(line)
      .max(100)
      .default([])
      .describe(
        'Lines it would really send: the strongest hint there is. Ten to twenty-five make a voice that can be measured.',
      ),
    words: z
      .strictObject({
        uses: z.array(word).max(100).default([]).describe('Words and turns of phrase that are its own.'),
        never: z
          .array(word)
          .max(200)
          .default([])
          .describe('Words it never writes. A reply with one of them is off.'),
      })
      .prefault({}),
    punctuation: z
      .strictObject({
        capitals: z
          .enum(['usual', 'lower'])
          .default('usual')
          .describe('"lower": it begins sentences with a small letter.'),
        exclamation: marks
          .default('rarely')
          .describe('Exclamation marks. People use them in one message of fifteen.'),
        ellipsis: marks.default('rarely').describe('Three dots.'),
        notes: line.optional().describe('Anything else about its punctuation.'),
      })
      .prefault({}),
    emoji: z
      .strictObject({
        habit: z.enum(['never', 'rarely', 'sometimes', 'often']).default('rarely'),
        favourites: z
          .array(z.string().trim().min(1).max(16))
          .max(20)
          .default([])
          .describe('The ones it uses.'),
      })
      .prefault({}),
    length: z
      .strictObject({
        usual: whole(1, 200).default(12).describe('Words in a usual message. People write 7 to 9.'),
        most: whole(1, 600).default(60).describe('Words in its longest message.'),
      })
      .prefault({}),
  })
  .describe('How it writes.');
