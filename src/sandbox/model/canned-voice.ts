import type { PromptParts } from './read-prompt.js';

/**
 * The speaking of a model that is none: a sample line of the character, a memory, or an echo of what was said, put together
 * by rule. The same prompt and seed always give the same words, and never the words of the answer before.
 * Whoever runs it says that it is canned; the words themselves do not.
 */
export function speak(prompt: PromptParts, seed: number): string {
  const words = wordsOf[languageOf(prompt)];
  const chance = seeded(seed, `${prompt.lastWords}\n${prompt.said.length}\n${prompt.said.at(-1) ?? ''}`);
  const echo = echoOf(prompt.lastWords);
  const options = [
    ...remembering(prompt, words, chance),
    ...prompt.sampleLines.map((line) => joined(pick(words.openings, chance), echo, line)),
    ...words.plain.map((line) => line.replace('{echo}', echo)),
  ].filter((line) => echo !== '' || !line.includes('«»'));
  const fresh = options.filter((option) => !prompt.said.includes(option));
  // Memories come first in the list, then the character's own lines: mostly those are wanted.
  const preferred = prompt.sampleLines.length > 0 ? fresh.slice(0, -words.plain.length) : fresh;
  return (
    pick(preferred.length > 0 ? preferred : fresh, chance) ?? `${words.lastResort} ${prompt.said.length + 1}.`
  );
}

interface Words {
  /** Put before a sample line; `{echo}` is what the person said. */
  readonly openings: readonly string[];
  /** Around a memory. */
  readonly recalls: readonly string[];
  /** When the prompt holds no sample line. */
  readonly plain: readonly string[];
  readonly lastResort: string;
}

type Language = 'en' | 'ru' | 'other';

const wordsOf: Readonly<Record<Language, Words>> = {
  en: {
    openings: ['', 'Hm, {echo}.', '{echo}?', 'Okay, {echo}.'],
    recalls: [
      'I still remember: {memory}.',
      'Wait, {memory}, right?',
      '{echo}? And I keep in mind: {memory}.',
    ],
    plain: ['Hm, {echo}. Tell me more?', '{echo}? I like how that sounds.', 'And {echo}, how does it feel?'],
    lastResort: 'I am thinking about it, part',
  },
  ru: {
    openings: ['', 'Хм, {echo}.', '{echo}?', 'Ага, {echo}.'],
    recalls: ['Я ведь помню: {memory}.', 'Погоди, {memory}, да?', '{echo}? А ещё я помню: {memory}.'],
    plain: ['Хм, {echo}. А расскажи ещё?', '{echo}? Звучит хорошо.', 'И {echo}, и как тебе?'],
    lastResort: 'Думаю об этом, часть',
  },
  other: {
    openings: ['', '{echo}…', '{echo}?'],
    recalls: ['{memory}…', '{echo}? {memory}…'],
    plain: ['{echo}?', '{echo}…', '{echo} 🙂'],
    lastResort: '…',
  },
};

/** By script and a few everyday words; only English and Russian have words of their own here. */
function languageOf(prompt: PromptParts): Language {
  const text = prompt.lastWords || prompt.sampleLines.join(' ');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0)
    return prompt.sampleLines.length > 0 && prompt.lastWords
      ? languageOf({ ...prompt, lastWords: '' })
      : 'en';
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  if (cyrillic * 2 > letters) return /[іїєґў]/i.test(text) ? 'other' : 'ru';
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (latin * 2 < letters) return 'other';
  return /[à-öø-ÿāčęěğışśżž¿¡]/i.test(text) ? 'other' : 'en';
}

function remembering(prompt: PromptParts, words: Words, chance: () => number): string[] {
  if (prompt.memories.length === 0) return [];
  const asked = new Set(stems(prompt.lastWords));
  const related = prompt.memories.filter((memory) => stems(memory).some((stem) => asked.has(stem)));
  // A memory that shares a word with the message is always worth saying, another one now and then.
  if (related.length === 0 && chance() < 0.6) return [];
  const echo = echoOf(prompt.lastWords);
  return (related.length > 0 ? related : prompt.memories).map((memory) =>
    (pick(words.recalls, chance) ?? '{memory}')
      .replace('{echo}', echo === '' ? '…' : echo)
      .replace('{memory}', clause(memory)),
  );
}

function stems(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 5));
}

/** The last few words of the last sentence, without its punctuation. */
function echoOf(lastWords: string): string {
  const sentence = lastWords
    .split(/[.!?…\n]+/u)
    .map((part) => part.trim())
    .findLast((part) => part !== '');
  if (sentence === undefined) return '';
  const words = sentence.split(/\s+/u);
  return clause(words.slice(-6).join(' ')).replace(/^[,;:\s]+|[,;:\s]+$/gu, '');
}

/** One short piece: a long one is cut at a word, and never inside a character. */
function clause(text: string): string {
  const flat = text
    .replace(/\s+/gu, ' ')
    .replace(/[.!…]+$/u, '')
    .trim();
  const characters = [...flat];
  if (characters.length <= 140) return flat;
  return `${characters
    .slice(0, 140)
    .join('')
    .replace(/\s+\S*$/u, '')}…`;
}

function joined(opening: string | undefined, echo: string, line: string): string {
  const start = opening === undefined || echo === '' ? '' : opening.replace('{echo}', echo);
  return start === '' ? line : `${upperFirst(start)} ${line}`;
}

function upperFirst(text: string): string {
  const [first = '', ...rest] = [...text];
  return first.toUpperCase() + rest.join('');
}

function pick<T>(list: readonly T[], chance: () => number): T | undefined {
  return list[Math.floor(chance() * list.length)];
}

/** A small generator (mulberry32) started from the text: the choice follows from the prompt alone. */
function seeded(seed: number, text: string): () => number {
  let state = seed >>> 0;
  for (let at = 0; at < text.length; at += 1) {
    state = Math.imul(state ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
