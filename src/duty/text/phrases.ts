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
 *   `##`                 a number from ten on
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
  const keys: Keys = { exact: new Map(), open: new Map() };
  for (const source of sources) {
    const phrase = parse(source, lists);
    index(phrase, exact, open);
    indexKey(phrase, keys);
  }
  const search = (spoken: Spoken, onlyFirst: boolean): readonly Match[] => {
    const found: Match[] = [];
    const possible = phrasesWithKey(spoken.words, keys);
    if (possible.size === 0) return found;
    for (let start = 0; start < spoken.words.length; start += 1) {
      for (const phrase of candidates(spoken.words[start] ?? '', exact, open)) {
        if (!possible.has(phrase)) continue;
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

/** Where a phrase is found by the one element that few messages have. */
interface Keys {
  readonly exact: Map<string, Phrase[]>;
  readonly open: Map<string, Phrase[]>;
}

/** Nearly every message has none of the words a phrase cannot be without: those are sorted out first. */
function phrasesWithKey(words: readonly string[], { exact, open }: Keys): ReadonlySet<Phrase> {
  const possible = new Set<Phrase>();
  for (const said of words) {
    for (const phrase of exact.get(said) ?? nothing) possible.add(phrase);
    if (open.size > 0) {
      for (let length = stemLength; length <= said.length; length += 1) {
        for (const phrase of open.get(said.slice(0, length)) ?? nothing) possible.add(phrase);
      }
    }
    if (isMany(said)) for (const phrase of exact.get('##') ?? nothing) possible.add(phrase);
  }
  return possible;
}

/** Long words are rare ones: the element whose words are longest on average, among those that must be there. */
function indexKey(phrase: Phrase, keys: Keys): void {
  let best: readonly Alternative[] = [];
  let bestLength = 0;
  for (const element of phrase.elements) {
    if (element.kind === 'gap' || element.optional) continue;
    const lengths = element.alternatives.map(({ words }) => Math.max(...words.map((one) => one.length)));
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    if (mean > bestLength) [best, bestLength] = [element.alternatives, mean];
  }
  for (const { words, open } of best) {
    // The longest of several words; only the last of them may go on.
    const key = words.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
    const map = open && key === words.at(-1) ? keys.open : keys.exact;
    const listed = map.get(key) ?? [];
    if (listed.at(-1) !== phrase) map.set(key, [...listed, phrase]);
  }
}

/** Shortest beginning an open word is looked up by. */
const stemLength = 2;

const nothing: readonly Phrase[] = [];

function* candidates(
  first: string,
  exact: ReadonlyMap<string, readonly Phrase[]>,
  open: ReadonlyMap<string, readonly Phrase[]>,
): Generator<Phrase> {
  yield* exact.get(first) ?? nothing;
  if (isMany(first)) yield* exact.get('##') ?? nothing;
  if (open.size === 0) return;
  for (let length = Math.min(first.length, stemLength); length <= first.length; length += 1) {
    yield* open.get(first.slice(0, length)) ?? nothing;
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
    if (mayGoOn ? !said.startsWith(wanted) : said !== wanted && !(wanted === '##' && isMany(said))) return 0;
  }
  return alternative.words.length;
}

function isMany(said: string): boolean {
  const first = said.charCodeAt(0);
  return first >= 48 && first <= 57 && /^\d{2,4}$/u.test(said);
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
    .map((one) => (/^(?:[.?]|##)$/u.test(one) ? one : word(one)));
  return { words, open };
}
