import { charMark, userMark } from './macros.js';

/** Who is meant by a speaker's mark at the beginning of a line. */
export interface Speakers {
  /** Names of the character, any of which may stand before its lines. */
  readonly own: readonly string[];
}

type Who = 'own' | 'person' | 'other';

/** A line that somebody speaks: "{{char}}: ...", "**Vera:** ...", '"{{user}}": ...', "Vera：...". */
const marked =
  /^[\s*_"'“”«»[\]()<>-]{0,8}((?:\{\{\w{1,30}\}\}|[^\s:：*_"“”«»[\](){}<>][^:：*_"“”«»[\](){}<>\n]{0,40}))[\s*_"'”»\])>]{0,6}[:：](?:[*_]{1,3}(?=\s|$))?[ \t]*(.*)$/u;
/** A mark of a card in the middle of a line begins a line of its own. */
const markWithin = /(\S)[ \t]{1,4}(?=[*_"“«[(]{0,3}\{\{(?:char|user)\}\}[*_"”»\])]{0,3}[:：])/giu;
const heading =
  /^[\s#*_[(-]*(?:example|sample)[^\n]{0,30}(?:dialog|chat|message|conversation|line)[^\n]{0,20}$/iu;

/** A text with every way to write the two marks written as {{char}} and {{user}}. */
export const plainMarks = (text: string): string =>
  text.replace(charMark, '{{char}}').replace(userMark, '{{user}}');

interface Line {
  readonly who: Who | null;
  readonly said: string;
  readonly text: string;
}

function linesOf(text: string, { own }: Speakers): readonly Line[] {
  const names = own.map((name) => name.toLowerCase());
  const whoIs = (mark: string): Who | null => {
    const name = mark.trim().toLowerCase();
    if (name === '{{char}}' || names.includes(name)) return 'own';
    if (['{{user}}', 'user', 'you', 'anon'].includes(name)) return 'person';
    // Others of a talk in Character.AI: {{random_user_1}}.
    if (name.startsWith('{{')) return 'other';
    // A third one: a name of a word or three, with a capital where its letters have any.
    return /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2}$/u.test(mark.trim()) ? 'other' : null;
  };
  return plainMarks(text)
    .replace(markWithin, '$1\n')
    .split(/\r\n|\r|\n/u)
    .map((line): Line => {
      const [, mark = '', said = ''] = (line.length > 4_000 ? null : marked.exec(line)) ?? [];
      const who = mark === '' ? null : whoIs(mark);
      return { who, said: who === null ? line : said, text: line };
    });
}

/** The character's own lines out of example dialogue: what follows its name until somebody else speaks. */
export function ownLines(dialogue: string, speakers: Speakers): readonly string[] {
  const own: string[] = [];
  let speaking = false;
  for (const { who, said, text } of linesOf(dialogue, speakers)) {
    if (/^\s*(?:<START>|END_OF_DIALOG|-{3,}|\*{3,}|#{3,})\s*$/iu.test(text)) speaking = false;
    else if (who === 'own') own.push(said);
    else if (who === null && speaking) own.push(`${own.pop() ?? ''}\n${text}`);
    if (who !== null) speaking = who === 'own';
  }
  return own;
}

/**
 * Dialogue in the middle of a description, and the description without it. It is dialogue where both speak, or where the
 * character's words stand in quotes; "{{char}}: tall, dark" describes.
 */
export function partDialogue(
  text: string,
  speakers: Speakers,
): { readonly rest: string; readonly own: readonly string[] } {
  const lines = linesOf(text, speakers);
  const rest: string[] = [];
  const own: string[] = [];
  for (let at = 0; at < lines.length;) {
    const end = blockFrom(lines, at);
    const block = lines.slice(at, end);
    if (end > at && isTalk(block)) {
      while (rest.length > 0 && (rest.at(-1)?.trim() === '' || heading.test(rest.at(-1) ?? ''))) rest.pop();
      if (rest.length > 0) rest.push('');
      own.push(...ownLines(block.map(({ text: line }) => line).join('\n'), speakers));
      at = end;
    } else {
      const next = Math.max(end, at + 1);
      rest.push(...lines.slice(at, next).map(({ text: line }) => line));
      at = next;
    }
  }
  return own.length === 0 ? { rest: text, own } : { rest: rest.join('\n'), own };
}

/** Where the run of spoken lines that begins at `from` ends; `from` itself where none does. */
function blockFrom(lines: readonly Line[], from: number): number {
  if (lines[from]?.who == null && !/^\s*<START>\s*$/iu.test(lines[from]?.text ?? '')) return from;
  let end = from;
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    const isMark = /^\s*(?:<START>|END_OF_DIALOG)\s*$/iu.test(line.text);
    // A line without a speaker goes on with what was said; behind an empty line something else begins.
    const goesOn = line.who === null && line.text.trim() !== '' && end === at;
    if (line.who !== null || isMark || goesOn) end = at + 1;
    else if (line.text.trim() !== '') break;
  }
  return end;
}

function isTalk(block: readonly Line[]): boolean {
  const said = block.filter(({ who }) => who === 'own');
  if (said.length === 0) return false;
  if (block.some(({ who }) => who === 'person')) return true;
  return said.every(({ said: words }) => /^[\s*_]*(?:\*[^*]*\*\s*)?["“«„「]/u.test(words));
}
