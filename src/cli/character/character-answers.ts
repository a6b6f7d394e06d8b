import { z } from 'zod';
import { characterSchema } from '../../character/schema.js';

const { shape } = characterSchema;
const identity = shape.identity.shape;

/** What a new character is made of: the fields an author knows at once. Each is as in the character file. */
export const answersShape = z.strictObject({
  name: shape.name,
  languages: shape.languages,
  timeZone: shape.timeZone,
  summary: identity.summary,
  traits: identity.traits,
  values: identity.values,
  history: identity.history,
  boundaries: identity.boundaries,
  style: shape.voice.shape.style,
  samples: shape.voice.shape.samples,
  rules: shape.rules,
  about: shape.initiative.unwrap().shape.about,
  wake: shape.day.unwrap().shape.wake,
  sleep: shape.day.unwrap().shape.sleep,
});

export type Answers = z.output<typeof answersShape>;
export type AnswersDraft = z.input<typeof answersShape>;
