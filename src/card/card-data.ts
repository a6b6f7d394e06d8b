import { z } from 'zod';

/** Cards in the wild leave out, or set to null, what they do not use. */
const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => value ?? '');
const texts = z
  .union([z.array(z.string().nullish()), z.string().transform((value) => value.split(','))])
  .nullish()
  .transform((values) => (values ?? []).filter((value) => typeof value === 'string').map((value) => value));
const flag = z.boolean().nullish().catch(undefined);
const number = z.number().nullish().catch(undefined);
const bag = z
  .record(z.string(), z.unknown())
  .nullish()
  .catch({})
  .transform((value) => value ?? {});

const bookEntry = z.looseObject({
  keys: texts,
  secondary_keys: texts,
  content: text,
  enabled: flag,
  insertion_order: number,
  priority: number,
  constant: flag,
  selective: flag,
  case_sensitive: flag,
  use_regex: flag,
  name: text,
  comment: text,
  extensions: bag,
});

const book = z.looseObject({
  scan_depth: number,
  token_budget: number,
  recursive_scanning: flag,
  entries: z.array(bookEntry),
});

/** The `data` of a card of any version, as far as it means something to us. Everything else stays as it is. */
export const cardData = z.looseObject({
  name: z.string().trim().min(1),
  nickname: text,
  description: text,
  personality: text,
  scenario: text,
  first_mes: text,
  mes_example: text,
  creator_notes: text,
  system_prompt: text,
  post_history_instructions: text,
  alternate_greetings: texts,
  group_only_greetings: texts,
  tags: texts,
  extensions: bag,
  character_book: book.nullish(),
});

export type CardData = z.output<typeof cardData>;
export type CardBookEntry = z.output<typeof bookEntry>;
export type CardVersion = 'V1' | 'V2' | 'V3';
