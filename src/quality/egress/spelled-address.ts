import { hasPublicSuffix } from './public-suffix.js';

/** Letters and digits of the scripts that domains are written in. */
const sign = '0-9A-Za-zÀ-ɏͰ-῿぀-퟿';
const label = String.raw`[${sign}](?:[${sign}-]{0,62}[${sign}])?`;
const path = String.raw`(?:\s?(?:\/|\s(?:slash|slesh|слэш|слеш|barra|schrägstrich)\s)\s?[\w-]+)?`;
/** The clause is over: behind it a small word is no part of a sentence any more. */
const end = String.raw`(?=\s*(?:$|[\n,;!?)…]|\.(?:\s|$)))`;
/** What people put around a word that is to be read as a sign. */
const around = String.raw`[\s"'“”«»*_~<>(){}\[\]|\/-]{1,3}`;

/** "dot", with whatever passes for its vowel; never an everyday word between two names. */
const dotWord = String.raw`d-?[o0оο]-?t|тчк|крапка`;
/** The words of other languages for it, which sentences hold as well ("el punto es", "the point is"). */
const everydayDot = String.raw`punkt|punto|ponto|point|точка`;
const commonEndings = 'com|net|org|info|io|ru|xyz|bet|gg|ly|onion';
/** As they are said in Cyrillic. */
const saidEndings = String.raw`ру|ком|юа|уа|орг|рф|бел|укр`;

interface Form {
  readonly pattern: RegExp;
  /** Whether what was found may be an address, of the part behind the dot; any is one where this is absent. */
  readonly may?: (ending: string) => boolean;
}

const isEnding = (ending: string): boolean => hasPublicSuffix(`a.${ending.toLowerCase()}`);
/** Endings that begin or end sentences everywhere. */
const smallWords = new Set(
  'it in to me no so at is am be my as do de es la si se ma il un je va ha ho al by us on you how now one ist book works'.split(
    ' ',
  ),
);
const isTelling = (ending: string): boolean => isEnding(ending) && !smallWords.has(ending.toLowerCase());

