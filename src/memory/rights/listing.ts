import { cutText } from '../../lib/cut-text.js';
import type { Memory, MemorySource } from '../../store/memory/memory-reader.js';
import type { RightsWords } from './words.js';

/** How a day is written for this person. */
export interface DayFormat {
  readonly language: string;
  readonly timeZone: string;
}

/** Characters of one bubble of a list: far below what a message may hold, so that it can be read on a phone. */
const bubbleSize = 2_500;

/** What is noted, numbered from 1, in as many bubbles as it takes. Every entry says where it comes from. */
export function listMemories(
  memories: readonly Memory[],
  sources: ReadonlyMap<number, readonly MemorySource[]>,
  words: RightsWords,
  format: DayFormat,
): readonly string[] {
  const day = new Intl.DateTimeFormat(format.language, { dateStyle: 'long', timeZone: format.timeZone });
  return memories.map((memory, index) => {
    const [source] = sources.get(memory.row) ?? [];
    const origin =
      source?.author === 'person'
        ? words.fromYou(day.format(source.sentAt))
        : words.noted(day.format(source?.sentAt ?? memory.createdAt));
    const aside = memory.trust === 'quarantined' ? `; ${words.setAside}` : '';
    return `${index + 1}. ${memory.text} (${origin}${aside})`;
  });
}

/** Lines as bubbles: a line that alone is too long is one bubble and is cut by whoever sends it. */
export function inBubbles(lines: readonly string[]): readonly string[] {
  const bubbles: string[] = [];
  for (const line of lines) {
    const last = bubbles.at(-1);
    if (last !== undefined && last.length + line.length < bubbleSize)
      bubbles[bubbles.length - 1] = `${last}\n${line}`;
    else bubbles.push(line);
  }
  return bubbles;
}

/** Words of a text that say what it is about, in small letters. */
function contentWords(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/[\p{L}\p{N}]{3,}/gu) ?? []
  ).filter((word) => !empty.has(word));
}

const empty: ReadonlySet<string> = new Set(
  'the and that this what you your about was were with have has had her his she they them our for not are but from told said всё все что это про обо меня мне мой моя моё мои как был была было они она его для или der die das und ich mein meine dass über que mon mes une des les los las una con por mis che mio mia uma meu minha'.split(
    ' ',
  ),
);
/** Endings differ ("sister", "sisters", "сестру", "сестра"): the beginning of a word is what is compared. */
const stemLength = 5;

/** The memories a person means by these words: every word that says something has to be in them. */
export function memoriesMeant(memories: readonly Memory[], words: string): readonly Memory[] {
  const wanted = contentWords(words).map(stem);
  if (wanted.length === 0) return [];
  return memories.filter(({ text, subject }) => {
    const there = new Set(contentWords(`${text} ${subject}`).map(stem));
    return wanted.every((word) => there.has(word));
  });
}

function stem(word: string): string {
  return cutText(word, Math.max(3, Math.min(stemLength, word.length - 1)));
}
