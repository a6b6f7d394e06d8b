import { GraphRefusal } from './graph-error.js';

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** @throws GraphRefusal as the service answers a parameter that is not there */
export function needed(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new GraphRefusal(value === undefined ? 131008 : 131009, `(#100) The parameter ${name} is required.`);
}