const forms: readonly Form[] = [
  // "casino-dot-bet", 'mira "dot" com', "mira *dot* com"
  {
    pattern: new RegExp(
      String.raw`(?<![${sign}])${label}${around}(?:${dotWord})${around}(?<ending>${label})(?![${sign}])${path}`,
      'giu',
    ),
    may: isTelling,
  },
  // "mira punto es.", "mira Punkt de": where nothing follows
  {
    pattern: new RegExp(
      String.raw`(?<![${sign}])${label}[\s_-](?:${dotWord}|${everydayDot}|period|full stop)[\s_-]?(?<ending>[a-z]{2,10})(?:${path}${end}|\s?\/\s?\w+)`,
      'giu',
    ),
    may: isEnding,
  },
  { pattern: /(?<![\p{L}\d])[a-z0-9-]{3,}dot(?:com|net|org)(?![\p{L}\d])/giu },
  { pattern: /(?<![\p{L}\d])[\p{L}\d-]+[[({<]\s?\.\s?(?<ending>[a-z]{2,10})(?![\p{L}\d])/giu, may: isEnding },
  { pattern: /(?<![\p{L}\d])[a-z0-9-]{2,}DOT(?<ending>[a-z]{2,10})(?![\p{L}\d])/gu, may: isEnding },
  {
    pattern: new RegExp(
      String.raw`(?<![${sign}])${label}\s+(?:точка|тчк|крапка)\s+(?:${saidEndings})(?![${sign}])${path}`,
      'giu',
    ),
  },
  { pattern: /[\p{L}\d-]+\s*[点點]\s*(?<ending>[a-z]{2,10})(?![a-z])/giu, may: isEnding },
  // "casino . bet", "mira .io"
  {
    pattern: new RegExp(
      String.raw`(?<![${sign}'’:])(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\s+[.·。．]\s*(?<ending>[a-z]{2,10})(?:${end}|\s?\/\s?\w+)`,
      'gu',
    ),
    may: isTelling,
  },
  {
    pattern: new RegExp(String.raw`(?<![${sign}])${label}\.\s+(?<ending>[a-z]{2,10})\/\w+`, 'gu'),
    may: isEnding,
  },
  // "m i r a . c o m", "mira . c o m"
  {
    pattern:
      /(?<![\p{L}\d])(?:[a-z0-9]\s){2,}[a-z0-9](?:\s?\.\s?|\sd[o0]t\s)(?<ending>(?:[a-z]\s){1,7}[a-z])(?![\p{L}\d])/giu,
    may: isEnding,
  },
  {
    pattern:
      /(?<![\p{L}\d])[a-z0-9-]{2,}(?:\s?\.\s?|\sd[o0]t\s)(?<ending>(?:[a-z]\s){1,7}[a-z])(?![\p{L}\d])/giu,
    may: isEnding,
  },
  {
    pattern:
      /(?<![\p{L}\d.])(?:[a-z]\.){3,20}(?<ending>(?:c\.o\.m|n\.e\.t|o\.r\.g|b\.e\.t|i\.o|r\.u))(?![\p{L}\d])/gu,
  },
  // The dot in the writing of a machine, or as another sign
  {
    pattern: new RegExp(
      String.raw`(?<![${sign}])${label}(?:%2e|&#0*46;|&#x0*2e;|&period;|\\+\.)(?<ending>${label})`,
      'giu',
    ),
    may: isEnding,
  },
  {
    pattern: new RegExp(
      String.raw`(?<![${sign}])${label}(?:\.{2}|,)(?:${commonEndings})(?:${end}|\/\w+)`,
      'gu',
    ),
  },
  {
    pattern: new RegExp(
      String.raw`(?<![${sign}])[a-z0-9-]{3,}\p{Extended_Pictographic}\u{fe0f}?(?:${commonEndings})(?![${sign}])${path}`,
      'gu',
    ),
  },
  { pattern: /(?<=[\p{L}\d]\s)(?:com|net|org|ly|gg|io|xyz)\/[\w-]+/gu },
  { pattern: /(?<![\p{L}\d])t\s*(?:\.|\sdot\s)\s*me\s*(?:\/|\sslash\s)\s*\w+/giu },
  // A mail address in words
  {
    pattern: new RegExp(
      String.raw`(?<![${sign}])[\w.+-]+\s(?:arroba|chiocciola|arobase|собака|собачка|klammeraffe|равлик)\s${label}\s?(?:\.|\s(?:${dotWord}|${everydayDot})\s)\s?[${sign}]{2,10}`,
      'giu',
    ),
  },
  {
    pattern: new RegExp(
      String.raw`(?<![${sign}])[\w.+-]+\s?(?:at|@)\s?${label}\s(?:${dotWord})\s[a-z]{2,10}`,
      'giu',
    ),
  },
];

/** The least that any of them holds. */
const mayHold =
  /[.·。．,%&\\]|\p{Extended_Pictographic}\u{fe0f}?[a-z]{2}|d-?[o0оο]-?t|punkt|punto|ponto|point|точка|тчк|крапка|period|full stop|[点點]|(?:com|net|org|ly|gg|io|xyz)\/|arroba|chiocciola|arobase|собак|собач|klammer|равлик/iu;

/** Addresses that are written to be read and not to be pressed: "casino dot bet", "m i r a . c o m"; as written. */
export function spelledAddressesIn(text: string): readonly string[] {
  if (!mayHold.test(text)) return [];
  return forms.flatMap(({ pattern, may }) =>
    [...text.matchAll(pattern)]
      .filter(({ groups }) => may === undefined || may((groups?.['ending'] ?? '').replace(/\s/gu, '')))
      .map(([match]) => match),
  );
}
