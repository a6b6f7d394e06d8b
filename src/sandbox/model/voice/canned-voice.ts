import { cannedLanguage, cannedWords, type CannedWords } from './canned-words.js';
import { createLikeness } from './canned-likeness.js';
import type { PromptParts } from './read-prompt.js';

/** Tries for a sentence that was not said lately; then the least worn one is taken. */
const tries = 60;
/** Answers within which one of the character's own lines does not come again. */
const restsFor = 20;

/**
 * The speaking of a model that is none: a sample line of the character, a memory, or an echo of what was said, put together
 * by rule. The same prompt and seed always give the same words, and never what is much like the last twenty answers.
 * Whoever runs it says that it is canned; the words themselves do not.
 */
export function speak(prompt: PromptParts, seed: number): string {
  const words = cannedWords[cannedLanguage(prompt.lastWords, prompt.sampleLines)];
  const chance = seeded(seed, `${prompt.lastWords}\n${prompt.said.length}\n${prompt.said.at(-1) ?? ''}`);
  const compose = composer(prompt, words, chance);
  const likeness = createLikeness(prompt.said);
  let best = { text: '', worn: Number.POSITIVE_INFINITY };
  for (let count = 0; count < tries && best.worn > 1; count += 1) {
    const text = compose();
    const worn = likeness(text);
    if (text !== '' && worn < best.worn && !prompt.said.includes(text)) best = { text, worn };
  }
  return best.text === '' ? `${words.lastResort} ${prompt.said.length + 1}.` : best.text;
}

/** Makes one sentence or two at a time. */
function composer(prompt: PromptParts, words: CannedWords, chance: () => number): () => string {
  const { sampleLines, lastWords } = prompt;
  const echoes = echoesOf(lastWords);
  const related = relatedMemories(prompt);
  const rested = notSaidLately(prompt);
  const isFarewell = words.farewell?.test(lastWords) ?? false;
  const shaped = shaper(sampleLines);
  const any = (list: readonly string[]): string => pick(list, chance) ?? '';
  const around = (patterns: readonly string[], memory = ''): string => {
    // Where there is nothing to echo, what would echo it goes away.
    const usable = echoes.length > 0 ? patterns : patterns.filter((pattern) => !pattern.includes('{echo}'));
    return filled(any(usable), any(echoes), memory);
  };
  return () => {
    if (related.length > 0) return shaped([around(words.recalls, any(related))]);
    if (isFarewell) return shaped([any(words.goodbyes)]);
    // Another memory than one that the message touches comes up now and then only.
    const others = prompt.memories.flatMap((memory) => statementIn(memory, false) ?? []);
    if (others.length > 0 && chance() < 0.1) return shaped([around(words.recalls, any(others))]);
    // The more of them are rested, the likelier one comes: they are spread over the talk.
    if (chance() * sampleLines.length < rested.length) {
      const before = chance() < 0.5 ? '' : around(words.echoes);
      return shaped([before, around(rested)]);
    }
    return shaped([any(words.openings), around(words.echoes), any(words.closings)]);
  };
}

/** The character's lines that none of the last answers held. */
function notSaidLately({ sampleLines, said }: PromptParts): readonly string[] {
  const lately = said.slice(-restsFor).map(plain);
  return sampleLines.filter((line) => !lately.some((answer) => answer.includes(plain(line))));
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');

/** Puts parts together the way the character begins and ends its lines: with or without capitals and full stops. */
function shaper(sampleLines: readonly string[]): (parts: readonly string[]) => string {
  const most = (isSo: (line: string) => boolean): boolean =>
    sampleLines.length > 0 && sampleLines.filter(isSo).length * 2 > sampleLines.length;
  const isLower = most((line) => /^[^\p{L}]*\p{Ll}/u.test(line));
  const isOpen = most((line) => !/[.!?…]["'”»)]*$/u.test(line));
  return (parts) => {
    const sentences = parts
      .filter((part) => part !== '')
      .map((part) => (sampleLines.includes(part) ? part : cased(part, isLower)));
    const whole = sentences.join(' ').trim();
    return isOpen ? whole.replace(/(?<![.])\.$/u, '') : whole;
  };
}

function cased(text: string, isLower: boolean): string {
  const [first = '', ...rest] = [...text];
  return (isLower ? first.toLowerCase() : first.toUpperCase()) + rest.join('');
}

/** Memories that share a word with the message and were not brought up already. */
function relatedMemories({ memories, lastWords, said }: PromptParts): string[] {
  const asked = new Set(stems(lastWords));
  return memories
    .flatMap((memory) => statementIn(memory, lastWords.includes('?')) ?? [])
    .filter(
      (memory) =>
        stems(memory).some((stem) => asked.has(stem)) && !said.some((answer) => answer.includes(memory)),
    );
}

/**
 * What a remembered line holds, without who and when in front. An earlier message stands there in quotation marks: it is
 * brought up to answer a question, and neither the character's own words nor another question are.
 */
function statementIn(memory: string, mayQuote: boolean): string | null {
  const [, who, quoted, noted] =
    /^(\p{L}+), [^:"]{1,30}: (?:"(.*)"|(.*?))(?: \((?:felt|for)[^()]*\))*$/u.exec(memory) ?? [];
  if (quoted === undefined) return clause(noted ?? memory);
  return mayQuote && who !== 'you' && !/[?？]/u.test(quoted) ? clause(quoted) : null;
}

function stems(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 5));
}

/** Pieces of what was said, of five words at most and without punctuation: of a long sentence its ends and its middle. */
function echoesOf(lastWords: string): readonly string[] {
  return lastWords.split(/[.!?…\n]+/u).flatMap((sentence) => {
    const trimmed = sentence.trim();
    if (trimmed === '') return [];
    const words = trimmed.split(/\s+/u);
    const pieces =
      words.length <= 5
        ? [trimmed]
        : [words.slice(-3), words.slice(0, 4), words.slice(Math.floor(words.length / 2) - 1).slice(0, 3)].map(
            (piece) => piece.join(' '),
          );
    return pieces.map((piece) => clause(piece).replace(/^[,;:)(\s]+|[,;:)(\s]+$/gu, '')).filter(Boolean);
  });
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

function filled(pattern: string, echo: string, memory: string): string {
  return pattern.replace(/\{(echo|memory)\}/gu, (_, name) => (name === 'echo' ? echo : memory));
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
