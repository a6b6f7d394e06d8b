import type { Entity, FormattedText } from './entity.js';

/** What the server makes of a text before it stores it: no control characters, no space around it. */
export function trimmed({ text, entities }: FormattedText): FormattedText {
  const cleaned = text
    .replace(/\r/g, '')
    .replace(/\p{Cc}/gu, (control) => (control === '\n' ? control : ' '));
  const kept = cleaned.length === text.length ? entities : withoutReturns(text, entities);
  const start = cleaned.length - cleaned.trimStart().length;
  const end = cleaned.trimEnd().length;
  const moved = kept.flatMap((entity) => {
    const from = Math.max(entity.offset, start);
    const to = Math.min(entity.offset + entity.length, end);
    return to > from ? [{ ...entity, offset: from - start, length: to - from }] : [];
  });
  return { text: cleaned.trim(), entities: moved };
}

function withoutReturns(text: string, entities: readonly Entity[]): Entity[] {
  const before = (at: number): number => at - (text.slice(0, at).match(/\r/g)?.length ?? 0);
  return entities.map((entity) => {
    const offset = before(entity.offset);
    return { ...entity, offset, length: before(entity.offset + entity.length) - offset };
  });
}
