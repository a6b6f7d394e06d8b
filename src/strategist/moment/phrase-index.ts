/** One list of phrases: parted by commas, `~` at the end for any ending, `;` for a comma within a phrase. */
export interface PhraseList<Name extends string> {
  readonly name: Name;
  readonly phrases: string;
  /** Counts only at the start of a sentence, behind a word or two that open one. */
  readonly atStart?: boolean;
}

/** A phrase where it stands in a text, `end` exclusive. */
export interface Hit<Name extends string> {
  readonly name: Name;
  readonly start: number;
  readonly end: number;
}

interface Phrase<Name extends string> {
  readonly name: Name;
  readonly text: string;
  readonly anyEnding: boolean;
  readonly atStart: boolean;
}

const firstRun = /^[\p{L}\p{N}]+/u;
/** Han, kana and Hangul by their blocks: an expression by script costs twenty times as much. */
const unspaced = /[\u1100-\u11ff\u2e80-\ud7af\uf900-\ufaff]/;
/** 1 for each UTF-16 unit that is a letter or digit: asked for every character of every message. */
const isWordUnit = Uint8Array.from({ length: 0x1_0000 }, (_, unit) =>
  /[\p{L}\p{N}]/u.test(String.fromCharCode(unit)) ? 1 : 0,
);
/** Ends a sentence, with whatever space follows. */
const sentenceEnd = /[.!?\n]\s*$/u;
const openingGap = /^[\s,]+$/u;
const openers: ReadonlySet<string> = new Set(
  'and but so ok okay hey hi well oh then just а ну и но ок слушай привет und aber y e et mais'.split(' '),
);
const mostOpeners = 2;
/** Letters by which phrases with any ending are looked up; none is shorter. */
const stemLetters = 3;

/**
 * Finds the phrases of many lists in one pass: each word is looked up once, by its whole self and by its stem, and only
 * the few phrases that begin with it are compared. Scripts written without spaces are searched anywhere.
 */
export class PhraseIndex<Name extends string> {
  private readonly byWord = new Map<string, Phrase<Name>[]>();
  private readonly byStem = new Map<string, Phrase<Name>[]>();
  private readonly anywhere: Phrase<Name>[] = [];

  constructor(lists: readonly PhraseList<Name>[]) {
    for (const list of lists) {
      for (const item of list.phrases.split(',')) this.add(list, item.trim());
    }
    for (const found of [...this.byWord.values(), ...this.byStem.values(), this.anywhere]) {
      // Of the phrases of a list the longest decides what it covers.
      found.sort((a, b) => b.text.length - a.text.length);
    }
  }

  /** Phrases found in a text in small letters; of one list at most one begins at a place, the longest. */
  find(text: string): readonly Hit<Name>[] {
    const hits: Hit<Name>[] = [];
    let before = '';
    let endBefore = 0;
    /** Words that open the sentence so far; null behind any other. */
    let opened: number | null = null;
    for (let index = nextWord(text, 0); index < text.length; index = nextWord(text, endBefore)) {
      const end = endOfWord(text, index);
      const word = text.slice(index, end);
      const gap = text.slice(endBefore, index);
      const follows: boolean =
        opened !== null && opened < mostOpeners && openers.has(before) && openingGap.test(gap);
      if (index === 0 || (gap !== ' ' && sentenceEnd.test(gap))) opened = 0;
      else opened = follows ? (opened ?? 0) + 1 : null;
      this.compare(this.byWord.get(word), text, index, opened !== null, hits);
      this.compare(this.byStem.get(word.slice(0, stemLetters)), text, index, opened !== null, hits);
      before = word;
      endBefore = end;
    }
    if (unspaced.test(text)) this.search(text, hits);
    return hits;
  }

  private add({ name, atStart = false }: PhraseList<Name>, item: string): void {
    const anyEnding = item.endsWith('~');
    const text = item.replace(/~$/u, '').replace(/;/gu, ',').replace(/’/gu, "'").replace(/ё/gu, 'е');
    const phrase = { name, text, anyEnding, atStart };
    const first = firstRun.exec(text)?.[0];
    if (first === undefined) throw new Error(`the phrase "${item}" begins with no word`);
    if (unspaced.test(text)) this.anywhere.push({ ...phrase, atStart: false });
    else if (anyEnding && first === text) collect(this.byStem, text.slice(0, stemLetters), phrase);
    else collect(this.byWord, first, phrase);
  }

  private compare(
    candidates: readonly Phrase<Name>[] | undefined,
    text: string,
    start: number,
    isStart: boolean,
    hits: Hit<Name>[],
  ): void {
    if (candidates === undefined) return;
    const found = hits.length;
    for (const { name, text: phrase, anyEnding, atStart } of candidates) {
      if ((atStart && !isStart) || !text.startsWith(phrase, start)) continue;
      let end = start + phrase.length;
      if (anyEnding) end = endOfWord(text, end);
      else if (isWordUnit[text.charCodeAt(end)] === 1) continue;
      if (!hits.slice(found).some((hit) => hit.name === name)) hits.push({ name, start, end });
    }
  }

  private search(text: string, hits: Hit<Name>[]): void {
    for (const { name, text: phrase } of this.anywhere) {
      for (let start = text.indexOf(phrase); start !== -1; start = text.indexOf(phrase, start + 1)) {
        hits.push({ name, start, end: start + phrase.length });
      }
    }
  }
}

/** Where the next word begins at or after a place; the text's end where there is none. */
function nextWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && isWordUnit[text.charCodeAt(at)] !== 1) at += 1;
  return at;
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && isWordUnit[text.charCodeAt(at)] === 1) at += 1;
  return at;
}

function collect<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
