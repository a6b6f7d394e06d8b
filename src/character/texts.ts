import type { FieldPath } from '../config/problem.js';

/** Every text in a value with its path, in order. */
export function textsOf(
  value: unknown,
  path: FieldPath = [],
): readonly { readonly path: FieldPath; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => textsOf(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) => textsOf(item, [...path, key]));
}
