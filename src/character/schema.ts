import { z } from 'zod';
import { field } from '../config/field.js';

const line = z.string().trim().min(1).max(2_000);
const lines = z.array(line).max(100).default([]);

/** A character file, schema 1. Every text is the author's and is shown to the model as written. */
export const characterSchema = z.strictObject({
  schema: z.literal(1),
  /** What people call the character. */
  name: z.string().trim().min(1).max(60),
  /** BCP 47 codes the character speaks, its own first. */
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/u, 'a language code such as en or pt-BR'))
    .min(1),
  /** IANA zone the character lives in. */
  timeZone: field.timezone.default('UTC'),
  identity: z.strictObject({
    summary: line,
    traits: lines,
    values: lines,
    history: lines,
    boundaries: lines,
  }),
  voice: z.strictObject({
    style: line,
    habits: lines,
    never: lines,
    /** Lines the character would really send: the strongest hint there is. */
    samples: z.array(line).min(3).max(100),
  }),
  rules: lines,
});

export type CharacterFile = z.infer<typeof characterSchema>;
