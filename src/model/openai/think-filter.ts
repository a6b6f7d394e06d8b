const open = '<think>';
const close = '</think>';

/**
 * Takes the thinking out of an answer that begins with it: local servers often send a reasoning model's `<think>...</think>`
 * as plain text. Text that does not begin so passes as soon as that is certain.
 */
export class ThinkFilter {
  #state: 'start' | 'thinking' | 'after' | 'open' = 'start';
  #held = '';

  /** The part of the text so far that may be shown now. */
  push(piece: string): string {
    if (this.#state === 'open') return piece;
    this.#held += piece;
    if (this.#state === 'start') {
      const begun = this.#held.trimStart();
      if (begun.length < open.length && open.startsWith(begun)) return '';
      if (!begun.startsWith(open)) return this.#release(this.#held);
      this.#state = 'thinking';
    }
    if (this.#state === 'thinking') {
      const end = this.#held.indexOf(close);
      if (end === -1) return '';
      this.#held = this.#held.slice(end + close.length);
      this.#state = 'after';
    }
    const rest = this.#held.trimStart();
    return rest === '' ? '' : this.#release(rest);
  }

  /** What was held back and turned out to be no thinking. */
  end(): string {
    return this.#state === 'start' ? this.#release(this.#held) : '';
  }

  #release(text: string): string {
    this.#state = 'open';
    this.#held = '';
    return text;
  }
}
