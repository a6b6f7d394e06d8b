import { functionWords, stemmedLanguages, type StemmedLanguage } from '../../text/function-words.js';
import { wordsOf } from '../../text/words.js';
import { once } from '../../lib/once.js';

const whenWords = new Set(
  'when wann quand cuándo cuando quando когда коли 什么时候 何时 几时 いつ 언제'.split(' '),
);

/** Whether a query asks for a time. */
export const asksWhen = (words: readonly string[]): boolean => words.some((word) => whenWords.has(word));

const year = /^(?:19|20)\d\d$/u;

/** Whether words tell when something was: "yesterday", "two weeks ago", "in May", "2019". */
export function tellsTime(words: readonly string[], language: string | null): boolean {
  const known = timeWords[stemmedLanguages.find((one) => one === language) ?? 'en']();
  return words.some((word) => known.has(word) || year.test(word));
}

const timeWords = Object.fromEntries(
  stemmedLanguages.map((language) => [language, once(() => timeWordsOf(language))]),
) as Readonly<Record<StemmedLanguage, () => ReadonlySet<string>>>;

/** From ICU: months, days of the week, and the words of "yesterday", "last month" and "three days ago". */
function timeWordsOf(language: StemmedLanguage): ReadonlySet<string> {
  const words = new Set<string>();
  const add = (text: string): void => {
    for (const word of wordsOf(text)) {
      if (!functionWords[language].has(word) && !/^\d/u.test(word)) words.add(word);
    }
  };
  for (const numeric of ['auto', 'always'] as const) {
    const relative = new Intl.RelativeTimeFormat(language, { numeric });
    for (const unit of ['day', 'week', 'month', 'year'] as const) {
      for (const ago of [-7, -3, -2, -1, 0, 1, 2, 3]) add(relative.format(ago, unit));
    }
  }
  const utc = { timeZone: 'UTC' } as const;
  const day = new Intl.DateTimeFormat(language, { ...utc, weekday: 'long' });
  const month = new Intl.DateTimeFormat(language, { ...utc, month: 'long' });
  const dated = new Intl.DateTimeFormat(language, { ...utc, month: 'long', day: 'numeric' });
  for (let at = 0; at < 12; at += 1) {
    add(day.format(Date.UTC(2024, 0, 7 + at)));
    add(month.format(Date.UTC(2024, at, 1)));
    add(dated.format(Date.UTC(2024, at, 1)));
  }
  return words;
}
