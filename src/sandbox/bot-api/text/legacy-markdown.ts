import { byteOffset, MarkupError } from './markup-error.js';
import type { Entity, FormattedText } from './entity.js';
import { linkTarget } from './link-target.js';

const TYPES: Readonly<Record<string, string>> = { _: 'italic', '*': 'bold', '`': 'code', '```': 'pre' };

/** The old Markdown mode, which knows no nesting: https://core.telegram.org/bots/api#markdown-style. */
export function parseLegacyMarkdown(source: string): FormattedText {
  let text = '';
  let at = 0;
  const entities: Entity[] = [];
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === '\\' && '_*`['.includes(source.charAt(at + 1)) && at + 1 < source.length) {
      text += source.charAt(at + 1);
      at += 2;
      continue;
    }
    if (!'_*`['.includes(char)) {
      text += char;
      at += 1;
      continue;
    }
    const mark = source.startsWith('```', at) ? '```' : char;
    const from = at + mark.length;
    const end = source.indexOf(mark === '[' ? ']' : mark, from);
    if (end < 0) {
      throw new MarkupError(`Can't find end of the entity starting at byte offset ${byteOffset(source, at)}`);
    }
    const offset = text.length;
    const inside = source.slice(from, end);
    text += inside;
    at = end + (mark === '[' ? 1 : mark.length);
    if (mark === '[') {
      const target = /^\(([^)]*)\)/.exec(source.slice(at));
      at += target?.[0].length ?? 0;
      const url = linkTarget(target?.[1] ?? inside);
      if (url !== undefined && inside !== '') {
        entities.push({ type: 'text_link', offset, length: inside.length, url });
      }
    } else if (inside !== '') {
      entities.push({ type: TYPES[mark] ?? 'code', offset, length: inside.length });
    }
  }
  return { text, entities };
}
