/** The words the server uses when markup cannot be read; it puts `can't parse entities: ` in front. */
export class MarkupError extends Error {
  override readonly name = 'MarkupError';
}

/** Bytes of UTF-8 in front of a place, as the server counts places in its errors. */
export function byteOffset(text: string, at: number): number {
  return Buffer.byteLength(text.slice(0, at), 'utf8');
}
