import { z } from 'zod';
import { bookFrom } from './book-shape.js';
import { bag, looseText, looseTexts, looseWords } from './loose-values.js';

/**
 * The `data` of a card of any version, as far as it means something to us. Everything else stays as it is. Cards in the
 * wild leave out, set to null, or write in other shapes what they hold: only a name must be there.
 */
export const cardData = z.looseObject({
  name: z.preprocess(
    (value) => (typeof value === 'number' ? String(value) : value),
    z.string().trim().min(1),
  ),
  nickname: looseText,
  description: looseText,
  personality: looseText,
  scenario: looseText,
  first_mes: looseText,
  mes_example: looseText,
  creator_notes: looseText,
  system_prompt: looseText,
  post_history_instructions: looseText,
  alternate_greetings: looseTexts,
  group_only_greetings: looseTexts,
  tags: looseWords,
  extensions: bag,
  character_book: z.unknown().transform(bookFrom).prefault(null),
});

export type CardData = z.output<typeof cardData>;
export type CardVersion = 'V1' | 'V2' | 'V3';
