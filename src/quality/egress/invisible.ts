import anyAscii from 'any-ascii';

/**
 * Signs that a person does not see: they carry hidden instructions, break words apart so that no list finds them, or turn
 * the reading direction. Emoji keep what joins them; Persian and Indic scripts keep theirs.
 */
const ranges: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xe000, 0xf8ff],
  [0xfdd0, 0xfdef],
  [0xfe00, 0xfe0e],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffc],
  [0xfffe, 0xffff],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0080, 0xe0fff],
  [0xf0000, 0x10ffff],
];
const inHex = (code: number): string => `\\u{${code.toString(16)}}`;
const everInvisible = new RegExp(
  `[${ranges.map(([from, to]) => `${inHex(from)}-${inHex(to)}`).join('')}]`,
  'gu',
);
const kept = /[\n\t]/u;
/** Flags of England, Scotland and Wales are spelt with tags; no other run of tags says anything to a person. */
const tags =
  /(\u{1f3f4}(?:\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}))|[\u{e0000}-\u{e007f}]/gu;
/** Scripts whose letters are joined or kept apart by signs of no width. */
const joining =
  '\\p{Script=Arabic}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gujarati}\\p{Script=Gurmukhi}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Oriya}\\p{Script=Sinhala}\\p{Script=Tamil}\\p{Script=Telugu}';
/** Else a joiner stands between two emoji, a selector behind a sign that can be an emoji. */
const looseJoiner = new RegExp(
  `(?<![${joining}])(?:(?<![\\p{Extended_Pictographic}\\u{fe0f}\\p{Emoji_Modifier}])\\u{200d}|\\u{200d}(?!\\p{Extended_Pictographic}))`,
  'gu',
);
const looseSelector = /(?<![\p{Emoji}])\u{fe0f}/gu;
const nonJoiner = new RegExp(`(?<![${joining}])\\u{200c}`, 'gu');
/** A letter under a pile of marks is noise, and hides where the next word begins. No orthography needs more than four. */
const piled = /[^\p{M}]?\p{M}{5,}/gu;
const oddSpaces = /[\u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}]/gu;
/** Letters in costume, which look like plain ones and are not found by any list. */
const costumed =
  /[\u{1d400}-\u{1d7ff}\u{ff20}-\u{ff3a}\u{ff41}-\u{ff5a}\u{ff10}-\u{ff19}\u{24b6}-\u{24e9}\u{1f130}-\u{1f149}\u{1f150}-\u{1f169}]+/gu;
/** Small letters in the shape of capitals: the phonetic alphabet has some of them, one at a time. */
const smallCapital = String.raw`\u{1d00}-\u{1d22}\u{262}\u{26a}\u{274}\u{280}\u{28f}\u{299}\u{29c}\u{29f}\u{1eb}\u{a730}\u{a731}\u{a7af}`;
/** Words of such letters, raised ones, letters in filled boxes, the writing of the blind, digits in costume. */
const dressed = [
  new RegExp(
    String.raw`(?<!\p{L})[${smallCapital}csovxz]*[\u{1d00}-\u{1d22}][${smallCapital}csovxz]*(?!\p{L})`,
    'gu',
  ),
  /[\u{1d2c}-\u{1d6a}\u{2b0}-\u{2b8}\u{2e0}-\u{2e4}\u{2071}\u{207f}]{2,}/gu,
  /(?:[\u{1f170}-\u{1f189}]\u{fe0f}?\s{0,2}){3,}/gu,
  /[\u{2801}-\u{283f}](?:[\u{2801}-\u{283f}\s]*[\u{2801}-\u{283f}])+/gu,
  /(?:\d\u{fe0f}?\u{20e3}\s?){4,}/gu,
  /[\u{249c}-\u{24b5}]{2,}/gu,
  /[\u{2460}-\u{2468}\u{24ea}]{4,}/gu,
  /(?:(?![0-9])\p{Nd}[ .-]?){7,}/gu,
];
/** A letter of a flag that stands alone is a letter; two are a flag. */
const flagLetter = /(?<![\u{1f1e6}-\u{1f1ff}])[\u{1f1e6}-\u{1f1ff}](?![\u{1f1e6}-\u{1f1ff}])/gu;
export function withoutInvisible(text: string): string {
  const bare = withoutNoise(text)
    .replace(/\r\n?/gu, '\n')
    .replace(everInvisible, (sign) => (kept.test(sign) ? sign : ''))
    .replace(tags, '$1')
    .replace(looseJoiner, '')
    .replace(looseSelector, '')
    .replace(nonJoiner, '')
    .replace(piled, ' ')
    .replace(oddSpaces, ' ')
    .replace(costumed, (run) => plainLetters(run))
    .replace(flagLetter, (one) => String.fromCharCode(97 + (one.codePointAt(0) ?? 0) - 0x1f1e6));
  return dressed.reduce(
    (worn, pattern) => worn.replace(pattern, (run) => anyAscii(run).toLowerCase().replace(/[()]/gu, '')),
    inOneScript(bare),
  );
}

/** Words that pass for Latin ones beside words that mix the two scripts inside: whoever writes so hides them from lists. */
function inOneScript(text: string): string {
  const mixed = text.match(mixedWord) ?? [];
  if (mixed.length < 2) return text;
  return text.replace(lookAlikeWord, (word) => word.replace(/[^a-z]/giu, (one) => latin[one] ?? one));
}

/** Cyrillic and Greek letters that look like Latin ones in every typeface. */
const latin: Readonly<Record<string, string>> = {
  а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', і: 'i', ј: 'j', ѕ: 's', һ: 'h', ԁ: 'd', ԛ: 'q', ԝ: 'w', ӏ: 'l',
  А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X', І: 'I', Ј: 'J', Ѕ: 'S',
  α: 'a', ε: 'e', ι: 'i', ο: 'o', υ: 'u', η: 'n', ν: 'v', ρ: 'p', τ: 't', κ: 'k', χ: 'x', γ: 'y', ω: 'w',
}; // prettier-ignore
const lookAlikeWord = new RegExp(
  String.raw`(?<!\p{L})[a-zA-Z${Object.keys(latin).join('')}]+(?!\p{L})`,
  'gu',
);
const mixedWord =
  /(?<!\p{L})(?=\p{L}*[a-zA-Z])(?=\p{L}*[\p{Script=Cyrillic}\p{Script=Greek}])[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]{2,}(?!\p{L})/gu;

/** Marks that no letter is composed with, on many letters: strokes and piles. Scripts that are written with marks keep theirs. */
function withoutNoise(text: string): string {
  if (!/[\u{300}-\u{36f}]/u.test(text)) return text;
  const loose = text.normalize('NFC').match(/[\u{300}-\u{36f}]+/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return loose >= 6 && loose > letters / 4
    ? text
        .normalize('NFD')
        .replace(/[\u{300}-\u{36f}]/gu, '')
        .normalize('NFC')
    : text;
}

function plainLetters(run: string): string {
  return Array.from(run, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    // Boxed and circled capitals have no plain form in Unicode's own tables.
    if (code >= 0x1f130 && code <= 0x1f149) return String.fromCharCode(65 + code - 0x1f130);
    if (code >= 0x1f150 && code <= 0x1f169) return String.fromCharCode(65 + code - 0x1f150);
    return sign.normalize('NFKC');
  }).join('');
}
