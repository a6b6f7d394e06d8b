import {
  PhraseReader,
  type Alternative,
  type Choice,
  type Element,
  type Lists,
  type Phrase,
} from './phrase-notation.js';
import type { Spoken } from './spoken.js';

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

export interface PhraseGroup {
  readonly sources: readonly string[];
  readonly lists?: Lists;
}

/** Phrases of several groups, looked for in one pass over the message: what each word begins is looked up once. */
export interface PhraseIndex {
  /** The matches of each group, in the order the groups were given in; a group without any has none. */
  find(spoken: Spoken): ReadonlyMap<number, readonly Match[]>;
}

/** Phrases in the notation of phrase-notation.ts. */
export function phrases(sources: readonly string[], lists: Lists = {}): Phrases {
  const index = phraseIndex([{ sources, lists }]);
  return {
    find: (spoken) => index.find(spoken).get(0) ?? [],
    has: (spoken) => index.find(spoken).size > 0,
  };
}

interface Indexed extends Phrase {
  readonly group: number;
  /** What a message must have one word of each of. */
  readonly required: readonly Choice[];
}

/**
 * No regular expression, and what was tried in vain from a word on is not tried again: the time is linear in the
 * message, whatever it repeats.
 * @param convert what every word of the phrases passes through, to meet messages that were converted likewise
 */
export function phraseIndex(
  groups: readonly PhraseGroup[],
  convert: (word: string) => string = (word) => word,
): PhraseIndex {
  const firsts = new WordMap();
  const keys = new WordMap();
  const reader = new PhraseReader(convert);
  for (const [group, { sources, lists = {} }] of groups.entries()) {
    for (const source of sources) {
      const { elements } = reader.read(source, lists);
      const required = elements.flatMap((one) => (one.kind === 'gap' || one.optional ? [] : [one.choice]));
      const phrase = { source, elements, group, required };
      addFirsts(phrase, firsts);
      addKey(phrase, keys);
    }
  }
  firsts.close();
  keys.close();
  return {
    find: ({ words }) => {
      const found = new Map<number, Match[]>();
      const distinct = new Set(words);
      const possible = new Set<Indexed>();
      for (const one of distinct) for (const phrase of keys.of(one)) possible.add(phrase);
      for (const phrase of possible)
        if (!phrase.required.every((choice) => isAnySaid(choice, distinct))) possible.delete(phrase);
      if (possible.size === 0) return found;
      const begun = new Map<string, readonly Indexed[]>();
      for (const one of distinct) {
        const begins = firsts.of(one).filter((phrase) => possible.has(phrase));
        if (begins.length > 0) begun.set(one, begins);
      }
      const times = new Map<Indexed, number>();
      for (const [start, first] of words.entries()) {
        for (const phrase of begun.get(first) ?? none) {
          const before = times.get(phrase) ?? 0;
          if (before === mostTimes) continue;
          const attempt = new Attempt(phrase.elements, words);
          const end = attempt.follow(0, start);
          if (end === null) continue;
          times.set(phrase, before + 1);
          const match = { start, end, gaps: attempt.gaps, phrase: phrase.source };
          const listed = found.get(phrase.group);
          if (listed) listed.push(match);
          else found.set(phrase.group, [match]);
        }
      }
      return found;
    },
  };
}

const none: readonly Indexed[] = [];

/** Said oftener than this in one message, a phrase says nothing new, and comparing every match with every other takes long. */
const mostTimes = 16;

function isAnySaid({ byFirst, open }: Choice, said: ReadonlySet<string>): boolean {
  for (const one of said) {
    if (byFirst.has(one) || (isMany(one) && byFirst.has('##'))) return true;
    for (const { words } of open) if (one.startsWith(words[0] ?? '')) return true;
  }
  return false;
}

/** Phrases by a word of theirs: whole, or by how it begins. */
class WordMap {
  private readonly exact = new Map<string, Indexed[]>();
  private readonly open = new Map<string, Indexed[]>();
  private shortest = Number.POSITIVE_INFINITY;
  private longest = 0;

  add(word: string, isOpen: boolean, phrase: Indexed): void {
    const map = isOpen ? this.open : this.exact;
    const listed = map.get(word);
    if (!listed) map.set(word, [phrase]);
    else if (listed.at(-1) !== phrase) listed.push(phrase);
    if (!isOpen) return;
    this.shortest = Math.min(this.shortest, word.length);
    this.longest = Math.max(this.longest, word.length);
  }

  /** Lists that grew by one have room for a dozen more: nothing is added from here on. */
  close(): void {
    for (const map of [this.exact, this.open])
      for (const [word, listed] of map) map.set(word, listed.slice());
  }

