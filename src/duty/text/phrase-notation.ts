import { word } from './spoken.js';

/**
 * Phrases as people say them, matched word by word. Written so:
 *
 *   `kill myself`        these words, one after another
 *   `suicid*`            any ending
 *   `want/wish`          one or the other; `going+to/gonna` where an alternative has several words
 *   `?really`            may be there
 *   `..` and `...`       up to three, or six, other words of the same sentence
 *   `$want`              a list given with the phrases
 *   `?` and `.`          by themselves: where a question or a sentence ends
 *   `##`                 a number from ten on
 */
export interface Phrase {
  readonly source: string;
  readonly elements: readonly Element[];
}

export type Element =
  | { readonly kind: 'words'; readonly choice: Choice; readonly optional: boolean }
  | { readonly kind: 'gap'; readonly most: number };

/** What may stand in one place. */
export interface Choice {
  readonly all: readonly Alternative[];
  /** The whole words among them, by the first. */
  readonly byFirst: ReadonlyMap<string, readonly Alternative[]>;
  /** Beginnings of single words. */
  readonly open: readonly Alternative[];
}

export interface Alternative {
  readonly words: readonly string[];
  /** The last word may go on. */
  readonly open: boolean;
}

export type Lists = Readonly<Record<string, string>>;

/** Words and lists come back in many phrases: each is read once. */
export class PhraseReader {
  private readonly words = new Map<string, string>();
  private readonly parts = new Map<Lists, Map<string, Element>>();

  /** @param convert what every word passes through behind the common form */
  constructor(private readonly convert: (word: string) => string) {}

  read(source: string, lists: Lists): Phrase {
    const known = this.parts.get(lists) ?? new Map<string, Element>();
    this.parts.set(lists, known);
    const elements = source.split(' ').map((part) => {
      const element = known.get(part) ?? this.element(part, lists, source);
      known.set(part, element);
      return element;
    });
    return { source, elements };
  }

  private element(part: string, lists: Lists, source: string): Element {
    if (part === '..' || part === '...') return { kind: 'gap', most: part.length === 2 ? 3 : 6 };
    if (part.startsWith('?..')) throw new Error(`a gap may be empty as it is: ${source}`);
    const optional = part.length > 1 && part.startsWith('?');
    const body = (optional ? part.slice(1) : part).replace(/\$([\p{L}\p{N}_]+)/gu, (_, name: string) => {
      const list = lists[name];
      if (list === undefined) throw new Error(`no list ${name}: ${source}`);
      return list;
    });
    return {
      kind: 'words',
      optional,
      choice: choiceOf(body.split('/').map((text) => this.alternative(text))),
    };
  }

  private alternative(text: string): Alternative {
    const open = text.endsWith('*');
    const words = (open ? text.slice(0, -1) : text).split('+').map((one) => this.word(one));
    return { words, open };
  }

  private word(text: string): string {
    if (text === '.' || text === '?' || text === '##') return text;
    let common = this.words.get(text);
    if (common === undefined) {
      common = this.convert(word(text));
      this.words.set(text, common);
    }
    return common;
  }
}

function choiceOf(all: readonly Alternative[]): Choice {
  const byFirst = new Map<string, Alternative[]>();
  const open: Alternative[] = [];
  for (const one of all) {
    const [first = ''] = one.words;
    if (one.open && one.words.length === 1) open.push(one);
    else {
      const listed = byFirst.get(first);
      if (listed) listed.push(one);
      else byFirst.set(first, [one]);
    }
  }
  return { all, byFirst, open };
}
