import { withoutMarkup } from './active-content.js';
import { withoutMacros } from './macros.js';

/** Turns texts of a card into texts of a character file, and remembers what it had to leave out. */
export class PlainText {
  readonly left = new Set<string>();

  constructor(
    private readonly name: string,
    private readonly language: string,
  ) {}

  of(text: string): string {
    const { text: named, unknown } = withoutMacros(text, this.name, this.language);
    for (const macro of unknown) this.left.add(`the macro ${macro}, which means nothing here, was taken out`);
    const plain = withoutMarkup(named);
    if (plain !== named) this.left.add('HTML was taken out of the texts; the words stayed');
    return (
      plain
        .replace(/\r\n?/gu, '\n')
        // Control characters but tab and line feed.
        .replace(/(?![\n\t])\p{Cc}/gu, '')
        .replace(/[ \t]+\n/gu, '\n')
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

/** A text cut where a line, a sentence or a word ends, into pieces of at most `most` characters. */
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
    const cut = cuts.find((position) => position > most / 2) ?? most;
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return [...parts, rest].filter((part) => part !== '');
}
