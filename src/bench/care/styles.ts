/** How the same sentence is typed by different people; each leaves its meaning as it is. */
export const styles: Readonly<Record<string, (text: string, language: string) => string>> = {
  written: (text) => text,
  'small letters, no marks': (text) => text.toLowerCase().replace(/[.,!?;:'’"«»„“”]/gu, ''),
  'no accents': (text) =>
    text
      .replaceAll('ё', 'е')
      .normalize('NFD')
      .replace(/(?<=[a-z])\p{M}/giu, '')
      .normalize('NFC'),
  misspelt: (text) =>
    everyThirdLongWord(
      text,
      (word) => `${word.slice(0, 2)}${word.slice(3, 4)}${word.slice(2, 3)}${word.slice(4)}`,
    ),
  'digits for letters': (text) =>
    everyThirdLongWord(text, (word) => word.replace(/[oeaiо]/gu, (letter) => digits[letter] ?? letter)),
  'latin letters': (text, language) =>
    language === 'ru' || language === 'uk'
      ? text.toLowerCase().replace(/\p{Script=Cyrillic}/gu, (letter) => latin[letter] ?? letter)
      : text,
  shouted: (text) => text.toUpperCase(),
};

function everyThirdLongWord(text: string, change: (word: string) => string): string {
  let long = 0;
  return text.replace(/\p{L}{5,}/gu, (word) => {
    long += 1;
    return long % 3 === 1 ? change(word) : word;
  });
}

const digits: Readonly<Record<string, string>> = { o: '0', e: '3', a: '4', i: '1', о: '0' };
const latin: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', ё: 'yo', є: 'ye', ж: 'zh', з: 'z', и: 'i', і: 'i', ї: 'yi', й: 'y',
  к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch',
  ш: 'sh', щ: 'sch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
}; // prettier-ignore
