import { recently } from '../../lib/recently.js';
import { romanised } from '../text/romanised.js';
import { word } from '../text/spoken.js';

/** A word, number, emoji or mark of a message. */
export interface Token {
  /** The common form of spoken.ts; Cyrillic letters as they are. */
  readonly form: string;
  /** As Latin letters, where Cyrillic and what people type instead of it meet. */
  readonly roman: string;
  readonly kind: 'word' | 'number' | 'mark';
  readonly isCyrillic: boolean;
  /** Between quotation marks. */
  readonly isQuoted: boolean;
}

/** Longer texts are read up to here: Telegram's own limit for one message. */
const mostCharacters = 4_096;
/** A longer run of letters is no word. */
const longestWord = 40;

const pieces =
  /\d{1,4}(?![\p{L}\d])|[\p{L}\p{N}\p{M}$@|€]+(?:(?:['’‘`´!]|[*#]+)[\p{L}\p{N}\p{M}$@|€]+)*|[?？؟]+|[.!;:…。！\n]+|,|["«»„“”]|\p{Extended_Pictographic}/gu;
const opening = '«„“';
const closing = '»”';

/** A message as its words and signs, equal over case, accents, look-alike letters, stretched and spaced-out words. */
export function tokensOf(text: string): readonly Token[] {
  const found: Token[] = [];
  let isQuoted = false;
  const plain = text
    .slice(0, mostCharacters)
    .normalize('NFKC')
    .replace(/\p{Cf}|[\ufe00-\ufe0f]/gu, '')
    .toLowerCase();
  for (const [piece] of plain.matchAll(pieces)) {
    const [first = ''] = piece;
    if (opening.includes(first)) isQuoted = true;
    else if (closing.includes(first)) isQuoted = false;
    else if (first === '"') isQuoted = !isQuoted;
    else for (const token of tokensIn(piece)) found.push({ ...token, isQuoted });
  }
  return joinedLetters(found);
}

/** A talk says the same words again and again. */
const rememberedPieces = 1_024;
const tokensIn = recently(rememberedPieces, (piece): readonly Omit<Token, 'isQuoted'>[] => {
  const mark = markOf(piece[0] ?? '');
  if (mark !== null) return [sign(mark, 'mark')];
  if (/^\d{1,4}$/u.test(piece)) return [sign(piece, 'number')];
  if (/^\p{Extended_Pictographic}/u.test(piece)) return [sign(piece, 'mark')];
  return /[\p{L}\p{N}]/u.test(piece) ? parts(piece).map(wordToken) : [];
});

function markOf(first: string): string | null {
  if ('?？؟'.includes(first)) return '?';
  if ('.!;:…。！\n'.includes(first)) return '.';
  return first === ',' ? ',' : null;
}

/** "15yo" and "16f" are a number and what it counts, "m'écrire" and "dell'anno" two words. */
function parts(piece: string): readonly string[] {
  const [, number, unit] = /^(\d{1,2})(\p{L}{1,6})$/u.exec(piece) ?? [];
  if (number !== undefined && unit !== undefined) return [number, unit];
  const [, short, long] = elision.exec(piece) ?? [];
  return short === undefined || long === undefined ? [piece] : [short, long];
}

/** French and Italian words that lose their end before a vowel. */
const elision =
  /^([cdjlmnst]|qu|jusqu|lorsqu|puisqu|un|dell|nell|all|sull|dall|quest|quell|com|dov|cos|tutt)['’‘`´](\p{L}{2,}.*)$/u;

function wordToken(piece: string): Omit<Token, 'isQuoted'> {
  const form = word(piece).slice(0, longestWord);
  if (/^\d{1,4}$/u.test(form)) return sign(form, 'number');
  return { form, roman: romanised(form), kind: 'word', isCyrillic: /[а-яіґє]/u.test(form) };
}

function sign(form: string, kind: Token['kind']): Omit<Token, 'isQuoted'> {
  return { form, roman: form, kind, isCyrillic: false };
}

/** "s t o p" and "s.t.o.p" become one word: four or more letters in a row that stand alone. */
function joinedLetters(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  let at = 0;
  while (at < tokens.length) {
    const run = letterRun(tokens, at);
    if (run.letters.length >= 4) {
      joined.push({ ...wordToken(run.letters.join('')), isQuoted: tokens[at]?.isQuoted ?? false });
      at = run.end;
      continue;
    }
    const token = tokens[at];
    if (token && token.form !== '') joined.push(token);
    at += 1;
  }
  return joined;
}

function letterRun(
  tokens: readonly Token[],
  from: number,
): { readonly letters: readonly string[]; readonly end: number } {
  const letters: string[] = [];
  let end = from;
  for (let at = from; at < tokens.length; at += 1) {
    const form = tokens[at]?.form ?? '';
    if (/^\p{L}$/u.test(form)) {
      letters.push(form);
      end = at + 1;
    } else if (form !== '.' || tokens[at - 1]?.form === '.') break;
  }
  return { letters, end };
}
