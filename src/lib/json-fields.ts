/** JSON from a server: every field may be missing or something else. */
export type Json = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function recordIn(from: Json, field: string): Json | undefined {
  const value = from[field];
  return isRecord(value) ? value : undefined;
}

export function textIn(from: Json, field: string): string | undefined {
  const value = from[field];
  return typeof value === 'string' ? value : undefined;
}

export function numberIn(from: Json, field: string): number | undefined {
  const value = from[field];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function listIn(from: Json, field: string): readonly unknown[] {
  const value = from[field];
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

export function recordsIn(from: Json, field: string): readonly Json[] {
  return listIn(from, field).filter(isRecord);
}

/** An id as text; Telegram's fit into 52 bits by its own statement (https://core.telegram.org/bots/api#user). */
export function idIn(from: Json | undefined, field: string): string | undefined {
  const value = from === undefined ? undefined : from[field];
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined;
}

/** Undefined for what is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
