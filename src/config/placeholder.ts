import type { FieldPath } from './problem.js';

/** What examples put where the owner's own value belongs. */
const placeholder =
  /^(<.*>|change[-_ ]?me|replace[-_ ]?me|your[-_ ].*|example|x{3,}|\.{3}|to[-_ ]?do|insert[-_ ].*|.*\.\.\.)$/i;

/** True for text that stands in an example and means nothing. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text.trim());
}

/** The paths of all placeholders in a value. */
export function findPlaceholders(value: unknown, path: FieldPath = []): readonly FieldPath[] {
  if (typeof value === 'string') return isPlaceholder(value) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => findPlaceholders(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => findPlaceholders(item, [...path, key]));
}
