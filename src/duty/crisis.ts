import { once } from '../lib/once.js';
import { crisisTables } from './tables/crisis-tables.js';
import type { CrisisTable } from './tables/crisis-table.js';
import { judge, strongest, type CrisisSign, type Grammar } from './judge/crisis-judgement.js';
import { clearLanguageOf } from './person-language.js';
import { phraseIndex, type PhraseIndex } from './text/phrases.js';
import { repairer } from './text/repair.js';
import { isRomanised, romanised } from './text/romanised.js';
import { spoken, type Spoken } from './text/spoken.js';

/**
 * Signs of danger to somebody's life in one message: by word lists alone, without a model, in any of the languages at
 * once. The strongest sign about the person comes first; null when there is none.
 */
export function findCrisis(text: string): CrisisSign | null {
  const said = repair()(spoken(text));
  let isLatin = false;
  let isCyrillic = false;
  for (const one of said.words) {
    isLatin ||= /[a-z]/u.test(one);
    isCyrillic ||= /[а-яіґє]/u.test(one);
  }
  const signs: (CrisisSign | null)[] = [];
  if (isLatin) signs.push(latin().find(said));
  if (isCyrillic) signs.push(cyrillic().find(said));
  else if (isRomanised(said.words))
    signs.push(romanisedCyrillic().find({ words: said.words.map(romanised), quoted: said.quoted }));
  return strongest(signs);
}

/** Reads the tables, so that the first message of a run is answered as fast as the others. */
export function prepareCrisis(): void {
  for (const one of [repair, latin, cyrillic, romanisedCyrillic]) one();
}

const isOfCyrillic = ({ language }: CrisisTable): boolean => language === 'ru' || language === 'uk';
const latin = once(() => new Lookout(crisisTables.filter((table) => !isOfCyrillic(table))));
const cyrillic = once(() => new Lookout(crisisTables.filter(isOfCyrillic)));
const romanisedCyrillic = once(() => new Lookout(crisisTables.filter(isOfCyrillic), romanised));
const repair = once(() =>
  repairer({
    misspelled: crisisTables.flatMap(({ misspelled }) => misspelled),
    right: crisisTables.flatMap((table) => [...table.right, ...wordsOf(table)]),
    masked: crisisTables.flatMap(({ masked }) => masked),
  }),
);

/** A word of one table is no misspelling of another's. */
function wordsOf(table: CrisisTable): readonly string[] {
  const sources = [...Object.values(table.lists), ...lists.flatMap((name) => table[name])];
  return [...new Set(sources.join(' ').split(/[^\p{L}\p{M}'’]+/u))];
}

const lists = [
  'explicit',
  'ideation',
  'indirect',
  'others',
  'harmless',
  'fiction',
  'past',
  'completed',
] as const;
type ListName = (typeof lists)[number];

/** Several tables, looked through in one pass. */
class Lookout {
  private readonly index: PhraseIndex;
  private readonly grammars: readonly Grammar[];

  /** @param convert how the words of the messages it is asked about were changed */
  constructor(tables: readonly CrisisTable[], convert: (word: string) => string = (word) => word) {
    this.index = phraseIndex(
      tables.flatMap((table) => lists.map((name) => ({ sources: table[name], lists: table.lists }))),
      convert,
    );
    const set = (list: string): ReadonlySet<string> =>
      new Set(list.split('/').flatMap((one) => spoken(one).words.map(convert)));
    this.grammars = tables.map(({ language, negators, breaks, subjects, own }) => ({
      language,
      negators: set(negators),
      breaks: set(breaks),
      subjects: set(subjects),
      own: set(own.replace(/\*[^/]+/gu, '')),
      ownEndings: [...own.matchAll(/\*([^/]+)/gu)].map(([, ending = '']) => ending),
    }));
  }

  find(said: Spoken): CrisisSign | null {
    const found = this.index.find(said);
    if (found.size === 0) return null;
    const spokenIn = clearLanguageOf(said.words);
    return strongest(
      this.grammars.map((grammar, at) => {
        const isForeign = spokenIn !== null && spokenIn !== grammar.language;
        const of = (name: ListName) => {
          const matches = found.get(at * lists.length + lists.indexOf(name)) ?? [];
          // "suicide" is French too; what English says around it, the French table cannot know.
          return isForeign ? matches.filter(({ start, end }) => end - start > 1) : matches;
        };
        return judge(
          {
            explicit: of('explicit'),
            ideation: of('ideation'),
            indirect: of('indirect'),
            others: of('others'),
            harmless: of('harmless'),
            fiction: of('fiction'),
            past: of('past'),
            completed: of('completed'),
          },
          said,
          grammar,
        );
      }),
    );
  }
}