  of(said: string): readonly Indexed[] {
    const whole = this.exact.get(said) ?? none;
    const open: Indexed[] = [];
    const most = Math.min(this.longest, said.length);
    for (let length = this.shortest; length <= most; length += 1) {
      const listed = this.open.get(said.slice(0, length));
      if (listed) open.push(...listed);
    }
    const many = isMany(said) ? (this.exact.get('##') ?? none) : none;
    if (open.length === 0 && many.length === 0) return whole;
    return [...new Set([...whole, ...open, ...many])];
  }
}

function addFirsts(phrase: Indexed, firsts: WordMap): void {
  for (const element of phrase.elements) {
    if (element.kind === 'gap') throw new Error(`a phrase begins with a word: ${phrase.source}`);
    for (const { words, open } of element.choice.all)
      firsts.add(words[0] ?? '', open && words.length === 1, phrase);
    if (!element.optional) return;
  }
}

/**
 * By the one element that few messages have, so that nearly every phrase is sorted out at once. Long words are rare
 * ones: the element whose words are longest on average, among those that must be there.
 */
function addKey(phrase: Indexed, keys: WordMap): void {
  let best: readonly Alternative[] = [];
  let bestLength = 0;
  for (const element of phrase.elements) {
    if (element.kind === 'gap' || element.optional) continue;
    let sum = 0;
    const { all } = element.choice;
    for (const { words } of all) sum += longestOf(words).length;
    const mean = sum / all.length;
    if (mean > bestLength) [best, bestLength] = [all, mean];
  }
  for (const { words, open } of best) {
    const key = longestOf(words);
    // Only the last of several words may go on.
    keys.add(key, open && key === words.at(-1), phrase);
  }
}

function longestOf(words: readonly string[]): string {
  let longest = '';
  for (const one of words) if (one.length > longest.length) longest = one;
  return longest;
}

/** One phrase, tried from one word of the message on. */
class Attempt {
  readonly gaps: number[] = [];
  private steps = 0;
  private failed: Set<number> | null = null;

  constructor(
    private readonly elements: readonly Element[],
    private readonly words: readonly string[],
  ) {}

  /** Where the elements from `next` on end when they are said from `at` on; null when they are not. */
  follow(next: number, at: number): number | null {
    const element = this.elements[next];
    if (!element) return at;
    const place = at * this.elements.length + next;
    if (this.failed?.has(place) === true) return null;
    this.steps += 1;
    // Keeping a record costs more than the few steps most attempts take.
    if (this.steps > fewSteps) this.failed ??= new Set();
    const end = element.kind === 'gap' ? this.skip(element.most, next, at) : this.say(element, next, at);
    if (end === null) this.failed?.add(place);
    return end;
  }

  private skip(most: number, next: number, at: number): number | null {
    for (let skipped = 0; skipped <= most; skipped += 1) {
      const end = this.follow(next + 1, at + skipped);
      if (end !== null) {
        for (let gap = at; gap < at + skipped; gap += 1) this.gaps.push(gap);
        return end;
      }
      const passed = this.words[at + skipped];
      if (passed === undefined || passed === '.' || passed === '?') return null;
    }
    return null;
  }

  private say(
    { choice, optional }: Extract<Element, { kind: 'words' }>,
    next: number,
    at: number,
  ): number | null {
    const said = this.words[at];
    if (said !== undefined) {
      const whole = choice.byFirst.get(said) ?? (isMany(said) ? choice.byFirst.get('##') : undefined);
      for (const list of [whole, choice.open]) {
        for (const alternative of list ?? []) {
          const length = lengthOf(alternative, this.words, at);
          if (length === 0) continue;
          const end = this.follow(next + 1, at + length);
          if (end !== null) return end;
        }
      }
    }
    return optional ? this.follow(next + 1, at) : null;
  }
}

const fewSteps = 24;

function lengthOf({ words: wanted, open }: Alternative, words: readonly string[], at: number): number {
  for (let offset = 0; offset < wanted.length; offset += 1) {
    const one = wanted[offset] ?? '';
    const said = words[at + offset];
    if (said === undefined) return 0;
    const mayGoOn = open && offset === wanted.length - 1;
    if (mayGoOn ? !said.startsWith(one) : said !== one && !(one === '##' && isMany(said))) return 0;
  }
  return wanted.length;
}

function isMany(said: string): boolean {
  const first = said.charCodeAt(0);
  return first >= 48 && first <= 57 && /^\d{2,4}$/u.test(said);
}
