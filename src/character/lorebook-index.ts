import { searchKey, searchText, type SearchKey } from './key-match.js';
import type { LorebookEntry } from './shape/knowledge.js';

/** Keys of a lorebook in the form they are looked for, made once: a large one has thousands. */
export interface LorebookIndex {
  /** What is in the latest messages (oldest first), in one pass over them. */
  search(recent: readonly string[]): LorebookHits;
}

/** The first of an entry's keys that is in its latest messages, or undefined. */
export interface LorebookHits {
  key(entry: LorebookEntry): string | undefined;
  secondary(entry: LorebookEntry): string | undefined;
}

interface IndexedKey extends SearchKey {
  readonly words: readonly string[];
}

/** A word of the talk and the message it stands in, counted back from the latest, which is 1. */
interface Word {
  readonly text: string;
  readonly depth: number;
}

export function indexLorebook(lorebook: readonly LorebookEntry[]): LorebookIndex {
  const deepest = Math.max(0, ...lorebook.map(({ scanDepth }) => scanDepth));
  const keys = new Map<string, IndexedKey | null>();
  for (const entry of lorebook) {
    for (const key of [...entry.keys, ...entry.secondary]) if (!keys.has(key)) keys.set(key, indexedKey(key));
  }
  // By first word: closed keys and longer phrases under the whole of it, open single words under what it begins with.
  const byWord = new Map<string, [key: string, IndexedKey][]>();
  const byBeginning = new Map<string, [key: string, IndexedKey][]>();
  const runs: [key: string, wanted: string][] = [];
  let longestBeginning = 0;
  for (const [key, indexed] of keys) {
    if (indexed === null) continue;
    const [first = ''] = indexed.words;
    if (indexed.isRun) runs.push([key, indexed.wanted]);
    else if (indexed.isOpen && indexed.words.length === 1) {
      addTo(byBeginning, first, [key, indexed]);
      longestBeginning = Math.max(longestBeginning, first.length);
    } else addTo(byWord, first, [key, indexed]);
  }

  const search = (recent: readonly string[]): LorebookHits => {
    const { words, run, runDepths } = wordsOf(deepest === 0 ? [] : recent.slice(-deepest));
    /** How far back each key was last said. */
    const said = new Map<string, number>();
    const met = (key: string, depth: number): void => {
      const before = said.get(key);
      if (before === undefined || depth < before) said.set(key, depth);
    };
    // From the latest word back, so that a word met before need not be looked up again for keys of one word.
    const seen = new Set<string>();
    for (let at = words.length - 1; at >= 0; at -= 1) {
      const word = words[at];
      if (word === undefined) continue;
      for (const [key, indexed] of byWord.get(word.text) ?? []) {
        if (standsAt(words, at, indexed)) met(key, word.depth);
      }
      if (seen.has(word.text)) continue;
      seen.add(word.text);
      for (let end = Math.min(word.text.length, longestBeginning); end > 0; end -= 1) {
        for (const [key] of byBeginning.get(word.text.slice(0, end)) ?? []) met(key, word.depth);
      }
    }
    for (const [key, wanted] of runs) {
      const depth = runDepths[run.lastIndexOf(wanted)];
      if (depth !== undefined) met(key, depth);
    }
    const within = (wanted: readonly string[], scanDepth: number): string | undefined =>
      wanted.find((key) => (said.get(key) ?? Number.POSITIVE_INFINITY) <= scanDepth);
    return {
      key: (entry) => within(entry.keys, entry.scanDepth),
      secondary: (entry) => within(entry.secondary, entry.scanDepth),
    };
  };
  return { search };
}

function indexedKey(key: string): IndexedKey | null {
  const indexed = searchKey(key);
  return indexed && { ...indexed, words: indexed.isRun ? [] : indexed.wanted.split(' ') };
}

/** Whether a key of several words stands here; its last word may go on where it is open. */
function standsAt(words: readonly Word[], at: number, { words: wanted, isOpen }: IndexedKey): boolean {
  return wanted.every((one, index) => {
    const text = words[at + index]?.text;
    return isOpen && index === wanted.length - 1 ? text?.startsWith(one) === true : text === one;
  });
}

/** The words of the messages in order, and the same letters without spaces with the message each stands in. */
function wordsOf(messages: readonly string[]) {
  const words: Word[] = [];
  const runDepths: number[] = [];
  let run = '';
  messages.forEach((message, index) => {
    const depth = messages.length - index;
    for (const text of searchText(message).words.split(' ')) {
      if (text === '') continue;
      words.push({ text, depth });
      run += text;
      for (let letter = 0; letter < text.length; letter += 1) runDepths.push(depth);
    }
  });
  return { words, run, runDepths };
}

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
