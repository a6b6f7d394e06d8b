import type { RichText, TextEntity } from '../core/rich-text.js';

type Kind = TextEntity['kind'];

/** What may stand before an opening mark and after a closing one, so that `snake_case`, `2*3` and `:*` stay as they are. */
const before = String.raw`(?<=^|[\s(\[{"'«“„—–*_~])`;
const after = String.raw`(?=$|[\s)\]}"'»”“.,!?;:…—–*_~])`;
/** Tried at every place of a line, in this order. Each catches what is marked as its group. */
const marks: readonly { readonly kinds: readonly Kind[]; readonly mark: RegExp }[] = [
  { kinds: ['code'], mark: /`([^`\n]+)`/uy },
  { kinds: ['bold', 'italic'], mark: spanning('***', '(?<![A-Za-z0-9*])', '(?![A-Za-z0-9*])') },
  { kinds: ['bold'], mark: spanning('**', '(?<![A-Za-z0-9*])', '(?![A-Za-z0-9*])') },
  // A single word between two of them is a name in a program.
  {
    kinds: ['bold'],
    mark: new RegExp(`${before}__(?=\\S)(?!\\w+__)([^\\n]+?)(?<=\\S)__${after}`, 'uy'),
  },
  { kinds: ['strike'], mark: spanning('~~', '', '') },
  {
    kinds: ['italic'],
    mark: new RegExp(`${before}\\*(?=[^\\s*])([^*\\n]+?)(?<=\\S)\\*${after}`, 'uy'),
  },
  { kinds: ['italic'], mark: new RegExp(`${before}_(?=[^\\s_])([^_\\n]+?)(?<=\\S)_${after}`, 'uy') },
];

const link = /\[([^[\]\n]+)\]\((https?:\/\/[^\s)]+)\)/uy;
const fence = /^ {0,3}(`{3,}|~{3,})[ \t]*([\w+#.-]*)[ \t]*$/u;
const heading = /^ {0,3}#{1,6}[ \t]+/u;

/**
 * The light markdown that models write, as plain text with entities: bold, italic, struck, code. Headings lose their
 * signs and links show where they lead, because a person has neither. What is not clearly meant as a mark stays.
 */
export function parseMarkup(source: string): RichText {
  const out = new Output();
  const lines = source.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (index > 0) out.text += '\n';
    const opening = fence.exec(line);
    if (!opening) {
      inline(line.replace(heading, ''), out);
      continue;
    }
    const [, sign = '', language = ''] = opening;
    const end = lines.findIndex((other, at) => at > index && isClosing(other, sign));
    const code = lines.slice(index + 1, end === -1 ? undefined : end).join('\n');
    const from = out.text.length;
    out.text += code;
    out.mark('pre', from, language);
    index = end === -1 ? lines.length : end;
  }
  return { text: out.text, entities: out.entities };
}

/** Whether a line opens a block of code, or closes the one that was opened with `opened`. Gives the sign that is open. */
export function fenceAfter(line: string, opened: string | null): string | null {
  if (opened !== null) return isClosing(line, opened) ? null : opened;
  return fence.exec(line)?.[1] ?? null;
}

function isClosing(line: string, sign: string): boolean {
  const found = fence.exec(line);
  return found !== null && found[2] === '' && (found[1] ?? '').startsWith(sign);
}

class Output {
  text = '';
  readonly entities: TextEntity[] = [];

  mark(kind: Kind, from: number, language = ''): void {
    const length = this.text.length - from;
    if (length === 0) return;
    this.entities.push({ kind, offset: from, length, ...(language === '' ? {} : { language }) });
  }
}

function inline(line: string, out: Output): void {
  for (let at = 0; at < line.length;) {
    const next = line.slice(at).search(/[`*_~[]/u);
    if (next === -1) {
      out.text += line.slice(at);
      return;
    }
    out.text += line.slice(at, at + next);
    at += next;
    at = marked(line, at, out) ?? linked(line, at, out) ?? literal(line, at, out);
  }
}

function marked(line: string, at: number, out: Output): number | null {
  for (const { kinds, mark } of marks) {
    mark.lastIndex = at;
    const found = mark.exec(line);
    const inner = found?.[1] ?? '';
    // Faces such as *_* hold no letter.
    if (!found || (kinds[0] !== 'code' && !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(inner))) continue;
    const from = out.text.length;
    if (kinds[0] === 'code') out.text += inner;
    else inline(inner, out);
    for (const kind of kinds) out.mark(kind, from);
    return at + found[0].length;
  }
  return null;
}

function linked(line: string, at: number, out: Output): number | null {
  link.lastIndex = at;
  const found = link.exec(line);
  if (!found) return null;
  const [whole, words = '', address = ''] = found;
  out.text += words === address ? address : `${words} (${address})`;
  return at + whole.length;
}

/** A run of the same sign is no mark as a whole, so that its second half is not taken for one. */
function literal(line: string, at: number, out: Output): number {
  const sign = line.charAt(at);
  let end = at;
  while (line.charAt(end) === sign) end += 1;
  out.text += line.slice(at, end);
  return end;
}

function spanning(sign: string, lead: string, tail: string): RegExp {
  const escaped = sign.replace(/\*/gu, '\\*');
  return new RegExp(`${lead}${escaped}(?=\\S)([^\\n]+?)(?<=\\S)${escaped}${tail}`, 'uy');
}
