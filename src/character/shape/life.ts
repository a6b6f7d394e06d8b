import { z } from 'zod';
import { field } from '../../config/field.js';
import { roleNames } from '../../config/kindred-file.js';
import { insidePath, keys, label, line, lines, timeOfDay, whole } from './text.js';

export const stageShape = z.strictObject({
  name: label,
  from: z
    .strictObject({
      messages: whole(0, 1_000_000).default(0).describe('Messages both have written.'),
      days: whole(0, 36_500).default(0).describe('Days since the first one.'),
      closeness: whole(0, 100)
        .default(0)
        .describe('How close the two have come, from 0 to 100; it grows slowly (docs/memory.md).'),
    })
    .prefault({})
    .describe('When this stage begins; all of it must be reached. The first one begins at once.'),
  behaves: line.describe('How the character is with someone it knows that well.'),
});

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const busyShape = z.strictObject({
  from: timeOfDay,
  to: timeOfDay.describe('May be after midnight.'),
  days: z
    .array(z.enum(weekdays))
    .min(1)
    .max(7)
    .default([...weekdays]),
  doing: label.describe('What keeps it busy: "on air".'),
});

export const dayShape = z
  .strictObject({
    wake: timeOfDay.default('08:00'),
    sleep: timeOfDay.default('23:30').describe('May be after midnight.'),
    busy: z.array(busyShape).max(20).default([]).describe('When it answers late.'),
  })
  .describe(
    'Its day, on its own clock (see timeZone). It says what it is doing and when it answers; the AI does not sleep.',
  );

const quietWords = 'two different times of day such as ["20:00", "09:00"], in quotes';

export const initiativeShape = z
  .strictObject({
    perWeek: whole(0, 21)
      .default(3)
      .describe('At most how often it writes first to one person who agreed. 0: never.'),
    perDay: whole(0, 10)
      .optional()
      .describe('At most so often in any 24 hours; kindred.yaml may allow less, never more.'),
    minGapHours: whole(0, 168)
      .optional()
      .describe('Hours between two of them at the least; kindred.yaml may ask for more.'),
    quietHours: z
      .tuple([timeOfDay, timeOfDay], quietWords)
      .refine(([from, to]) => from !== to, quietWords)
      .optional()
      .describe("Hours on the person's clock in which it never writes first, besides those of kindred.yaml."),
    about: lines.describe('What it writes about when it does.'),
    never: lines.describe('What it never writes first about.'),
  })
  .describe('Writing first.');

export const mediaShape = z
  .strictObject({
    stickers: z
      .array(
        z.strictObject({
          set: z
            .string()
            .regex(
              /^[A-Za-z][A-Za-z0-9_]{0,63}$/u,
              'the short name of a sticker set, as in t.me/addstickers/<name>',
            ),
          emoji: z.string().trim().min(1).max(16).describe('The emoji the sticker stands for in its set.'),
          when: line.describe('When the character sends it.'),
        }),
      )
      .max(100)
      .default([]),
    album: z
      .array(
        z.strictObject({
          file: insidePath,
          caption: line.describe('What it shows, and what the character says with it.'),
          keys: keys.default([]).describe('Words that make it fit.'),
        }),
      )
      .max(500)
      .default([]),
    voice: z
      .strictObject({
        id: label.describe("The voice's name at the speech service."),
        style: line.optional().describe('How it speaks.'),
      })
      .optional(),
  })
  .describe('What it can send besides words.');

const modelWords = 'a model written provider:model, or a list of them of at most 5';
const model = z.string(modelWords).regex(/^[a-z0-9][a-z0-9-]{0,31}:\S{1,200}$/u, modelWords);
const role = z.union([model, z.array(model).min(1).max(5)], modelWords).optional();

/** As in kindred.yaml; what is not named here is as there. */
export const modelsShape = z
  .strictObject(
    Object.fromEntries(roleNames.map((name) => [name, role])) as Record<
      (typeof roleNames)[number],
      typeof role
    >,
  )
  .describe('Other models for this character than kindred.yaml names.');

export const probeShape = z.strictObject({
  ask: line.describe('A question whose answer stands in this file.'),
  holds: z
    .array(z.string().trim().min(1).max(200))
    .min(1)
    .max(10)
    .describe('What a true answer holds, each of them; "radio|radios" where either will do.'),
});

export const budgetsShape = z
  .strictObject({
    stable: whole(200, 20_000).default(2_500).describe('Identity, voice and rules together.'),
    modules: whole(0, 4_000).default(350).describe('Modules and opinions in one turn.'),
    lorebook: whole(0, 8_000).default(500).describe('Lorebook entries in one turn.'),
  })
  .describe('Most tokens each part may take of a prompt.');

export const timeZoneShape = field.timezone
  .default('UTC')
  .describe('Where it lives, as an IANA zone: Europe/Lisbon.');
