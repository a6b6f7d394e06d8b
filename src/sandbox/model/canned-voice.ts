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
  const related = relatedMemories(prompt);
  // Another memory than one that the message touches comes up now and then only.
  const others = related.length === 0 && chance() < 0.3 ? prompt.memories : [];
  const recall = (memory: string): string =>
    filled(pick(words.recalls, chance) ?? '{memory}', echo, clause(memory));
  const own = [
    ...notSaidLately(prompt).map((line) => filled(`${pick(words.openings, chance) ?? ''} ${line}`, echo)),
    ...others.map(recall),
  ];
  const plain = words.plain.map((line) => filled(line, echo));
  const isFresh = (line: string | undefined): line is string =>
    line !== undefined && !prompt.said.includes(line);
  return (
    pick(related.map(recall).filter(isFresh), chance) ??
    pick(own.filter(isFresh), chance) ??
    pick(plain.filter(isFresh), chance) ??
    `${words.lastResort} ${prompt.said.length + 1}.`
  );
}

/** The character's lines without the ones used in the last few answers, as far as that leaves any. */
function notSaidLately({ sampleLines, said }: PromptParts): readonly string[] {
  const lately = said.slice(-Math.max(1, sampleLines.length - 1));
  const rested = sampleLines.filter((line) => !lately.some((answer) => answer.includes(line)));
  return rested.length > 0 ? rested : sampleLines;
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
    recalls: ['I still remember: {memory}.', '{echo}? I keep this in mind: {memory}.'],
    plain: ['{echo}? Tell me more.', '{echo}… how does that feel?', 'Hm, {echo}. And then?'],
    lastResort: 'I am thinking about it, part',
  },
  ru: {
    openings: ['', 'Хм, {echo}.', '{echo}?', 'Ага, {echo}.'],
    recalls: ['Я ведь помню: {memory}.', '{echo}? А ещё я помню: {memory}.'],
    plain: ['{echo}? Расскажи ещё.', '{echo}… и как тебе?', 'Хм, {echo}. А дальше?'],
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

/** Memories that share a word with the message and were not brought up already. */
function relatedMemories({ memories, lastWords, said }: PromptParts): string[] {
  const asked = new Set(stems(lastWords));
  return memories.filter(
    (memory) =>
      stems(memory).some((stem) => asked.has(stem)) &&
      !said.some((answer) => answer.includes(clause(memory))),
  );
}

function stems(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 5));
}

/** The last sentence without its punctuation, or the end of it where it is long. */
function echoOf(lastWords: string): string {
  const sentence = lastWords
    .split(/[.!?…\n]+/u)
    .map((part) => part.trim())
    .findLast((part) => part !== '');
  if (sentence === undefined) return '';
  const words = sentence.split(/\s+/u);
  const end = words.length > 5 ? `…${words.slice(-3).join(' ')}` : sentence;
  return clause(end).replace(/^[,;:\s]+|[,;:\s]+$/gu, '');
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

/** A pattern with its words put in. Where there is nothing to echo, that part of it goes away. */
function filled(pattern: string, echo: string, memory = ''): string {
  const shown = echo === '' ? pattern.replace(/^.*\{echo\}[.?…,]*\s*/u, '') : pattern;
  const said = shown.replace(/\{(echo|memory)\}/gu, (_, name) => (name === 'echo' ? echo : memory));
  const [first = '', ...rest] = [...said.trim()];
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
