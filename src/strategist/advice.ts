import { cutText } from '../lib/cut-text.js';
import { z } from 'zod';
import { registers } from '../character/shape/knowledge.js';
import { isSure, type Emotion, type Moment } from './moment/moment.js';
import type { RegisterChoice } from './register.js';

/** What the small model makes of a moment that the local rules are unsure about. */
const advice = z.object({
  register: z.enum(registers),
  depth: z.enum(['everyday', 'deep']),
  words: z.number().int().min(0).max(1_000),
});
export type Advice = z.output<typeof advice>;

/**
 * How likely a weighing emotion must be, while another is taken, for the small model to be asked. `npm run bench --
 * strategist` prints how often that is: about one in ten of emotional comments, far fewer in everyday chat.
 */
const doubtFrom = 0.3;
const heavy: readonly Emotion[] = ['sadness', 'fear', 'anger', 'disgust'];
/** Fewer words hold nothing a model would see and the rules would not. */
const fewestWords = 4;
/** In a language the classifier does not know only longer messages are worth a call. */
const fewestForeignWords = 20;

/** Whether the local judgement may miss something: rules decide what they recognise, only statements leave room. */
export function isUnsure(moment: Moment, words: number): boolean {
  if (moment.act !== 'statement' || words < fewestWords) return false;
  if (moment.language === null) return words >= fewestForeignWords;
  return !isSure(moment) && heavy.some((emotion) => moment.scores[emotion] >= doubtFrom);
}

/** The question to the small model; its answer is JSON of `schema`. */
export interface AdviceQuestion {
  readonly system: string;
  readonly user: string;
  readonly schema: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
  readonly maxTokens: number;
}

export function adviceQuestion(
  talk: readonly { readonly isPerson: boolean; readonly text: string }[],
  usualWords: number,
): AdviceQuestion {
  return {
    system: [
      'You read the end of a private text chat and say how the next message to the person should be. Do not answer the person.',
      'register: light (small talk), playful (joking, celebrating), tender (they are sad, afraid, lonely, hurt), serious (weighty news or thoughts), practical (they want help with something), argument (they disagree or are angry with you).',
      'depth: deep only where a careless answer would hurt, else everyday.',
      `words: how many words fit; a usual message has ${usualWords}.`,
    ].join('\n'),
    user: talk
      .map(({ isPerson, text }) => `${isPerson ? 'Person' : 'You'}: ${cutText(text, 600)}`)
      .join('\n'),
    schema: { name: 'advice', schema: adviceSchema },
    maxTokens: 60,
  };
}

const adviceSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['register', 'depth', 'words'],
  properties: {
    register: { type: 'string', enum: [...registers] },
    depth: { type: 'string', enum: ['everyday', 'deep'] },
    words: { type: 'integer' },
  },
} as const;

/** Null where the answer does not say what was asked. */
export function readAdvice(text: string): Advice | null {
  try {
    const read = advice.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The local choice as the small model corrected it; `outcome` is one code, such as `advised` or why it was not. */
export function withAdvice(choice: RegisterChoice, given: Advice | null, outcome: string): RegisterChoice {
  return { register: given?.register ?? choice.register, evidence: [...choice.evidence, outcome] };
}
