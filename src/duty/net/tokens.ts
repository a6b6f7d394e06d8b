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
    else add(piece, first);
  }
  return joinedLetters(found);

  function add(piece: string, first: string): void {
    const mark = markOf(first);
    if (mark !== null) found.push(sign(mark, 'mark', isQuoted));
    else if (/^\d{1,4}$/u.test(piece)) found.push(sign(piece, 'number', isQuoted));
    else if (/^\p{Extended_Pictographic}/u.test(piece)) found.push(sign(piece, 'mark', isQuoted));
    else if (/[\p{L}\p{N}]/u.test(piece))
      for (const one of parts(piece)) found.push(wordToken(one, isQuoted));
  }
}

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

function wordToken(piece: string, isQuoted: boolean): Token {
  return { ...unquoted(piece), isQuoted };
}

/** A talk says the same words again and again. */
const rememberedWords = 1_024;
const unquoted = recently(rememberedWords, (piece): Omit<Token, 'isQuoted'> => {
  const form = word(piece).slice(0, longestWord);
  if (/^\d{1,4}$/u.test(form)) return { form, roman: form, kind: 'number', isCyrillic: false };
  return { form, roman: romanised(form), kind: 'word', isCyrillic: /[а-яіґє]/u.test(form) };
});

function sign(form: string, kind: Token['kind'], isQuoted: boolean): Token {
  return { form, roman: form, kind, isCyrillic: false, isQuoted };
}

/** "s t o p" and "s.t.o.p" become one word: four or more letters in a row that stand alone. */
function joinedLetters(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  let at = 0;
  while (at < tokens.length) {
    const run = letterRun(tokens, at);
    if (run.letters.length >= 4) {
      joined.push(wordToken(run.letters.join(''), tokens[at]?.isQuoted ?? false));
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
