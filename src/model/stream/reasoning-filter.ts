import { longestMark, nextMark, openingWords, unfinishedFrom } from './reasoning-marks.js';
import type { MarkKind } from './reasoning-marks.js';

/**
 * Takes a model's thinking out of the text of an answer, however the text is cut into pieces: the same text gives the
 * same words. Thinking that is not closed takes all that follows with it.
 *
 * `hold`: nothing is shown before it can be told. Where a template put the opening tag into the prompt, the answer
 * begins with bare thinking, and only a closing tag, far behind, says so: everything before it is dropped then. It can be
 * told when thinking was closed, when the server sent it in a field of its own (`apart`), or at the end.
 */
export class ReasoningFilter {
  /** Whether there was thinking in the text. */
  found = false;

  #pending = '';
  #scanned = 0;
  #depth = 0;
  /** The harmony format's header between `<|channel|>` or `<|start|>` and `<|message|>`; null outside of one. */
  #header: string | null = null;
  #muted = false;
  #over = false;
  #shown = false;
  #endsInSpace = true;
  /** White space at the beginning, and behind thinking that had some in front, is not shown. */
  #trims = true;

  constructor(private hold: boolean) {}

  /** The part of the text so far that may be shown now. */
  push(piece: string): string {
    if (this.#over) return '';
    this.#pending += piece;
    return this.#read(false);
  }

  /** The server keeps thinking and answer apart: what was held back may be shown. */
  apart(): string {
    this.hold = false;
    return this.#read(false);
  }

  /** What was held back and turned out to be the answer. */
  end(): string {
    if (this.#over) return '';
    this.hold = false;
    let shown = this.#read(true);
    // A header that was never followed by its message: some servers drop `<|message|>`.
    const bare = /^\s*final\b([\s\S]*)$/u.exec(this.#header ?? '')?.[1];
    this.#header = null;
    if (bare !== undefined) shown += this.#show(bare);
    return shown;
  }

  #read(isEnd: boolean): string {
    let out = '';
    if (this.#opensInWords(isEnd) === 'wait') return out;
    for (;;) {
      const mark = nextMark(this.#pending, this.#scanned, this.hold || this.#hides);
      if (mark === null) break;
      const before = this.#pending.slice(0, mark.at);
      this.#pending = this.#pending.slice(mark.end);
      this.#scanned = 0;
      const naked = mark.kind === 'close' && !this.#hides;
      // Thinking whose beginning stood in the prompt.
      if (!(naked && this.hold)) out += this.#take(before);
      this.#apply(mark.kind);
      if (this.#over) return out;
    }
    if (this.hold && !this.#hides) {
      this.#scanned = Math.max(0, this.#pending.length - longestMark);
      return out;
    }
    const settled = this.#settledLength(isEnd);
    out += this.#take(this.#pending.slice(0, settled));
    this.#pending = this.#pending.slice(settled);
    this.#scanned = 0;
    return out;
  }

  /** How much of what is pending cannot be part of a mark any more. */
  #settledLength(isEnd: boolean): number {
    if (isEnd) return this.#pending.length;
    return this.#hides ? Math.max(0, this.#pending.length - longestMark) : unfinishedFrom(this.#pending);
  }

  get #hides(): boolean {
    return this.#depth > 0 || this.#muted || this.#header !== null;
  }

  #take(text: string): string {
    if (this.#header !== null) this.#header += text;
    return this.#hides ? '' : this.#show(text);
  }

  #show(text: string): string {
    const shown = this.#trims ? text.trimStart() : text;
    if (shown !== '') {
      this.#trims = false;
      this.#shown = true;
      this.#endsInSpace = /\s$/u.test(shown);
    }
    return shown;
  }

  #apply(kind: MarkKind): void {
    switch (kind) {
      case 'open':
        this.found = true;
        this.#depth += 1;
        return;
      case 'close':
        this.found = true;
        this.#depth = Math.max(0, this.#depth - 1);
        if (this.#depth === 0) this.#told();
        return;
      case 'channel':
      case 'start':
        this.#header = '';
        return;
      case 'message': {
        const header = this.#header?.trim().toLowerCase();
        this.#header = null;
        if (header === undefined) return;
        this.#muted = !/^(?:final|assistant$)/u.test(header);
        this.found ||= this.#muted;
        if (!this.#muted) this.#told();
        return;
      }
      case 'end':
        if (!this.#hides) return;
        this.#header = null;
        this.#muted = false;
        this.#told();
        return;
      case 'wrap':
        return;
      case 'stop':
        this.#over = true;
        this.#pending = '';
    }
  }

  #told(): void {
    this.hold = false;
    this.#trims = this.#endsInSpace;
  }

  /** Thinking that begins without a sign, at the very beginning. `wait`: it may still become one. */
  #opensInWords(isEnd: boolean): 'wait' | null {
    if (this.#shown || this.#hides || this.found) return null;
    const begun = this.#pending.trimStart();
    for (const word of openingWords) {
      if (!isEnd && begun.length <= word.length && word.startsWith(begun)) return 'wait';
      if (!begun.startsWith(word)) continue;
      const next = begun.charAt(word.length);
      if (word === 'analysis' ? !/\p{Lu}/u.test(next) : !/\s/u.test(next)) continue;
      this.found = true;
      this.#depth = 1;
      this.#pending = begun.slice(word.length);
      this.#scanned = 0;
    }
    return null;
  }
}
