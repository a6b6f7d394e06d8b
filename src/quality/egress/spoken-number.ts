import { isCardNumber } from './card-number.js';

/** Digits in words, so many in a row that they are a number to dial or to pay to. */
const digitWords: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'zero one two three four five six seven eight nine',
    'oh one two three four five six seven eight niner',
    'null eins zwei drei vier fünf sechs sieben acht neun',
    'null eins zwo drei vier fünf sechs sieben acht neun',
    'cero uno dos tres cuatro cinco seis siete ocho nueve',
    'zéro un deux trois quatre cinq six sept huit neuf',
    'zero uno due tre quattro cinque sei sette otto nove',
    'zero um dois três quatro cinco seis sete oito nove',
    'ноль один два три четыре пять шесть семь восемь девять',
    'нуль один два три чотири п’ять шість сім вісім дев’ять',
    "нуль один два три чотири п'ять шість сім вісім дев'ять",
    '零 一 二 三 四 五 六 七 八 九',
  ].flatMap((words) => words.split(' ').map((word, digit) => [word, String(digit)] as const)),
);
const word = Object.keys(digitWords).join('|');
/** The shortest number that is dialled from anywhere has nine digits with its country's. */
const fewestDigits = 9;
/** Several digits of such a number may stand as figures between those in words. */
const inWords = new RegExp(
  String.raw`(?<![\p{L}\d])(?:(?:(?:${word})(?!\p{L})|\d{1,4})[\s,.–/-]{0,3}){5,20}(?![\p{L}\d])`,
  'giu',
);
/** "3.5.1.9.1.2.3.4.5", or one digit a line */
const apart = /(?<![\d.,:])\d(?:[\s,.;–/|_*-]{1,2}\d){8,18}(?![\d:])/gu;
const mayHold = new RegExp(String.raw`(?:${word})[\s,.–/-]{1,3}(?:${word}|\d)|\d\D{1,2}\d`, 'iu');

/** Numbers in a text that are written so that no eye for figures sees them, as written. */
export function spokenNumbersIn(text: string): readonly string[] {
  if (!mayHold.test(text)) return [];
  const found = (pattern: RegExp): readonly string[] =>
    [...text.matchAll(pattern)].map(([match]) => match.trim());
  return [...found(inWords).filter((written) => wordsIn(written) >= 3), ...found(apart)].filter((written) =>
    isNumber(digitsOf(written)),
  );
}

const anyDigit = new RegExp(String.raw`(?<!\p{L})(?:${word})(?!\p{L})|\d`, 'giu');

function digitsOf(written: string): readonly number[] {
  return (written.match(anyDigit) ?? []).map((one) => Number(digitWords[one.toLowerCase()] ?? one));
}

function wordsIn(written: string): number {
  return (written.match(anyDigit) ?? []).filter((one) => !/\d/u.test(one)).length;
}

/** Neither counting, up or down, nor the same again and again. */
function isNumber(digits: readonly number[]): boolean {
  if (digits.length < fewestDigits) return false;
  if (new Set(digits).size < 4) return digits.length > 11 && isCardNumber(digits);
  const steps = digits.slice(1).map((digit, at) => digit - (digits[at] ?? 0));
  return [1, -1].every((by) => steps.filter((step) => step === by).length < steps.length * 0.8);
}
