import { cutText } from '../lib/cut-text.js';
import type { ParsedResult } from 'chrono-node';
import type { Milliseconds } from '../core/clock.js';
import type { NamedDate, ReadDates } from './dates.js';

interface Parser {
  parse(
    text: string,
    reference: { instant: Date; timezone: number },
    options: { forwardDate: boolean },
  ): ParsedResult[];
}

/**
 * Reads dates with chrono-node, in the languages whose words do not clash: the scripts are told apart first. Loaded when
 * it is first needed, because its tables take a third of a second.
 */
export async function loadDateReader(): Promise<ReadDates> {
  const { de, en, es, fr, it, ja, nl, pt, ru, uk, zh } = await import('chrono-node');
  const latin: readonly Parser[] = [
    en.casual,
    de.casual,
    es.casual,
    fr.casual,
    it.casual,
    pt.casual,
    nl.casual,
  ];
  const cyrillic: readonly Parser[] = [ru.casual];
  const ukrainian: readonly Parser[] = [uk.casual];
  const han: readonly Parser[] = [zh.casual];
  const kana: readonly Parser[] = [ja.casual];
  return (text, writtenAt) => {
    const parsers = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
      ? kana
      : /\p{Script=Han}/u.test(text)
        ? han
        : /[іїєґ]/iu.test(text)
          ? ukrainian
          : /\p{Script=Cyrillic}/u.test(text)
            ? cyrillic
            : latin;
    // The first language that reads a date in it is taken: the others would read less of the same words, or nothing.
    for (const parser of parsers) {
      const dates = read(parser, text, writtenAt);
      if (dates.length > 0) return dates;
    }
    return [];
  };
}

/** "Next week", which the reader takes for this day in a week. */
const someWeek =
  /(?:next|this|следующ|эт(?:ой|от)|наступн|ць(?:ого|ому)|nächste|diese|próxim|est[ae]|prochain|cette|prossim|questa|volgende)\p{L}*\s+(?:week|month|year|недел|месяц|год|тижн|місяц|woche|monat|semana|mes|mês|semaine|mois|settiman|mese)|(?:semana|semaine|settimana|mois|mes|mês|mese)\s+(?:que viene|prochain|próxim|prossim)/iu;

function read(parser: Parser, text: string, writtenAt: Milliseconds): readonly NamedDate[] {
  const reference = { instant: new Date(writtenAt), timezone: 0 };
  const results = parser.parse(cutText(text, 2_000), reference, { forwardDate: true });
  return results.map(({ text: words, start }): NamedDate => {
    const at = start.date();
    const isCertain = (part: 'day' | 'weekday' | 'hour') => start.isCertain(part);
    return {
      day: at.toISOString().slice(0, 10),
      minute: isCertain('hour') ? at.getUTCHours() * 60 + at.getUTCMinutes() : null,
      isVague:
        (!isCertain('day') && !isCertain('weekday') && !isCertain('hour')) ||
        (!isCertain('weekday') && someWeek.test(words)),
    };
  });
}
