import { z } from 'zod';
import { field } from '../config/field.js';

/** How somebody of a rehearsal lives and texts. What is left out is as most people are. */
const share = (what: string) => {
  const expected = `${what}, from 0 to 1`;
  return z.number(expected).min(0, expected).max(1, expected);
};
const hour = z
  .number('an hour of the day from 0 to 24')
  .min(0, 'an hour of the day from 0 to 24')
  .max(24, 'an hour of the day from 0 to 24');

export const moods = ['easy', 'chatty', 'blunt', 'grieving', 'busy'] as const;
export type Mood = (typeof moods)[number];

const personShape = z.strictObject({
  name: field.line(40),
  language: z.enum(['en', 'ru'], 'one of en, ru').default('en'),
  zone: field.timezone.default('Europe/Berlin'),
  /** On which day of the rehearsal (from 1) they are in another zone. */
  travels: z
    .array(z.strictObject({ day: field.count(1, 366), zone: field.timezone }))
    .max(20)
    .default([]),
  /** When they are up, in hours of their own day; `from` later than `to` is a night owl. */
  awake: z.strictObject({ from: hour, to: hour }).default({ from: 7.5, to: 23.5 }),
  /** Talks a day on which they begin one, and messages of theirs in a talk, on average. */
  talksPerDay: z.number('a number from 0 to 12').min(0).max(12).default(1),
  messagesPerTalk: z.number('a number from 1 to 40').min(1).max(40).default(3),
  /** Of the days, those on which they write by themselves at all. */
  days: share('a share of days').default(0.55),
  answersOpeners: share('how often they answer when written to first').default(0.6),
  readsOpeners: share('how often they look at it without answering').default(0.3),
  /** Whether they say yes when asked whether they may be remembered and written to first. */
  agrees: z.boolean('true or false').default(true),
  mood: z.enum(moods, `one of ${moods.join(', ')}`).default('easy'),
  /** From this day on they write no more, of themselves or in answer. */
  ghostsFrom: field.count(1, 366).optional(),
  /** On this day they say the stop word. */
  stopsOn: field.count(1, 366).optional(),
  /** On this day they block the account. */
  blocksOn: field.count(1, 366).optional(),
  saysGoodNight: share('how often the last talk of a day ends with good night').default(0.4),
});

export type Habits = z.infer<typeof personShape>;

export const peopleShape = z.strictObject({
  people: z
    .array(personShape)
    .min(1, 'at least one person')
    .max(200, 'at most 200 people')
    .refine((people) => new Set(people.map(({ name }) => name)).size === people.length, 'every name once'),
});
