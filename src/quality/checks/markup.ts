import { pass, repair, type Check } from '../check.js';

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
  '#x27': "'",
};
/** UTF-8 read as Latin-1 along the way. */
const mojibake: readonly (readonly [RegExp, string])[] = [
  [/â€™|â€˜/gu, '’'],
  [/â€œ|â€\u009d|â€(?=["\s.,!?]|$)/gu, '"'],
  [/â€”|â€“/gu, '-'],
  [/â€¦/gu, '…'],
  [/Ã©/gu, 'é'],
  [/Ã¼/gu, 'ü'],
  [/Ã¶/gu, 'ö'],
  [/Ã¤/gu, 'ä'],
  [/ÃŸ/gu, 'ß'],
  [/\ufffd+/gu, ''],
];

/** A chat shows plain text: markup would be read as signs, so it is taken out and its words are kept. */
export const markupCheck: Check = {
  name: 'markup',
  judge(text) {
    let plain = text
      .replace(/\\n/gu, '\n')
      .replace(/\\(["'*_])/gu, '$1')
      .replace(
        /&(amp|lt|gt|quot|apos|nbsp|#39|#x27);/giu,
        (whole, name: string) => entities[name.toLowerCase()] ?? whole,
      )
      .replace(/<br\s*\/?>/giu, '\n')
      .replace(/<\/?[a-z][a-z0-9-]{0,15}(?:\s[^<>]{0,200})?\/?>/giu, '')
      .replace(/\[\/?(?:b|i|u|s|url|quote|color|size|center)(?:=[^\]\n]{0,80})?\]/giu, '');
    for (const [signs, meant] of mojibake) plain = plain.replace(signs, meant);
    plain = plain
      .replace(/```[a-z]*\n?/giu, '')
      .replace(/^[ \t]{0,3}#{1,6}[ \t]+/gmu, '')
      .replace(/^[ \t]*(?:[-*_]){3,}[ \t]*$/gmu, '')
      .replace(/^[ \t]*[*•▪◦‣][ \t]+/gmu, '')
      .replace(/^[ \t]*>[ \t]+/gmu, '')
      .replace(/(\*\*|__)(?=\S)([^\n]{1,400}?)(?<=\S)\1/gu, '$2')
      .replace(/\*\*|(?<![\p{L}\p{N}_])__(?![\p{L}\p{N}_])/gu, '')
      .replace(/(?<![\p{L}\p{N}`])`([^`\n]{1,200})`(?![\p{L}\p{N}`])/gu, '$1')
      .replace(/\|\s*(?::?-{2,}:?\s*\|)+/gu, '')
      .replace(/\n{3,}/gu, '\n\n')
      .trim();
    plain = withoutLoneQuote(plain);
    return plain === text.trim() ? pass : repair(plain, 'markup');
  },
};

/** A quotation mark at one end only is left from quoting the whole line. */
function withoutLoneQuote(text: string): string {
  if ((text.match(/"/gu)?.length ?? 0) !== 1) return text;
  return text.replace(/^"(?!\d)|(?<!\d)"$/u, '').trim();
}
