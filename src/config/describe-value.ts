import type { FieldPath } from './problem.js';

/** Fields whose value is nobody's business, right or wrong. */
const privateField = /key|hash|secret|password|passphrase|token|session|phone/i;
/** Longer than any word we expect and shorter than any key: an API hash has 32 characters, the shortest keys about as many. */
const longestShown = 24;

/**
 * What stands where something else was expected, in a few words.
 * Text is shown only when it is short and ordinary, so that a key pasted into the wrong field is not repeated in an error.
 */
export function describeValue(value: unknown, path: FieldPath): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'an empty value';
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return 'a mapping';
  const hidden = path.some((step) => typeof step === 'string' && privateField.test(step));
  if (typeof value === 'number') return hidden ? 'a number' : String(value);
  if (typeof value !== 'string') return 'something else';
  if (value === '') return 'empty text';
  if (hidden || value.length > longestShown || !/^[\p{L}\p{N} .,:/_+<>-]*$/u.test(value)) {
    return `text of ${value.length} characters`;
  }
  return `"${value}"`;
}
