import { cutText } from '../../lib/cut-text.js';
import type { GenerateOptions } from '../contract.js';
import { ReasoningFilter } from './reasoning-filter.js';

export interface AnswerTerms extends Pick<GenerateOptions, 'onText' | 'onRestart'> {
  /** Nothing is shown before it can be told from thinking. */
  readonly hold: boolean;
  /** More is not taken: the server does not keep to the limit it was given. */
  readonly mostCharacters: number;
}

/** The words of one streamed answer: what may be shown of it, handed out as it comes. */
export class AnswerText {
  text = '';
  /** Longer than an answer can be: the rest is not wanted. */
  isFull = false;

  #filter: ReasoningFilter;
  #taken = 0;
  #thoughtApart = false;

  constructor(private readonly terms: AnswerTerms) {
    this.#filter = new ReasoningFilter(terms.hold);
  }

  /** Whether the model thought, in the text or beside it. */
  get thought(): boolean {
    return this.#thoughtApart || this.#filter.found;
  }

  say(piece: string): void {
    if (this.isFull || piece === '') return;
    this.#taken += piece.length;
    this.#hand(this.#filter.push(piece));
    // Ten times as much where it thinks: that is bounded, and nothing of it is kept.
    this.isFull ||= this.#taken > 10 * this.terms.mostCharacters;
  }

  /** Thinking that came in a field of its own: the text beside it is the answer. */
  think(piece: string): void {
    if (piece.trim() === '') return;
    this.#thoughtApart = true;
    this.#hand(this.#filter.apart());
  }

  end(): void {
    this.#hand(this.#filter.end());
  }

  /** The answer begins anew. False where what was handed out is in use already. */
  restart(): boolean {
    if (this.text !== '' && !(this.terms.onRestart?.() ?? false)) return false;
    this.text = '';
    this.#taken = 0;
    this.#filter = new ReasoningFilter(this.terms.hold);
    return true;
  }

  #hand(more: string): void {
    const room = this.terms.mostCharacters - this.text.length;
    const shown = cutText(more, room);
    if (shown.length < more.length) this.isFull = true;
    if (shown === '') return;
    this.text += shown;
    this.terms.onText?.(shown);
  }
}

/** The text of a message's content: a string, or a list of parts of which thinking is one (Mistral, Anthropic's proxies). */
export function partsOf(content: unknown): { readonly text: string; readonly thinking: string } {
  if (typeof content === 'string') return { text: content, thinking: '' };
  let text = '';
  let thinking = '';
  for (const part of Array.isArray(content) ? (content as readonly unknown[]) : []) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    if (typeof part !== 'object' || part === null) continue;
    const { type, text: said, thinking: thought } = part as Readonly<Record<string, unknown>>;
    const isThinking = typeof type === 'string' && /think|reason/iu.test(type);
    if (isThinking) thinking += `${partsOf(thought).text}${typeof said === 'string' ? said : ''}`;
    else if (typeof said === 'string') text += said;
  }
  return { text, thinking };
}
