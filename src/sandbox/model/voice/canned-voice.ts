import { answerFromMemory } from './answer-from-memory.js';
import { createLikeness } from './canned-likeness.js';
import { cannedLanguage, cannedWords, languageOf } from './canned-words.js';
import type { CannedWords } from './canned-words-shape.js';
import { beginsWrong, momentOf, suits, type Moment } from './moments.js';
import { nameSaid } from './person-facts.js';
import type { PromptParts } from './read-prompt.js';

/** Tries for a sentence that was not said lately; then the least worn one is taken. */
const tries = 60;
/** Answers within which one of the character's own lines does not come again. */
const restsFor = 20;

/**
 * The speaking of a model that is none: what is remembered where a question asks for it, else a sample line of the
 * character that suits the moment, else small talk that fits anybody. It never gives the person's words back and stays
 * in their language. The same prompt and seed always give the same words, and never what is much like the last twenty
 * answers. Whoever runs it says that it is canned; the words themselves do not.
 */
export function speak(prompt: PromptParts, seed: number): string {
  const language = cannedLanguage(prompt.lastWords, prompt.sampleLines, prompt.said);
  const words = cannedWords[language];
  // Lines in another language than the person's are not theirs to hear.
  const speaks = languageOf(prompt.sampleLines.join(' '));
  const sampleLines = speaks === null || speaks === language ? prompt.sampleLines : [];
  const chance = seeded(seed, `${prompt.lastWords}\n${prompt.said.length}\n${prompt.said.at(-1) ?? ''}`);
  const compose = composer({ ...prompt, sampleLines }, words, chance);
  const likeness = createLikeness(prompt.said);
  let best = { text: '', worn: Number.POSITIVE_INFINITY };
  for (let count = 0; count < tries && best.worn > 1; count += 1) {
    const text = compose(count);
    const worn = likeness(text);
    if (text !== '' && worn < best.worn && !prompt.said.includes(text)) best = { text, worn };
  }
  return best.text === '' ? numbered(prompt, words) : best.text;
}

/** Everything was said already: a number makes it new. */
function numbered({ said }: PromptParts, words: CannedWords): string {
  return `${words.answers.short[0] ?? '…'} (${said.length + 1})`;
}

/** Makes one answer at a time; from the later tries on also of parts that suit less, so that it never runs dry. */
function composer(
  prompt: PromptParts,
  words: CannedWords,
  chance: () => number,
): (attempt: number) => string {
  const { sampleLines, lastWords } = prompt;
  // Of several messages the last is what is answered: an earlier question may have had its answer.
  const moment = momentOf(lastWords.split('\n').at(-1) ?? lastWords);
  const rested = notSaidLately(prompt);
  const own = linesFor(moment, lastWords, rested);
  const shaped = shaper(sampleLines);
  const any = (list: readonly string[]): string => pick(list, chance) ?? '';
  const name = nameSaid(lastWords) ?? '';
  const recalled = answerFromMemory(prompt);
  const goOn = (answer: string): string =>
    // One question at a time, and nothing that begins as what it follows.
    any(words.goOn.filter((more) => !/[?？]/u.test(answer) && firstWord(more) !== firstWord(answer)));
  return (attempt) => {
    if (recalled !== null) {
      const around = any(recalled === '' ? words.notTold : words.recalls);
      const more = attempt > tries / 4 ? goOn(around) : '';
      return shaped([around, more]).replace('{memory}', () => recalled);
    }
    if (moment === 'farewell') return shaped([any([...own, ...words.answers.farewell])]);
    const ownShare = moment === 'hard' ? 1 : moment === 'told' ? 0.75 : 0.4;
    if (own.length > 0 && chance() < ownShare) {
      const line = any(own);
      const before =
        moment === 'hard' && chance() < 0.4 && !interjection.test(line) ? any(words.answers.hard) : '';
      return shaped([before, line]);
    }
    if (attempt > tries / 3) {
      const answer = any([...words.answers.told, ...words.answers.short]);
      return shaped([any(words.openings), answer, goOn(answer)]);
    }
    const answer = any(words.answers[moment]);
    const isOpen = moment === 'told' || moment === 'hard';
    const opening = moment === 'told' && chance() < 0.4 ? any(words.openings) : '';
    const parts = [opening, answer, isOpen && chance() < 0.6 ? goOn(answer) : ''];
    return shaped(parts).replace('{name}', () => name);
  };
}

/** A line that begins so needs nothing in front. */
const interjection = /^(?:hm+|ha|oh|ah|wait|fair|well|good|хм|ну|погоди|ладно|anda|vaya|ay)(?!\p{L})/iu;

const firstWord = (text: string): string => /\p{L}+/u.exec(text)?.[0].toLowerCase() ?? '';

/** The character's own lines for a message, the best only: those that share a word with it, else those that suit the moment. */
function linesFor(moment: Moment, message: string, rested: readonly string[]): readonly string[] {
  const asked = new Set(stems(message));
  // A question of its own is about something: one word is too little to ask it for.
  const touching = rested.filter(
    (line) => stems(line).filter((stem) => asked.has(stem)).length >= (line.includes('?') ? 2 : 1),
  );
  if (moment === 'farewell') return rested.filter((line) => suits(line, moment) && !line.includes('?'));
  if (answeredPlainly.has(moment)) return [];
  if (touching.length > 0) return touching;
  const suited = rested.filter((line) => suits(line, moment));
  if (suited.length > 0) return suited;
  return moment === 'hard' ? rested.filter((line) => !line.includes('?') && !beginsWrong(line, moment)) : [];
}

/** Moments in which a line about something else would be rude. */
const answeredPlainly: ReadonlySet<Moment> = new Set([
  'thanks',
  'named',
  'greeting',
  'home',
  'work',
  'pet',
  'plan',
]);

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
  const saysSmallI = sampleLines.some((line) => /(?<!\p{L})i(?!\p{L})/u.test(line));
  const isOpen = most((line) => !/[.!?…]["'”»)]*$/u.test(line));
  return (parts) => {
    const sentences = parts
      .filter((part) => part !== '')
      .map((part) => (sampleLines.includes(part) || !isLower ? part : lowered(part, saysSmallI)));
    const whole = sentences.join(' ').trim();
    return isOpen ? whole.replace(/(?<![.])\.$/u, '') : whole;
  };
}

/** Sentences begin small, and so does "I" where the character writes it so. */
function lowered(text: string, saysSmallI: boolean): string {
  const small = text.replace(
    /(^|[.!?…] )(\p{Lu})/gu,
    (_, before: string, first: string) => before + first.toLowerCase(),
  );
  return saysSmallI ? small.replace(/(?<!\p{L})I(?!\p{L})/gu, 'i') : small;
}

function stems(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
    .filter((one) => !common.has(one))
    .map((one) => one.slice(0, 5));
}

/** Words that two sentences share without being about the same. */
const common: ReadonlySet<string> = new Set(
  'this that what with have from about your just like know been were they them then than when where really very much some want going tell think today tomorrow would could there here only still more will because также тоже очень можно может быть было была были если меня тебя тебе этот этого этом сегодня завтра просто потом когда чтобы только теперь здесь есть нету буду надо как-то como para pero esta este esto cuando porque donde también muy algo tengo estoy hacer'.split(
    ' ',
  ),
);

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
