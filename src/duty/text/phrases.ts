import { word, type Spoken } from './spoken.js';

/**
 * Phrases as people say them, matched word by word. Written so:
 *
 *   `kill myself`        these words, one after another
 *   `suicid*`            any ending
 *   `want/wish`          one or the other; `going+to/gonna` where an alternative has several words
 *   `?really`            may be there
 *   `..` and `...`       up to three, or six, other words of the same sentence
 *   `$want`              a list given with the phrases
 *   `?` and `.`          by themselves: where a question or a sentence ends
 *
 * No backtracking over more than a few words and no regular expression: the time is linear in the text.
 */
export interface Phrases {
  find(spoken: Spoken): readonly Match[];
  has(spoken: Spoken): boolean;
}

export interface Match {
  /** Words from here up to, but not including, `end`. */
  readonly start: number;
  readonly end: number;
  /** Where the words of gaps stand, which the phrase says nothing about. */
  readonly gaps: readonly number[];
  readonly phrase: string;
}

interface Alternative {
  readonly words: readonly string[];
  /** The last word may go on. */
  readonly open: boolean;
}

type Element =
  | { readonly kind: 'words'; readonly alternatives: readonly Alternative[]; readonly optional: boolean }
  | { readonly kind: 'gap'; readonly most: number };

interface Phrase {
  readonly source: string;
  readonly elements: readonly Element[];
}

type Lists = Readonly<Record<string, string>>;

export function phrases(sources: readonly string[], lists: Lists = {}): Phrases {
  const exact = new Map<string, Phrase[]>();
  const open = new Map<string, Phrase[]>();
  for (const source of sources) index(parse(source, lists), exact, open);
  const search = (spoken: Spoken, onlyFirst: boolean): readonly Match[] => {
    const found: Match[] = [];
    for (let start = 0; start < spoken.words.length; start += 1) {
      for (const phrase of candidates(spoken.words[start] ?? '', exact, open)) {
        const gaps: number[] = [];
        const end = follow(phrase.elements, 0, spoken.words, start, gaps);
        if (end === null) continue;
        found.push({ start, end, gaps, phrase: phrase.source });
        if (onlyFirst) return found;
      }
    }
    return found;
  };
  return {
    find: (spoken) => search(spoken, false),
    has: (spoken) => search(spoken, true).length > 0,
  };
}

/** Shortest beginning an open word is looked up by. */
const stemLength = 2;

function* candidates(
  first: string,
  exact: ReadonlyMap<string, readonly Phrase[]>,
  open: ReadonlyMap<string, readonly Phrase[]>,
): Generator<Phrase> {
  yield* exact.get(first) ?? [];
  for (let length = Math.min(first.length, stemLength); length <= first.length; length += 1) {
    yield* open.get(first.slice(0, length)) ?? [];
  }
}

function index(phrase: Phrase, exact: Map<string, Phrase[]>, open: Map<string, Phrase[]>): void {
  const seen = new Set<string>();
  for (const element of phrase.elements) {
    if (element.kind === 'gap') throw new Error(`a phrase begins with a word: ${phrase.source}`);
    for (const { words, open: goesOn } of element.alternatives) {
      const [first = ''] = words;
      const isOpen = goesOn && words.length === 1;
      const key = `${first}${isOpen ? '*' : ''}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const map = isOpen ? open : exact;
      map.set(first, [...(map.get(first) ?? []), phrase]);
    }
    if (!element.optional) return;
  }
}

/** Where the phrase ends when it is said from `at` on; null when it is not. */
function follow(
  elements: readonly Element[],
  next: number,
  words: readonly string[],
  at: number,
  gaps: number[],
): number | null {
  const element = elements[next];
  if (!element) return at;
  if (element.kind === 'gap') {
    for (let skipped = 0; skipped <= element.most; skipped += 1) {
      const end = follow(elements, next + 1, words, at + skipped, gaps);
      if (end !== null) {
        for (let gap = at; gap < at + skipped; gap += 1) gaps.push(gap);
        return end;
      }
      const passed = words[at + skipped];
      if (passed === undefined || passed === '.' || passed === '?') return null;
    }
    return null;
  }
  for (const alternative of element.alternatives) {
    const length = lengthOf(alternative, words, at);
    if (length === 0) continue;
    const end = follow(elements, next + 1, words, at + length, gaps);
    if (end !== null) return end;
  }
  return element.optional ? follow(elements, next + 1, words, at, gaps) : null;
}

function lengthOf(alternative: Alternative, words: readonly string[], at: number): number {
  for (const [offset, wanted] of alternative.words.entries()) {
    const said = words[at + offset];
    if (said === undefined) return 0;
    const mayGoOn = alternative.open && offset === alternative.words.length - 1;
    if (mayGoOn ? !said.startsWith(wanted) : said !== wanted) return 0;
  }
  return alternative.words.length;
}

function parse(source: string, lists: Lists): Phrase {
  const elements = source.split(' ').map((part): Element => {
    if (part === '..' || part === '...') return { kind: 'gap', most: part.length === 2 ? 3 : 6 };
    const optional = part.length > 1 && part.startsWith('?');
    const body = (optional ? part.slice(1) : part).replace(/\$(\w+)/gu, (_, name: string) => {
      const list = lists[name];
      if (list === undefined) throw new Error(`no list ${name}: ${source}`);
      return list;
    });
    return { kind: 'words', optional, alternatives: body.split('/').map(alternative) };
  });
  return { source, elements };
}

function alternative(text: string): Alternative {
  const open = text.endsWith('*');
  const words = (open ? text.slice(0, -1) : text)
    .split('+')
    .map((one) => (/^[.?]$/u.test(one) ? one : word(one)));
  return { words, open };
}
