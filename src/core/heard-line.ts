/**
 * The line in front of everything the voice model writes, in which it says what it heard in what it answers. Only the
 * program reads it; nothing of it may reach a person. In the order in which it is asked for.
 */
export const heardCodes = ['self', 'other', 'minor', 'stop', 'delete', 'nature', 'bye'] as const;
export type HeardCode = (typeof heardCodes)[number];

/** `[heard: none]`, `[heard: self, stop]`: six to ten tokens. */
export function heardLine(codes: readonly HeardCode[] = []): string {
  return `[heard: ${codes.length === 0 ? 'none' : codes.join(', ')}]`;
}

/**
 * What came of the line at the head of a text. `broken`: something stood in its place that was meant for it, and is cut
 * off all the same; what of it could be understood counts.
 */
export interface HeardHead {
  readonly line: 'read' | 'broken' | 'missing';
  readonly codes: readonly HeardCode[];
  /** The text without it. */
  readonly rest: string;
}

/** Other words for the codes, as models write them. */
const synonyms: Readonly<Record<string, HeardCode | 'none'>> = {
  none: 'none',
  nothing: 'none',
  no: 'none',
  nil: 'none',
  null: 'none',
  normal: 'none',
  'n/a': 'none',
  danger: 'self',
  suicide: 'self',
  'self-harm': 'self',
  selfharm: 'self',
  crisis: 'self',
  others: 'other',
  age: 'minor',
  underage: 'minor',
  'under-18': 'minor',
  quit: 'stop',
  forget: 'delete',
  erase: 'delete',
  ai: 'nature',
  bot: 'nature',
  truth: 'nature',
  human: 'nature',
  goodbye: 'bye',
  farewell: 'bye',
  leaving: 'bye',
  ...Object.fromEntries(heardCodes.map((code) => [code, code])),
};

/** What may stand around it: emphasis, quotation, a list, a fence. */
const dressing = /^(?:\s*```\w*[ \t]*\n|[\s*_~"'“”«»>#`-])*/u;
const openers = '[({<【（［';
const closers = '])}>】）］';
/** What is longer is no line of this kind. */
const mostInside = 80;

/**
 * Reads the line off the head of a text that may still grow. Null while more of it is needed to tell: nothing of the text
 * may leave until then.
 * @param isWhole nothing follows
 */
export function readHeardHead(text: string, isWhole: boolean): HeardHead | null {
  const first = readOnce(text, isWhole);
  if (first === null || first.line === 'missing') return first;
  // Some write it twice.
  const again = readHeardHead(first.rest, isWhole);
  if (again === null) return null;
  if (again.line === 'missing') return { ...first, rest: again.rest };
  return {
    line: first.line === 'broken' || again.line === 'broken' ? 'broken' : 'read',
    codes: [...new Set([...first.codes, ...again.codes])],
    rest: again.rest,
  };
}

function readOnce(text: string, isWhole: boolean): HeardHead | null {
  const missing: HeardHead = { line: 'missing', codes: [], rest: text };
  const [dress = ''] = dressing.exec(text) ?? [];
  const body = text.slice(dress.length);
  if (body === '') return isWhole ? missing : null;
  const kind = openers.indexOf(body.charAt(0));
  return kind === -1
    ? readBare(body, dress, missing, isWhole)
    : readInBrackets(body, kind, dress, missing, isWhole);
}

function readInBrackets(
  body: string,
  kind: number,
  dress: string,
  missing: HeardHead,
  isWhole: boolean,
): HeardHead | null {
  const end = [...body.slice(1)].findIndex((sign) => sign === '\n' || closers.includes(sign));
  const inside = end === -1 ? body.slice(1) : [...body.slice(1)].slice(0, end).join('');
  if (inside.length > mostInside) return missing;
  if (end === -1 && !isWhole) return null;
  const isClosed = end !== -1 && body.charAt(1 + inside.length) !== '\n';
  const behind = body.slice(1 + inside.length + (isClosed ? 1 : 0));
  const words = /^\s*heard\s*[:=-]?\s*(.*)$/isu.exec(inside)?.[1];
  const read = codesIn(words ?? inside);
  const [sameLine = ''] = behind.split('\n');
  const isAlone = /^[\s*_~"'”»`.]*$/u.test(sameLine);
  if (isAlone && !behind.includes('\n') && !isWhole) return null;
  // Whatever else stands alone in square brackets at the head was meant for it.
  const isMeant = words !== undefined || read.isAll || (isAlone && kind === 0);
  if (!isMeant) return missing;
  return {
    line: words !== undefined && read.isAll && isClosed && kind === 0 ? 'read' : 'broken',
    codes: read.codes,
    rest: undressed(behind, dress),
  };
}

/** `heard: none` without its brackets. */
function readBare(body: string, dress: string, missing: HeardHead, isWhole: boolean): HeardHead | null {
  const start = body.slice(0, 8).toLowerCase();
  if (!isWhole && /^h(?:e(?:a(?:r(?:d\s*)?)?)?)?$/u.test(start)) return null;
  if (!/^heard\s*[:=]/u.test(start)) return missing;
  const end = body.indexOf('\n');
  const line = end === -1 ? body : body.slice(0, end);
  if (line.length > mostInside) return missing;
  if (end === -1 && !isWhole) return null;
  const read = codesIn(line.replace(/^heard\s*[:=]/iu, '').replace(/[\])}>.*_~`]+\s*$/u, ''));
  if (!read.isAll) return missing;
  return { line: 'broken', codes: read.codes, rest: undressed(end === -1 ? '' : body.slice(end), dress) };
}

/** What closes the dressing on the same line, and the empty lines behind. */
function undressed(behind: string, dress: string): string {
  const same = dress.trim() === '' ? behind : behind.replace(/^[*_~"'”»`]+/u, '');
  const open = dress.includes('```') ? same.replace(/^\s*```[ \t]*(?=\n|$)/u, '') : same;
  return open.replace(/^\s+/u, '');
}

function codesIn(words: string): { readonly codes: readonly HeardCode[]; readonly isAll: boolean } {
  const parts = words
    .toLowerCase()
    .split(/[\s,;|+&/]+|\band\b/u)
    .map((part) => part.replace(/^[^\p{L}]+|[^\p{L}\d]+$/gu, ''))
    .filter((part) => part !== '');
  const known = parts.map((part) => synonyms[part]);
  const codes = known.filter((code): code is HeardCode => code !== undefined && code !== 'none');
  return { codes: [...new Set(codes)], isAll: parts.length > 0 && known.every((code) => code !== undefined) };
}

/** Of a later part of a text: whether it is such a line and nothing else. */
export function isHeardLine(text: string): boolean {
  const head = readHeardHead(text, true);
  return head !== null && head.line !== 'missing' && head.rest.trim() === '' && /heard/iu.test(text);
}

/** The text without the line at its head, for what is not sent to a person but judged or shown. */
export function withoutHeardLine(text: string): string {
  return readHeardHead(text, true)?.rest ?? text;
}
