import { wordsOf } from '../../quality/plain-words.js';

/**
 * Lines that fit whatever was written and assert nothing: said where every draft was turned down, because to the person
 * silence looks like a program that broke. First for a talk that goes on, then for a goodbye.
 */
const lines: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  en: [
    ['Tell me more?', 'I am listening, go on.', 'Say a bit more about that?'],
    ['Good night.', 'Until next time.'],
  ],
  ru: [
    ['Расскажешь подробнее?', 'Слушаю, продолжай.', 'Можно чуть подробнее?'],
    ['Доброй ночи.', 'До связи.'],
  ],
  uk: [
    ['Розкажеш докладніше?', 'Слухаю, продовжуй.', 'Можна трохи докладніше?'],
    ['Добраніч.', 'До звʼязку.'],
  ],
  de: [
    ['Erzählst du mir mehr davon?', 'Ich höre zu, erzähl weiter.', 'Magst du mehr dazu sagen?'],
    ['Gute Nacht.', 'Bis bald.'],
  ],
  es: [
    ['¿Me cuentas más?', 'Te escucho, sigue.', '¿Me dices algo más de eso?'],
    ['Buenas noches.', 'Hasta luego.'],
  ],
  fr: [
    ['Tu m’en dis plus ?', 'Je t’écoute, continue.', 'Tu peux m’en dire un peu plus ?'],
    ['Bonne nuit.', 'À bientôt.'],
  ],
  it: [
    ['Mi racconti di più?', 'Ti ascolto, continua.', 'Mi dici qualcosa in più?'],
    ['Buonanotte.', 'A presto.'],
  ],
  pt: [
    ['Contas-me mais?', 'Estou a ouvir, continua.', 'Dizes-me um pouco mais?'],
    ['Boa noite.', 'Até breve.'],
  ],
};

/** Words of a sample line up to which it can be no claim about anything: "go on.", "and then?". */
const mostWords = 3;

export interface LastResortTerms {
  /** BCP 47; English where we have no lines. */
  readonly language: string | null;
  /** The character's sample lines. */
  readonly samples: readonly string[];
  readonly isFarewell: boolean;
  readonly recentReplies: readonly string[];
}

/**
 * What is tried, in this order: the character's own shortest questions, then the neutral lines in its way of writing,
 * those said lately last.
 */
export function lastResortLines({
  language,
  samples,
  isFarewell,
  recentReplies,
}: LastResortTerms): readonly string[] {
  const [goesOn, farewells] = lines[language?.slice(0, 2).toLowerCase() ?? 'en'] ?? lines['en'] ?? [[], []];
  const isLower = samples.filter((line) => /^[^\p{L}]*\p{Ll}/u.test(line)).length * 2 > samples.length;
  const neutral = (isFarewell ? farewells : goesOn).map((line) =>
    isLower
      ? line.replace(
          /(^|[.!?] )(\p{Lu})/gu,
          (_, before: string, first: string) => before + first.toLowerCase(),
        )
      : line,
  );
  const own = isFarewell
    ? []
    : samples.filter((line) => line.endsWith('?') && wordsOf(line).length <= mostWords);
  const isFresh = (line: string): boolean => !recentReplies.some((reply) => reply.includes(line));
  const all = [...own, ...neutral];
  return [...all.filter(isFresh), ...all.filter((line) => !isFresh(line))];
}
