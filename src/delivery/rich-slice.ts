import type { RichText } from '../core/rich-text.js';

/** A stretch of a message without white space around it; entities are cut to what is left of them. */
export function slice(rich: RichText, from: number, to: number): RichText {
  const part = rich.text.slice(from, to);
  const lead = isWithinBlock(rich, from) ? 0 : part.length - part.trimStart().length;
  const start = from + lead;
  const end = from + part.trimEnd().length;
  if (end <= start) return { text: '', entities: [] };
  const entities = rich.entities.flatMap((entity) => {
    const begins = Math.max(entity.offset, start);
    const ends = Math.min(entity.offset + entity.length, end);
    return ends > begins ? [{ ...entity, offset: begins - start, length: ends - begins }] : [];
  });
  return { text: rich.text.slice(start, end), entities };
}

/** One after the other, with plain text between them. */
export function join(parts: readonly RichText[], between: string): RichText {
  let text = '';
  const entities: RichText['entities'][number][] = [];
  for (const [index, part] of parts.entries()) {
    if (index > 0) text += between;
    for (const entity of part.entities) entities.push({ ...entity, offset: entity.offset + text.length });
    text += part.text;
  }
  return { text, entities };
}

/** Indentation is part of code: a piece that begins inside a block keeps it. */
function isWithinBlock({ entities }: RichText, at: number): boolean {
  return entities.some(({ kind, offset, length }) => kind === 'pre' && offset <= at && at < offset + length);
}
