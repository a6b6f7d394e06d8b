import { createHash } from 'node:crypto';

const dimensions = 256;
/** Letters of a word that are looked at: enough for a test to find "walked" by "walking". */
const stemLetters = 5;

/** The answer to `POST /v1/embeddings`: words hashed into 256 numbers. The same text has the same vector everywhere. */
export function embeddings(body: unknown): object | null {
  if (typeof body !== 'object' || body === null || !('input' in body) || !('model' in body)) return null;
  const { input, model } = body;
  const texts: unknown[] = Array.isArray(input) ? input : [input];
  if (texts.length === 0 || !texts.every((text) => typeof text === 'string' && text !== '')) return null;
  return {
    object: 'list',
    model,
    data: texts.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(String(text)) })),
    usage: { prompt_tokens: 0, total_tokens: 0 },
  };
}

function vectorOf(text: string): number[] {
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text]) {
    const at = createHash('sha256').update(word.slice(0, stemLetters)).digest().readUInt16BE(0) % dimensions;
    vector[at] = (vector[at] ?? 0) + 1;
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
