import { byteOffset, MarkupError } from './markup-error.js';
import { inOrder, type Entity, type FormattedText } from './entity.js';
import { linkTarget } from './link-target.js';

/** https://core.telegram.org/bots/api#html-style. */
const SIMPLE: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  u: 'underline',
  ins: 'underline',
  'tg-spoiler': 'spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};
const OTHERS: ReadonlySet<string> = new Set(['a', 'span', 'tg-emoji']);

interface OpenTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Where the text inside begins, in UTF-16 units of the result. */
  readonly offset: number;
}

/** Reads HTML as the server does: no text outside of its own tags, unclosed tags are errors. */
export function parseHtml(source: string): FormattedText {
  let text = '';
  const open: OpenTag[] = [];
  const entities: Entity[] = [];
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === '&') {
      const [decoded, end] = reference(source, at);
      text += decoded;
      at = end;
    } else if (char !== '<') {
      text += char;
      at += 1;
    } else if (source.charAt(at + 1) === '/') {
      at = closeTag(at);
    } else {
      const [tag, end] = startTag(source, at, text.length);
      open.push(tag);
      at = end;
    }
  }
  const left = open.at(-1);
  if (left !== undefined)
    throw new MarkupError(`Can't find end tag corresponding to start tag "${left.name}"`);
  return { text, entities: inOrder(withCodeLanguage(entities)) };

  function closeTag(from: number): number {
    const tag = open.pop();
    if (tag === undefined)
      throw new MarkupError(`Unexpected end tag at byte offset ${byteOffset(source, from)}`);
    const found = /^<\/([^\s>]*)\s*>/.exec(source.slice(from));
    if (found === null) throw new MarkupError(`Unclosed end tag at byte offset ${byteOffset(source, from)}`);
    const name = (found[1] ?? '').toLowerCase();
    if (name !== '' && name !== tag.name) {
      throw new MarkupError(
        `Unmatched end tag at byte offset ${byteOffset(source, from)}, expected "</${tag.name}>", found "</${name}>"`,
      );
    }
    const length = text.length - tag.offset;
    if (length > 0) entities.push(...entityOf(tag, text.slice(tag.offset), length));
    return from + found[0].length;
  }
}

function startTag(source: string, from: number, offset: number): [OpenTag, number] {
  const where = byteOffset(source, from);
  const found = /^<([^\s>]*)/.exec(source.slice(from));
  const name = (found?.[1] ?? '').toLowerCase();
  let at = from + 1 + name.length;
  if (at >= source.length) throw new MarkupError(`Unclosed start tag at byte offset ${where}`);
  if (SIMPLE[name] === undefined && !OTHERS.has(name)) {
    throw new MarkupError(`Unsupported start tag "${name}" at byte offset ${where}`);
  }
  const attributes = new Map<string, string>();
  for (;;) {
    at = skipSpace(source, at);
    if (at >= source.length) throw new MarkupError(`Unclosed start tag "${name}" at byte offset ${where}`);
    if (source.charAt(at) === '>') break;
    const key = /^[^\s=>/"']+/.exec(source.slice(at))?.[0];
    if (key === undefined) {
      throw new MarkupError(
        `Empty attribute name in the tag "${name}" at byte offset ${byteOffset(source, at)}`,
      );
    }
    at = skipSpace(source, at + key.length);
    if (source.charAt(at) !== '=') {
      attributes.set(key.toLowerCase(), '');
      continue;
    }
    const [value, end] = attributeValue(source, skipSpace(source, at + 1), name);
    attributes.set(key.toLowerCase(), value);
    at = end;
  }
  if (name === 'span' && attributes.get('class') !== 'tg-spoiler') {
    throw new MarkupError(`Tag "span" must have class "tg-spoiler" at byte offset ${where}`);
  }
  return [{ name, attributes, offset }, at + 1];
}

function attributeValue(source: string, from: number, tag: string): [string, number] {
  const quote = source.charAt(from);
  if (quote !== '"' && quote !== "'") {
    const bare = /^[A-Za-z0-9.-]*/.exec(source.slice(from))?.[0] ?? '';
    return [bare.toLowerCase(), from + bare.length];
  }
  let value = '';
  let at = from + 1;
  while (at < source.length && source.charAt(at) !== quote) {
    if (source.charAt(at) === '&') {
      const [decoded, end] = reference(source, at);
      value += decoded;
      at = end;
    } else {
      value += source.charAt(at);
      at += 1;
    }
  }
  if (at >= source.length) {
    throw new MarkupError(`Unclosed start tag "${tag}" at byte offset ${byteOffset(source, from)}`);
  }
  return [value, at + 1];
}

function skipSpace(source: string, from: number): number {
  return from + (/^\s*/.exec(source.slice(from))?.[0].length ?? 0);
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** A character reference; what is none stays as it stands. The closing semicolon may be missing. */
function reference(source: string, at: number): [string, number] {
  const rest = source.slice(at);
  const numeric = /^&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));?/i.exec(rest);
  if (numeric !== null) {
    const code = numeric[1] === undefined ? Number(numeric[2]) : parseInt(numeric[1], 16);
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    if (isCharacter) return [String.fromCodePoint(code), at + numeric[0].length];
  }
  const named = /^&([a-z]+);?/i.exec(rest);
  const character = NAMED[(named?.[1] ?? '').toLowerCase()];
  return named === null || character === undefined ? ['&', at + 1] : [character, at + named[0].length];
}

function entityOf({ name, attributes, offset }: OpenTag, inside: string, length: number): Entity[] {
  switch (name) {
    case 'a': {
      const url = linkTarget(attributes.get('href') ?? inside);
      if (url === undefined) return [];
      const user = /^tg:\/\/user\?id=([0-9]+)/.exec(url)?.[1];
      return user === undefined
        ? [{ type: 'text_link', offset, length, url }]
        : [{ type: 'text_mention', offset, length, userId: Number(user) }];
    }
    case 'span':
      return [{ type: 'spoiler', offset, length }];
    case 'tg-emoji': {
      const customEmojiId = attributes.get('emoji-id') ?? '';
      if (!/^[1-9][0-9]*$/.test(customEmojiId)) {
        throw new MarkupError('Invalid custom emoji identifier specified');
      }
      return [{ type: 'custom_emoji', offset, length, customEmojiId }];
    }
    case 'blockquote':
      return [
        { type: attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote', offset, length },
      ];
    case 'code': {
      const language = /^language-(.+)$/.exec(attributes.get('class') ?? '')?.[1];
      return [{ type: 'code', offset, length, ...(language === undefined ? {} : { language }) }];
    }
    default:
      return [{ type: SIMPLE[name] ?? name, offset, length }];
  }
}

/** `pre` and `code` around the same text are one block with a language; a language alone says nothing. */
function withCodeLanguage(entities: readonly Entity[]): Entity[] {
  const isTwin = (one: Entity, type: string, other: Entity): boolean =>
    one.type === type && one.offset === other.offset && one.length === other.length;
  return entities.flatMap((entity) => {
    if (entity.type === 'pre') {
      const code = entities.find((other) => isTwin(other, 'code', entity) && other.language !== undefined);
      return [code?.language === undefined ? entity : { ...entity, language: code.language }];
    }
    if (entity.type !== 'code' || entity.language === undefined) return [entity];
    const isInPre = entities.some((other) => isTwin(other, 'pre', entity));
    return isInPre ? [] : [{ type: 'code', offset: entity.offset, length: entity.length }];
  });
}
