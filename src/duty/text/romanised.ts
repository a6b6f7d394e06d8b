/**
 * Russian and Ukrainian typed with Latin letters, as people do it without a Cyrillic keyboard: "ya hochu", "ja xochu",
 * "ya khochu". Cyrillic words and Latin ones meet in one coarse form, in which soft signs and the many ways to write
 * "я", "й", "ы" and "х" make no difference. Words come in the common form of spoken.ts.
 */
export function romanised(word: string): string {
  let latin = '';
  for (const letter of word) latin += letters[letter] ?? letter;
  return latin
    .replace(/shch|sch|ch(?=sh)/gu, 'sh')
    .replace(/kh|x/gu, 'h')
    .replace(/c(?!h)/gu, 'ts')
    .replace(/[iyj](?=[aeou])/gu, '')
    .replace(/[yj]/gu, 'i')
    .replace(/w/gu, 'v')
    .replace(/(\p{L})\1+/gu, '$1');
}

const letters: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', є: 'e', ж: 'zh', з: 'z', и: 'i', і: 'i', к: 'k', л: 'l',
  м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh',
  щ: 'sh', ъ: '', ы: 'i', ь: '', э: 'e', ю: 'u', я: 'a',
}; // prettier-ignore

/** Words that nearly every message of danger has one of, and few words of other languages look like. */
const telling = new Set(
  [
    'хочу', 'хочется', 'хотела', 'себя', 'меня', 'мне', 'больше', 'жить', 'жизнь', 'жизни', 'живу', 'умереть', 'умру',
    'сдохнуть', 'убить', 'убью', 'это', 'что', 'чтобы', 'ничего', 'никто', 'очень', 'смерти', 'смерть', 'покончить',
    'собой', 'сегодня', 'завтра', 'навсегда', 'таблеток', 'таблетки', 'устал', 'устала', 'лучше', 'зачем', 'вены',
    'режу', 'проснуться', 'надоело', 'повеситься', 'повешусь', 'крыши', 'прыгну', 'суицид', 'никому', 'нужен', 'нужна',
    'хочеться', 'мені', 'мене', 'більше', 'жити', 'життя', 'померти', 'вбити', 'собі', 'себе', 'краще', 'нічого',
    'сьогодні', 'назавжди', 'піти', 'втомилася', 'втомився', 'смерті', 'пігулок', 'навіщо', 'заснути', 'брат', 'друг',
    'подруга', 'хочет', 'говорит', 'каже', 'просто', 'тебя', 'когда', 'если', 'всем', 'думаю', 'нет',
  ].map(romanised),
); // prettier-ignore

/** Whether Latin letters spell Russian or Ukrainian here, as far as two such words tell. */
export function isRomanised(words: readonly string[]): boolean {
  const found = new Set<string>();
  for (const one of words) {
    const latin = romanised(one);
    if (telling.has(latin)) found.add(latin);
    if (found.size > 1) return true;
  }
  return false;
}
