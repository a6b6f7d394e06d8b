import { z } from 'zod';
import { paces } from '../core/pace.js';
import { identityShape, lorebookEntryShape, moduleShape, opinionShape } from './shape/knowledge.js';
import {
  budgetsShape,
  dayShape,
  initiativeShape,
  mediaShape,
  modelsShape,
  probeShape,
  stageShape,
  timeZoneShape,
} from './shape/life.js';
import { lines } from './shape/text.js';
import { voiceShape } from './shape/voice.js';

/** A character file, schema 1. Every text is the author's and is shown to the model as written. */
export const characterSchema = z.strictObject({
  schema: z.literal(1).describe('The version of this format.'),
  name: z.string().trim().min(1).max(60).describe('What people call the character.'),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/u, 'a language code such as en or pt-BR'))
    .min(1)
    .max(20)
    .describe('Codes of the languages it writes, its own first: [en, pt-BR].'),
  timeZone: timeZoneShape,
  identity: identityShape,
  voice: voiceShape,
  rules: lines.describe('How it behaves, one rule each.'),
  opinions: z.array(opinionShape).max(200).default([]).describe('What it thinks, called up by topic.'),
  modules: z.array(moduleShape).max(100).default([]).describe('Sides of it that matter only at times.'),
  lorebook: z
    .array(lorebookEntryShape)
    .max(2_000)
    .default([])
    .describe('Facts that come up when they are talked about.'),
  relationship: z
    .array(stageShape)
    .max(12)
    .default([])
    .describe('How it is with people it knows more or less well.'),
  day: dayShape.prefault({}),
  pace: z
    .enum(paces)
    .optional()
    .describe(
      'How fast it answers: instant, brisk, or natural as a person types. Left out, as kindred.yaml says.',
    ),
  initiative: initiativeShape.prefault({}),
  greetings: z
    .array(z.string().trim().min(1).max(8_000))
    .max(50)
    .default([])
    .describe('Ways it begins a first talk. Examples for the model, never sent as they are.'),
  media: mediaShape.prefault({}),
  models: modelsShape.prefault({}),
  budgets: budgetsShape.prefault({}),
  reinforce: z
    .string('"every" and a number of turns, such as every 8')
    .regex(/^every ([2-9]|[1-9]\d{1,2})$/u, '"every" and a number of turns, such as every 8')
    .optional()
    .describe(
      'Remind the model of the voice on a fixed beat too: every 8. Left out, only when the voice drifts.',
    ),
  probes: z.array(probeShape).max(50).default([]).describe('Questions that show whether it is still itself.'),
});

/** The file as the program has it: complete, with every default. */
export type CharacterFile = z.output<typeof characterSchema>;
/** The file as an author may write it. */
export type CharacterDraft = z.input<typeof characterSchema>;

/** The fixed beat of the voice reminder in turns, or null. */
export function reinforceEvery({ reinforce }: Pick<CharacterFile, 'reinforce'>): number | null {
  return reinforce === undefined ? null : Number(reinforce.slice('every '.length));
}
