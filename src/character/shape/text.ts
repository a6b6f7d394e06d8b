import { z } from 'zod';

/** One thing an author says: a sentence or a short paragraph. */
export const line = z.string().trim().min(1).max(2_000);

/** A list of such things, empty when left out. */
export const lines = z.array(line).max(100).default([]);

/** A name by which other parts of the file and reports speak of something. */
export const label = z.string().trim().min(1).max(80);

const keyWords = 'a word or phrase of at most 80 characters';

/**
 * What calls something up when a person writes it. Capitals and accents do not count; `music*` means every word that
 * begins so. Chinese, Japanese, Korean and other scripts without spaces are looked for inside of words.
 */
export const keys = z.array(z.string(keyWords).trim().min(1, keyWords).max(80, keyWords)).max(100);

export const whole = (least: number, most: number) => {
  const expected = `a whole number from ${least} to ${most}`;
  return z.int(expected).min(least, expected).max(most, expected);
};

const clockWords = 'a time of day such as "07:30", in quotes';

/** A time of day on the character's own clock. */
export const timeOfDay = z.string(clockWords).regex(/^([01]\d|2[0-3]):[0-5]\d$/u, clockWords);

const pathWords = 'the path of a file beside the character, such as "album/beach.jpg", without ".."';

/** A file that comes with the character. Never outside of its folder; links are looked through where the file is opened. */
export const insidePath = z
  .string(pathWords)
  .min(1, pathWords)
  .max(200, pathWords)
  .refine(
    (path) =>
      !/[\\\0:]/u.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..'),
    pathWords,
  );
