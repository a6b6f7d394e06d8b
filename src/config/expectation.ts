import { z } from 'zod';
import { closestWord } from './closest-word.js';
import { describeValue } from './describe-value.js';
import type { FieldPath } from './problem.js';

/** What a schema found wrong, before it is known where in the file that is. */
export interface Mismatch {
  readonly path: FieldPath;
  /** True when the key itself is wrong and not its value. */
  readonly key: boolean;
  readonly expected: string;
  readonly got: string;
  readonly remedy?: string;
}

/**
 * Checks a value against a schema; mismatches are worded as "expected ..., got ...".
 * A message given in the schema itself is taken as the words after "expected".
 */
export function checkAgainst<T>(
  schema: z.ZodType<T>,
  value: unknown,
):
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly mismatches: readonly Mismatch[] } {
  const result = schema.safeParse(value, { error: expectation });
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, mismatches: result.error.issues.flatMap((issue) => mismatchesOf(issue, [], value)) };
}

type Issue = z.core.$ZodIssue;

function mismatchesOf(issue: Issue, above: FieldPath, value: unknown): readonly Mismatch[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(', ');
    return issue.keys.map((key) => {
      const meant = closestWord(key, known);
      return {
        path: [...path, key],
        key: true,
        expected: `one of ${issue.message}`,
        got: 'an unknown field',
        ...(meant === undefined ? {} : { remedy: `did you mean ${meant}?` }),
      };
    });
  }
  if (issue.code === 'invalid_union') {
    // The alternative that was followed furthest is the one that was meant.
    const inside = issue.errors.find((issues) => issues.some((one) => one.path.length > 0));
    if (inside !== undefined) return inside.flatMap((one) => mismatchesOf(one, path, value));
    if (issue.discriminator !== undefined) {
      const full = [
        ...path.slice(0, path.at(-1) === issue.discriminator ? -1 : undefined),
        issue.discriminator,
      ];
      return [
        { path: full, key: false, expected: issue.message, got: describeValue(valueAt(value, full), full) },
      ];
    }
  }
  if (issue.code === 'invalid_key') {
    return [{ path, key: true, expected: issue.issues[0]?.message ?? issue.message, got: 'another name' }];
  }
  return [{ path, key: false, expected: issue.message, got: describeValue(valueAt(value, path), path) }];
}

function valueAt(value: unknown, path: FieldPath): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Readonly<Record<string | number, unknown>>)[step];
  }
  return here;
}

/** Words for what zod itself checks; zod prefers a message stated in the schema. */
function expectation(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? issue.expected;
    case 'too_small':
      return limitWords('at least', issue.minimum, issue.origin);
    case 'too_big':
      return limitWords('at most', issue.maximum, issue.origin);
    case 'invalid_value':
      return issue.values.length === 1
        ? String(issue.values[0])
        : `one of ${issue.values.map((value) => String(value)).join(', ')}`;
    case 'unrecognized_keys':
      return knownKeys(issue.inst).join(', ');
    case 'invalid_union':
      return unionWords(issue.inst);
    default:
      return 'another value';
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
};

function limitWords(limit: string, count: number | bigint, origin: string): string {
  if (origin === 'string') return `text of ${limit} ${count} characters`;
  if (origin === 'array' || origin === 'set') return `a list of ${limit} ${count}`;
  return `${limit} ${count}`;
}

function knownKeys(schema: unknown): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function unionWords(schema: unknown): string {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return 'another value';
  const { discriminator } = schema.def;
  const words = schema.options.flatMap((option) => {
    const field: unknown = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
    const literal = field instanceof z.ZodOptional ? field.unwrap() : field;
    return literal instanceof z.ZodLiteral ? [...literal.values].map((value) => String(value)) : [];
  });
  return `one of ${words.join(', ')}`;
}
