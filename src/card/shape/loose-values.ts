import { z } from 'zod';

/** Values of strangers' files: whatever stands there becomes what is wanted of it, or nothing. None of these ever fails. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text: also a number, a list of paragraphs, or an object that holds the text. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value))
    return value
      .map(textOf)
      .filter((part) => part !== '')
      .join('\n');
  if (!isObject(value)) return '';
  const inner = ['text', 'content', 'value', 'message', 'en'].find((key) => typeof value[key] === 'string');
  return inner === undefined ? '' : String(value[inner]);
}

/** Texts: also one text alone. */
function textsOf(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value)
    ? value
    : isObject(value) && textOf(value) === ''
      ? Object.values(value)
      : [value];
  return list.map(textOf).filter((text) => text !== '');
}

/** Words such as keys and tags: also in one text, with commas between them. */
export function wordsOf(value: unknown): string[] {
  const list = typeof value === 'string' ? value.split(/[,\n，、]/u) : textsOf(value);
  return list.map((word) => word.trim()).filter((word) => word !== '');
}

/** Yes or no: also as a word or a number. */
export function flagOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === 0) return value === 1;
  if (typeof value !== 'string') return undefined;
  if (/^\s*(?:true|yes|on|1)\s*$/iu.test(value)) return true;
  return /^\s*(?:false|no|off|0)\s*$/iu.test(value) ? false : undefined;
}

/** A number: also in a text. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export const looseText = z.unknown().transform(textOf).prefault('');
export const looseTexts = z.unknown().transform(textsOf).prefault([]);
export const looseWords = z.unknown().transform(wordsOf).prefault([]);
export const bag = z
  .unknown()
  .transform((value) => (isObject(value) ? value : {}))
  .prefault({});
