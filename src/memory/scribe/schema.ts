import { z } from 'zod';
import { memoryKinds, specialCategories } from '../../store/memory/memory-schema.js';
import { feltEmotions } from '../kinds.js';

const share = z.number().min(0).max(1);

/** One thing the scribe wants remembered. */
export const itemSchema = z.strictObject({
  kind: z.enum(memoryKinds),
  text: z.string().trim().min(3).max(240),
  subject: z.string().trim().min(2).max(60),
  sources: z.array(z.number().int().positive()).min(1).max(8),
  speaker: z.enum(['person', 'character']),
  said: z.enum(['own', 'passed-on', 'asked-to-remember']),
  confidence: share,
  importance: share,
  due: z.string().max(25).nullable(),
  emotion: z.enum(feltEmotions).nullable(),
  intensity: share.nullable(),
  category: z.enum(['none', ...specialCategories]),
});
export type ScribeItem = z.output<typeof itemSchema>;

/** Something left open between the two, or one that is not open any more. */
export const threadSchema = z.strictObject({
  text: z.string().trim().min(3).max(140),
  source: z.number().int().positive(),
});

const answerShape = z.strictObject({
  memories: z.array(itemSchema).max(30),
  open: z.array(threadSchema).max(6),
  settled: z.array(z.number().int().positive()).max(12),
});

/** The outer shape alone: what is wrong inside an item is the item's fault and not the answer's. */
export const answerSchema = z.strictObject({
  memories: z.array(z.unknown()).max(30),
  open: z.array(z.unknown()).max(12),
  settled: z.array(z.number().int().positive()).max(30),
});

const limits = new Set([
  '$schema',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
]);

/** For models with structured output. They take types, choices and required fields, but no limits. */
export const scribeSchema = {
  name: 'memories',
  schema: withoutLimits(z.toJSONSchema(answerShape)) as Readonly<Record<string, unknown>>,
} as const;

function withoutLimits(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutLimits);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !limits.has(key))
      .map(([key, value]) => [key, withoutLimits(value)]),
  );
}
