import { z } from 'zod';

/** How a model's thinking shows in its answer. */
export const thinkingForms = [
  'tags',
  'thinking-tags',
  'closing-tag',
  'unclosed',
  'channel',
  'words',
  'field',
  'other-field',
  'parts',
] as const;
export type ThinkingForm = (typeof thinkingForms)[number];

/** How a server says that it refuses a parameter. Each is a real server's; see `errorBody`. */
export const errorShapes = [
  'openai',
  'detail-list',
  'detail-text',
  'string',
  'list',
  'flat',
  'nested',
  'plain-text',
  'nothing',
] as const;
export type ErrorShape = (typeof errorShapes)[number];

const count = z.number().int().min(1);

/**
 * What is odd about the server, from now on and for both protocols: how servers and models behave that nobody here made.
 * Values that JSON can carry; what is absent is as it should be.
 */
export const oddTerms = z.strictObject({
  /** Thinks before it speaks, in this form, with these words. */
  thinking: z.strictObject({ form: z.enum(thinkingForms), text: z.string().optional() }).optional(),
  /** Tokens of thinking that count towards the limit of the answer; without room behind them there is no answer. */
  thinkingTokens: count.optional(),
  /** Tokens of context it was started with. `cut`: a longer prompt is shortened without a word; `refuse`: a 400. */
  context: z.strictObject({ tokens: count, when: z.enum(['cut', 'refuse']) }).optional(),
  /** Milliseconds that its model loads at the first request; who goes away meanwhile makes it begin anew. */
  loadsFor: count.optional(),
  /** Names of parameters that it refuses, and how it says so. */
  refuses: z
    .strictObject({
      parameters: z.array(z.string()).min(1),
      shape: z.enum(errorShapes),
      status: z.number().int().optional(),
    })
    .optional(),
  /** Prose where JSON was asked for: always, or but for those who ask for a code fence. */
  prose: z.enum(['always', 'unless-fenced']).optional(),
  /** Takes pictures and does not look at them. */
  blind: z.literal(true).optional(),
  /** Words it refuses, wherever they stand in the talk. */
  refusesWords: z.array(z.string().min(1)).min(1).optional(),
  /** A first answer breaks off and a second begins in the same stream. */
  splices: z.string().optional(),
  /** Never ends: the answer over and over, thinking over and over, or one line without an end. */
  endless: z.enum(['text', 'thinking', 'line']).optional(),
  /** Sends whoever asks to this address. */
  redirectsTo: z.string().optional(),
});
export type OddTerms = z.infer<typeof oddTerms>;
