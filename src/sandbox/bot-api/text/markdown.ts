import { byteOffset, MarkupError } from './markup-error.js';
import { inOrder, type Entity, type FormattedText } from './entity.js';
import { linkTarget } from './link-target.js';

const RESERVED = ']()>#+-=|{}.!';
const NAMES = {
  bold: 'Bold',
  italic: 'Italic',
  underline: 'Underline',
  strikethrough: 'Strikethrough',
  spoiler: 'Spoiler',
  code: 'Code',
  pre: 'Pre',
  precode: 'PreCode',
  link: 'TextUrl',
  emoji: 'CustomEmoji',
} as const;

type Kind = keyof typeof NAMES;

interface OpenMark {
  readonly kind: Kind;
  /** In the source, for errors. */
  readonly at: number;
  readonly offset: number;
  readonly language?: string;
}

interface Quote {
  readonly offset: number;
}

/** MarkdownV2: https://core.telegram.org/bots/api#markdownv2-style. */
export function parseMarkdownV2(source: string): FormattedText {
  let text = '';
  let at = 0;
  let quote: Quote | undefined;
  let isLineStart = true;
  const open: OpenMark[] = [];
  const entities: Entity[] = [];

  while (at < source.length) {
    const char = source.charAt(at);
    const inCode = insideCode();
    if (isEscape(source, at)) {
      text += source.charAt(at + 1);
      at += 2;
      isLineStart = false;
      continue;
    }
    if (!inCode && isLineStart) {
      if (char === '>' || source.startsWith('**>', at)) {
        quote ??= { offset: text.length };
        at += char === '>' ? 1 : 3;
        isLineStart = false;
        continue;
      }
      if (quote !== undefined) endQuote(false);
    }
    isLineStart = false;
    if (inCode ? source.startsWith(closing(), at) : '_*[~`|]!'.includes(char) && isMark(char)) {
      at = mark(char);
      continue;
    }
    if (!inCode && RESERVED.includes(char)) {
      throw new MarkupError(`Character '${char}' is reserved and must be escaped with the preceding '\\'`);
    }
    text += char;
    at += 1;
    if (char === '\n' && !inCode) {
      if (quote !== undefined && open.some((one) => one.offset >= (quote?.offset ?? 0))) {
        const [first] = open.filter((one) => one.offset >= (quote?.offset ?? 0));
        if (first !== undefined && !source.startsWith('>', at)) throw unended(first);
      }
      isLineStart = true;
    }
  }
  const left = open.at(-1);
  if (left !== undefined) throw unended(left);
  if (quote !== undefined) endQuote(false);
  return { text, entities: inOrder(entities) };

  function insideCode(): boolean {
    const kind = open.at(-1)?.kind;
    return kind === 'code' || kind === 'pre' || kind === 'precode';
  }

  function closing(): string {
    return open.at(-1)?.kind === 'code' ? '`' : '```';
  }

  function isMark(char: string): boolean {
    if (char === '|') return source.startsWith('||', at);
    if (char === '!') return source.startsWith('![', at);
    if (char === ']') return open.some((one) => one.kind === 'link' || one.kind === 'emoji');
    return true;
  }

  function mark(char: string): number {
    const from = at;
    if (char === '|' && quote !== undefined && isQuoteEnd(from)) {
      endQuote(true);
      return from + 2;
    }
    const kind = kindAt(char);
    const top = open.at(-1);
    const isClosing =
      top !== undefined &&
      (top.kind === kind ||
        (kind === 'pre' && top.kind === 'precode') ||
        (char === ']' && (top.kind === 'link' || top.kind === 'emoji')));
    if (isClosing) return close(top, from);
    if (char === ']') throw unended(top ?? { kind: 'link', at: from, offset: 0 });
    const width = widthOf(kind);
    if (kind === 'pre') {
      const found = /^([^\s`]*)(\r\n|\n\r|\r|\n)?/.exec(source.slice(from + width));
      const language = found?.[1] ?? '';
      const follows = source.charAt(from + width + language.length);
      if (language !== '' && follows !== '`' && follows !== '') {
        open.push({ kind: 'precode', at: from, offset: text.length, language });
        return from + width + (found?.[0].length ?? 0);
      }
      open.push({ kind, at: from, offset: text.length });
      return from + width + (language === '' ? (found?.[2]?.length ?? 0) : 0);
    }
    open.push({ kind, at: from, offset: text.length });
    return from + width;
  }

  /** `||` at the end of a quotation makes it an expandable one, where no spoiler is open. */
  function isQuoteEnd(from: number): boolean {
    const end = source.charAt(from + 2);
    return (end === '\n' || end === '') && !open.some((one) => one.kind === 'spoiler');
  }

  function kindAt(char: string): Kind {
    if (char === '_') {
      // Two are always taken together, from the left: https://core.telegram.org/bots/api#markdownv2-style.
      return source.startsWith('__', at) ? 'underline' : 'italic';
    }
    if (char === '*') return 'bold';
    if (char === '~') return 'strikethrough';
    if (char === '|') return 'spoiler';
    if (char === '!') return 'emoji';
    if (char === '`') {
      const top = open.at(-1)?.kind;
      return top !== 'code' && source.startsWith('```', at) ? 'pre' : 'code';
    }
    return 'link';
  }

  function close(top: OpenMark, from: number): number {
    open.pop();
    const { offset } = top;
    const length = text.length - offset;
    if (top.kind === 'link' || top.kind === 'emoji') return closeLink(top, from, length);
    if (length > 0) {
      entities.push({
        type: top.kind === 'precode' ? 'pre' : top.kind,
        offset,
        length,
        ...(top.language === undefined ? {} : { language: top.language }),
      });
    }
    return from + widthOf(top.kind);
  }

  function closeLink({ kind, offset }: OpenMark, from: number, length: number): number {
    const inside = text.slice(offset);
    if (source.charAt(from + 1) !== '(') {
      if (kind === 'emoji') throw new MarkupError('Custom emoji entity must contain a tg://emoji URL');
      const url = linkTarget(inside);
      if (url !== undefined && length > 0) entities.push({ type: 'text_link', offset, length, url });
      return from + 1;
    }
    let address = '';
    let end = from + 2;
    while (end < source.length && source.charAt(end) !== ')') {
      const isEscaped = isEscape(source, end);
      address += source.charAt(isEscaped ? end + 1 : end);
      end += isEscaped ? 2 : 1;
    }
    if (end >= source.length) {
      throw new MarkupError(
        `Can't find end of a ${kind === 'emoji' ? 'custom emoji ' : ''}URL at byte offset ${byteOffset(source, from + 2)}`,
      );
    }
    if (length > 0) entities.push(...linked(kind, address, offset, length));
    return end + 1;
  }

  function endQuote(isExpandable: boolean): void {
    if (quote === undefined) return;
    const { offset } = quote;
    quote = undefined;
    const length = text.length - offset;
    const type = isExpandable ? 'expandable_blockquote' : 'blockquote';
    if (length > 0) entities.push({ type, offset, length });
  }

  function unended({ kind, at: from }: OpenMark): MarkupError {
    return new MarkupError(
      `Can't find end of ${NAMES[kind]} entity at byte offset ${byteOffset(source, from)}`,
    );
  }
}

function linked(kind: Kind, address: string, offset: number, length: number): Entity[] {
  if (kind === 'emoji') return [{ type: 'custom_emoji', offset, length, customEmojiId: emojiOf(address) }];
  const url = linkTarget(address);
  if (url === undefined) return [];
  const user = /^tg:\/\/user\?id=([0-9]+)/.exec(url)?.[1];
  return user === undefined
    ? [{ type: 'text_link', offset, length, url }]
    : [{ type: 'text_mention', offset, length, userId: Number(user) }];
}

function emojiOf(address: string): string {
  if (!/^tg:/i.test(address)) throw new MarkupError('Custom emoji URL must have scheme tg');
  if (!/^tg:(\/\/)?emoji(?=[?#/]|$)/i.test(address)) {
    throw new MarkupError('Custom emoji URL must have host "emoji"');
  }
  const query = new URLSearchParams(address.split('#', 1)[0]?.split('?')[1] ?? '');
  const id = query.get('id');
  if (id === null) throw new MarkupError('Custom emoji URL must have an emoji identifier');
  if (!/^[1-9][0-9]*$/.test(id)) throw new MarkupError('Invalid custom emoji identifier specified');
  return id;
}

function widthOf(kind: Kind): number {
  if (kind === 'pre' || kind === 'precode') return 3;
  return kind === 'underline' || kind === 'spoiler' || kind === 'emoji' ? 2 : 1;
}

/** A backslash in front of any character with a code from 1 to 126 takes its meaning away. */
function isEscape(source: string, at: number): boolean {
  if (source.charAt(at) !== '\\') return false;
  const code = source.charCodeAt(at + 1);
  return code > 0 && code <= 126;
}
