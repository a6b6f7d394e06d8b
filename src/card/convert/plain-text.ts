import { withoutMarkup } from '../shape/active-content.js';
import { withoutMacros } from './macros.js';

/** Turns texts of a card into texts of a character file, and remembers what it had to leave out. */
export class PlainText {
  readonly left = new Set<string>();

  constructor(
    readonly name: string,
    readonly language: string,
  ) {}

  of(text: string): string {
    const { text: named, unknown } = withoutMacros(text, this.name, this.language);
    for (const macro of unknown) this.left.add(`the macro ${macro}, which means nothing here, was taken out`);
    const plain = withoutMarkup(named);
    if (plain !== named) this.left.add('HTML was taken out of the texts; the words stayed');
    return (
      plain
        .replace(/\r\n?/gu, '\n')
        // Halves of characters and control characters but tab and line feed.
        .replace(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, '')
        .split('\n')
        .map((line) => line.trimEnd())
        .join('\n')
        .replace(/\n{3,}/gu, '\n\n')
        .trim()
    );
  }

  /** Paragraphs, none longer than `most`. */
  paragraphs(text: string, most: number): readonly string[] {
    return this.of(text)
      .split(/\n\s*\n/u)
      .flatMap((paragraph) => pieces(paragraph.trim(), most))
      .filter((paragraph) => paragraph !== '');
  }
}

/** A text cut where a line, a sentence or a word ends, into pieces of at most `most` UTF-16 units. */
export function pieces(text: string, most: number): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const room = rest.slice(0, most);
    const cuts = [
      room.lastIndexOf('\n'),
      Math.max(room.lastIndexOf('. '), room.lastIndexOf('。')) + 1,
      room.lastIndexOf(' '),
    ];
    const cut = cuts.find((position) => position > most / 2) ?? wholeBefore(rest, most);
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return [...parts, rest].filter((part) => part !== '');
}

/** The beginning of a text, at most `most` UTF-16 units, never cut inside of what a reader sees as one character. */
export function beginning(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, wholeBefore(text, most));
}

/** Longest run of code units that one visible character is made of, families and flags included. */
const longestCharacter = 64;

/** Where the visible character that would be cut at `most` begins; `most` itself where none is longer than any there is. */
function wholeBefore(text: string, most: number): number {
  const from = Math.max(0, most - longestCharacter);
  const around = text.slice(from, most + longestCharacter);
  // The window may begin inside of a character: what is cut is only looked for from its second boundary on.
  let start = 0;
  for (const { index } of new Intl.Segmenter().segment(around)) {
    if (from + index > most) break;
    start = from + index;
  }
  return start === 0 ? most : start;
}
