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
  readonly byFirst: Pick<ReadonlyMap<string, readonly Alternative[]>, 'get' | 'has'>;
  /** Beginnings of single words. */
  readonly open: readonly Alternative[];
}

export interface Alternative {
  readonly words: readonly string[];
  /** The last word may go on. */
  readonly open: boolean;
  /** A list of this one, for the many places where it stands alone. */
  readonly alone: readonly Alternative[];
}

export type Lists = Readonly<Record<string, string>>;

/** Words and lists come back in many phrases: each is read once, and what is read is shared by the phrases. */
export class PhraseReader {
  private readonly words = new Map<string, string>();
  private readonly alternatives = new Map<string, Alternative>();
  private readonly choices = new Map<string, Choice>();
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
      choice: this.choice(body),
    };
  }

  private choice(body: string): Choice {
    let choice = this.choices.get(body);
    if (choice === undefined) {
      choice = choiceOf(body.split('/').map((text) => this.alternative(text)));
      this.choices.set(body, choice);
    }
    return choice;
  }

  private alternative(text: string): Alternative {
    let alternative = this.alternatives.get(text);
    if (alternative === undefined) {
      alternative = this.readAlternative(text);
      this.alternatives.set(text, alternative);
    }
    return alternative;
  }

  private readAlternative(text: string): Alternative {
    const open = text.endsWith('*');
    const words = (open ? text.slice(0, -1) : text).split('+').map((one) => this.word(one));
    const alternative = { words, open, alone: none };
    alternative.alone = [alternative];
    return alternative;
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

const none: readonly Alternative[] = [];

/** What a map of one entry answers: half of all choices have one word. */
class OneWord {
  constructor(
    private readonly word: string,
    private readonly alone: readonly Alternative[],
  ) {}

  get(word: string): readonly Alternative[] | undefined {
    return word === this.word ? this.alone : undefined;
  }

  has(word: string): boolean {
    return word === this.word;
  }
}

function choiceOf(all: readonly Alternative[]): Choice {
  const [only] = all;
  if (all.length === 1 && only !== undefined && !(only.open && only.words.length === 1))
    return { all: only.alone, byFirst: new OneWord(only.words[0] ?? '', only.alone), open: none };
  const byFirst = new Map<string, readonly Alternative[]>();
  let open = none;
  for (const one of all) {
    const [first = ''] = one.words;
    if (one.open && one.words.length === 1) open = open.length === 0 ? one.alone : open.concat(one);
    else {
      const listed = byFirst.get(first);
      byFirst.set(first, listed === undefined ? one.alone : listed.concat(one));
    }
  }
  return { all, byFirst, open };
}
