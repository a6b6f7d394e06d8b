import { z } from 'zod';
import { field } from '../field.js';

const words =
  'none, { provider: an endpoint of models.endpoints, model: a model } or { local: a model in data/models }';

const model = z.string(words).regex(/^[\w.:/@-]{1,200}$/u, words);

/** `embedder` in kindred.yaml: what finds messages by meaning as well as by words; see docs/recall.md. */
export const embedderSection = z
  .union(
    [
      z.literal('none').transform(() => null),
      z.strictObject({ provider: field.line(32), model }),
      z.strictObject({ local: model.refine((name) => !name.includes('..'), words) }),
    ],
    words,
  )
  .default(null);

/** Null for words alone. */
export type EmbedderConfig =
  { readonly provider: string; readonly model: string } | { readonly local: string } | null;
