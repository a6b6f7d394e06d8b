import { z } from 'zod';

/** Fields that several settings files share. A message is what comes after "expected". */

const port = z
  .int('a port from 1 to 65535')
  .min(1, 'a port from 1 to 65535')
  .max(65535, 'a port from 1 to 65535');

const host = z
  .string('a host name or an address')
  .regex(
    /^(?=.{1,253}$)[A-Za-z0-9_.-]+$|^\[?[0-9A-Fa-f:.]+\]?$/,
    'a host name or an address, without a port',
  );

/** Where a value is found, never the value itself. */
const environmentName = z
  .string('the name of an environment variable')
  .regex(
    /^[A-Z][A-Z0-9_]{0,63}$/,
    'the name of an environment variable (capitals, digits, _), not the value itself',
  );

const baseUrl = z.string('a URL').transform((text, context) => {
  const expected = 'a URL such as https://host/path, without user, password, query or fragment';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url !== undefined && /^https?:$/.test(url.protocol) && url.hostname !== '';
  if (!plain || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  }
  return url.href.replace(/\/+$/, '');
});

const fileName = z
  .string('the path of a file or folder')
  .min(1, 'the path of a file or folder')
  .max(1000, 'the path of a file or folder')
  .refine((text) => !text.includes('\0'), 'the path of a file or folder');

const line = (most: number) =>
  z
    .string(`one line of at most ${most} characters`)
    .trim()
    .min(1, `one line of at most ${most} characters`)
    .max(most, `one line of at most ${most} characters`)
    .refine((text) => !/\p{Cc}/u.test(text), `one line of at most ${most} characters`);

const dollars = z
  .number('an amount in US dollars, such as 0.25')
  .min(0, 'an amount in US dollars, not below 0')
  .max(1_000_000, 'an amount in US dollars, at most 1000000');

const day = z.iso.date('a day such as "2026-11-22", in quotes');

/** Whole seconds in the file, milliseconds in the program. */
const seconds = (least: number, most: number) => {
  const expected = `seconds from ${least} to ${most}`;
  return z
    .number(expected)
    .min(least, expected)
    .max(most, expected)
    .transform((value) => Math.round(value * 1000));
};

const count = (least: number, most: number) => {
  const expected = `a whole number from ${least} to ${most}`;
  return z.int(expected).min(least, expected).max(most, expected);
};

const timezone = z
  .string('a time zone such as Europe/Berlin')
  .refine(isTimezone, 'a time zone such as Europe/Berlin');

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A file name without its ending, as accounts and characters are called. */
const shortName = (what: string) => {
  const expected = `the name of ${what} (small letters, digits and -, at most 32)`;
  return z.string(expected).regex(/^[a-z0-9][a-z0-9-]{0,31}$/, expected);
};

export const field = {
  port,
  host,
  environmentName,
  baseUrl,
  fileName,
  line,
  seconds,
  count,
  dollars,
  day,
  timezone,
  shortName,
} as const;
