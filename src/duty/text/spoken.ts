import { recently } from '../../lib/recently.js';

/**
 * A message as its words, made equal over what a person may type for the same word: case, accents, full-width and
 * look-alike letters, invisible characters, digits for letters, stretched and spaced-out letters. Phrases are written
 * in plain spelling and pass through the same function, so both sides always meet in the same form.
 */
export interface Spoken {
  /** Words, with `.` where a sentence ends and `?` where a question does. */
  readonly words: readonly string[];
  /** Which of them stand between quotation marks. */
  readonly quoted: readonly boolean[];
}

/** Letters of one script that look like letters of another, as Latin. */
const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a', в: 'b', е: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x', і: 'i', ј: 'j',
  ѕ: 's', ԁ: 'd', ӏ: 'l', ԛ: 'q', ԝ: 'w', ɡ: 'g', ı: 'i', α: 'a', ο: 'o', ε: 'e', ι: 'i', κ: 'k', ν: 'v', ρ: 'p',
  τ: 't', υ: 'u', ϲ: 'c', ɩ: 'i', ʟ: 'l', ɪ: 'i',
}; // prettier-ignore
const toCyrillic: Readonly<Record<string, string>> = {
  a: 'а', b: 'в', e: 'е', k: 'к', m: 'м', h: 'н', o: 'о', p: 'р', c: 'с', t: 'т', y: 'у', x: 'х', i: 'і',
}; // prettier-ignore
const digitLetters: Readonly<Record<string, string>> = {
  '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', $: 's', '@': 'a', '!': 'i', '|': 'l', '€': 'e',
}; // prettier-ignore

const pieces =
  /[\p{L}\p{N}\p{M}$@|€]+(?:(?:['’‘`´!]|[*#]+)[\p{L}\p{N}\p{M}$@|€]+)*|[?？؟]+|[.!;:…。！\n]+|["«»„“”]|['’‘]|\p{Extended_Pictographic}/gu;
const laughter = /^[😂🤣😆😹😅]$/u;

/** Longer texts are read up to here: Telegram's own limit for one message. */
const mostCharacters = 4_096;

/** A dozen rules look at the same message, and the window's last ones again with the next. */
const remembered = 64;

export const spoken = recently(remembered, spokenOf);

function spokenOf(text: string): Spoken {
  const words: string[] = [];
  const quoted: boolean[] = [];
  let inQuotes = false;
  const plain = text
    .slice(0, mostCharacters)
    .normalize('NFKC')
    .replace(/\p{Cf}|[\ufe00-\ufe0f]/gu, '')
    .toLowerCase();
  for (const [piece] of plain.matchAll(pieces)) {
    const [first = ''] = piece;
    if ('"«»„“”'.includes(first))
      inQuotes = first === '«' || first === '„' || first === '“' ? true : first === '"' ? !inQuotes : false;
    else if ("'’‘".includes(first)) continue;
    else if ('?？؟'.includes(first)) add('?');
    else if ('.!;:…。！\n'.includes(first)) add('.');
    else if (laughter.test(piece)) add('haha');
    else if (/[\p{L}\p{N}]/u.test(piece)) add(word(piece));
  }
  return joinLetters(words, quoted);

  function add(next: string): void {
    if (next === '') return;
    words.push(next);
    quoted.push(inQuotes);
  }
}

/** One word in the common form; also for the words of phrases. */
export function word(raw: string): string {
  // Most words are plain letters of one script already.
  if (/^(?:[a-z]+|[а-зик-ъыьэюя]+)$/u.test(raw)) return raw.replace(/(.)\1+/gu, '$1');
  let letters = raw.replace(/['’‘`´]/gu, '');
  // "su1cide" and "k!ll", but not "20mg" or "4u".
  if (
    /[\d$@!|€]/u.test(letters) &&
    /^\p{L}/u.test(letters) &&
    /\p{L}.*[\d$@!|€].*\p{L}|\p{L}{2}/u.test(letters)
  ) {
    letters = letters.replace(/11/gu, 'll').replace(/[0134570$@!|€]/gu, (sign) => digitLetters[sign] ?? sign);
  } else if (/^[$@!]/u.test(letters)) {
    letters = letters.replace(/[$@!|€]/gu, (sign) => digitLetters[sign] ?? sign);
  }
  letters = oneScript(letters).normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/gu, 'ss');
  return letters.replace(/(\p{L})\1+/gu, '$1');
}

/** A word that mixes scripts is written in the one most of its letters are from. */
function oneScript(letters: string): string {
  const foreign = letters.match(/[\p{Script=Cyrillic}\p{Script=Greek}ɡıɩʟɪ]/gu)?.length ?? 0;
  if (foreign === 0) return letters;
  const latin = letters.match(/[a-z]/gu)?.length ?? 0;
  if (latin === 0) return letters;
  return foreign <= latin || /[ѕԁӏԛԝјο]/u.test(letters)
    ? letters.replace(/[^a-z]/gu, (letter) => lookAlikes[letter] ?? letter)
    : letters.replace(/[a-z]/gu, (letter) => toCyrillic[letter] ?? letter);
}

/** "k i l l" and "s.u.i.c.i.d.e" become one word: four or more letters in a row that stand alone. */
function joinLetters(words: readonly string[], quoted: readonly boolean[]): Spoken {
  const joined: { readonly words: string[]; readonly quoted: boolean[] } = { words: [], quoted: [] };
  let at = 0;
  while (at < words.length) {
    const end = endOfLetters(words, at);
    const letters = words.slice(at, end).filter((one) => one !== '.');
    if (letters.length >= 4) {
      joined.words.push(word(letters.join('')));
      joined.quoted.push(quoted[at] ?? false);
      at = end;
      continue;
    }
    joined.words.push(words[at] ?? '');
    joined.quoted.push(quoted[at] ?? false);
    at += 1;
  }
  return joined;
}

function endOfLetters(words: readonly string[], from: number): number {
  let end = from;
  for (let at = from; at < words.length; at += 1) {
    const one = words[at] ?? '';
    if (/^\p{L}$/u.test(one)) end = at + 1;
    else if (one !== '.' || words[at - 1] === '.') break;
  }
  return end;
}
