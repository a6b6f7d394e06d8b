import { z } from 'zod';

/** A hundred years of keeping are none. */
const mostDays = 3_650;
const expected = `whole days from 1 to ${mostDays}, or keep`;

const days = (usual: number) =>
  z
    .union([z.literal('keep'), z.int(expected).min(1, expected).max(mostDays, expected)], expected)
    .default(usual)
    .transform((value) => (value === 'keep' ? null : value));

/**
 * `retention` in kindred.yaml: for how many days what is kept; `keep` for as long as nobody asks to have it deleted. The
 * usual ones are what the purpose needs (GDPR art. 5(1)(e)): a talk that is picked up after a year is still one; what was
 * sent to a model is looked at when something went wrong with it, within a quarter; whoever may not be served needs nothing
 * of theirs remembered.
 */
export const retentionSection = z
  .strictObject({
    /** The words of both sides. What is remembered of them goes when the person says so. */
    messages: days(730),
    /** What was sent to a model in a turn, what came back, and what was found in it. */
    turnRecords: days(90),
    /** What came with a message besides words: descriptions, names of files. */
    media: days(180),
    /** The database that a restored backup took the place of. */
    replacedDatabases: days(30),
    /** Everything of a person who is locked for their age, after the lock. */
    lockedMinors: days(30),
  })
  .prefault({});

/** In days; null: kept. */
export type RetentionDays = z.output<typeof retentionSection>;
