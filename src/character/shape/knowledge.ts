import { z } from 'zod';
import { keys, label, line, lines, whole } from './text.js';

/** What a moment can call for; the strategist names one for each turn. */
export const registers = ['light', 'playful', 'tender', 'serious', 'practical', 'argument'] as const;
export type Register = (typeof registers)[number];

/** Who the character is. */
export const identityShape = z
  .strictObject({
    summary: line.describe('Who it is, in two or three sentences.'),
    traits: lines.describe('What it is like, one trait each.'),
    values: lines.describe('What it holds dear.'),
    history: lines.describe('Where it comes from, one fact each.'),
    notes: lines.describe('Anything else it knows about itself and its life.'),
    boundaries: lines.describe('What it does not do, whoever asks.'),
  })
  .describe('Who it is. Always in the prompt, word for word.');

const longText = z.string().trim().min(1).max(8_000);

export const opinionShape = z.strictObject({
  topic: label.describe('What it is about, in a word or two.'),
  keys: keys.default([]).describe('Words that call it up; the topic itself when left out.'),
  text: longText.describe('What the character thinks of it.'),
});

export const moduleShape = z.strictObject({
  name: label,
  topics: keys.default([]).describe('Words that call it up.'),
  registers: z
    .array(z.enum(registers))
    .max(registers.length)
    .default([])
    .describe('Moods of the talk that call it up.'),
  text: longText.describe('A side of the character that matters only then.'),
  priority: whole(0, 100).default(50).describe('What stays when there is room for less: the higher.'),
});

export const lorebookEntryShape = z.strictObject({
  name: label.describe('Unlike that of every other entry.'),
  keys: keys.default([]).describe('Words that call it up.'),
  secondary: keys.default([]).describe('One of these must be there too.'),
  text: longText.describe('What the character then knows.'),
  scanDepth: whole(1, 100).default(4).describe('How many of the latest messages are searched for the words.'),
  sticky: whole(0, 100).default(0).describe('For how many more turns it stays once it was called up.'),
  cooldown: whole(0, 1_000).default(0).describe('For how many turns it cannot come back once it left.'),
  priority: whole(0, 100).default(50).describe('What stays when there is room for less: the higher.'),
  budget: whole(10, 4_000)
    .optional()
    .describe('Most tokens it may take; a longer text is cut at the end of a sentence.'),
  constant: z.boolean().default(false).describe('In every prompt, whatever is talked about.'),
});

export type LorebookEntry = z.infer<typeof lorebookEntryShape>;
