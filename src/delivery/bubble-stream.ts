import { cutText, splitText } from '../lib/cut-text.js';
import type { RichText } from '../core/rich-text.js';
import type { TextLimit, TextUnit } from '../core/text-limit.js';
import { cut, fits } from './cut.js';
import { questionStart, reactionEnd } from './first-thought.js';
import { fenceAfter, parseMarkup } from './markup.js';
import { join } from './rich-slice.js';

export interface BubbleRules {
  /** How much one message may hold. */
  readonly maxLength: number;
  /** In what that is counted; in code points when left out. */
  readonly unit?: TextUnit;
  /** How many thoughts are sent apart at most; as people do when left out. */
  readonly most?: number;
  /** Said at the head of the first bubble, an empty line apart, such as the AI disclosure. */
  readonly opening?: string | null;
}

/** Unless it is said: more thoughts than this are not sent apart (EVIDENCE 7: one to three, 21 % of human turns have more than one). */
const usualBubbles = 3;
/** What a model writes beyond this is no message to anybody; it is not even looked at. */
const mostRead = 12_000;

/**
 * A reply cut into bubbles while it is still being written. An empty line ends a bubble, as the prompt tells the model;
 * so does a short reaction ahead of the rest, at times. What follows the third thought stays with it. However the text
 * is handed over, in one piece or letter by letter, the bubbles are the same.
 */
export class BubbleStream {
  private text = '';
  private room = mostRead;
  private made = 0;
  /** Nothing was looked at yet: a reaction may stand at the head. */
  private isFirst = true;

  constructor(private readonly rules: BubbleRules) {}

  /** More of the text; gives the bubbles that are complete by now, usually none. */
  push(piece: string): readonly RichText[] {
    this.text += cutText(piece, this.room);
    this.room = Math.max(0, this.room - piece.length);
    const bubbles: RichText[] = [];
    while (this.made < this.most - 1) {
      const end = this.endOfThought();
      if (end === null) break;
      bubbles.push(...this.take(end));
    }
    return bubbles;
  }

  /** There is no more: what is left. */
  end(): readonly RichText[] {
    const bubbles: RichText[] = [];
    if (this.isFirst && this.most > 1) {
      const lead = this.text.length - this.text.trimStart().length;
      const left = this.text.trim();
      const end = reactionEnd(left, left.length) ?? 0;
      if (end > 0) bubbles.push(...this.take(lead + end));
    }
    const question = this.made === 0 && this.most > 1 ? questionStart(this.text) : 0;
    if (question > 0) bubbles.push(...this.take(question));
    return [...bubbles, ...this.take(this.text.length)];
  }

  private get most(): number {
    return this.rules.most ?? usualBubbles;
  }

  /** Where the thought at the head of the text ends; null while nothing certain follows it. */
  private endOfThought(): number | null {
    const lead = this.text.length - this.text.trimStart().length;
    const paragraph = endOfParagraph(this.text, lead);
    if (this.isFirst) {
      const end = reactionEnd(this.text.slice(lead), paragraph === null ? null : paragraph - lead);
      if (end === null) return null;
      this.isFirst = false;
      if (end > 0) return lead + end;
    }
    return paragraph;
  }

  private take(end: number): readonly RichText[] {
    const [taken, left] = splitText(this.text, end);
    const thought = taken.trim();
    this.text = left;
    if (thought === '') return [];
    const parsed = parseMarkup(thought);
    const { opening, maxLength, unit } = this.rules;
    const rich =
      this.made === 0 && opening ? join([{ text: opening, entities: [] }, parsed], '\n\n') : parsed;
    const bubbles = fits(rich.text, maxLength, unit) ? [rich] : cut(rich, maxLength, unit);
    this.made += bubbles.length;
    return bubbles.filter(({ text }) => text.trim() !== '');
  }
}

/** A whole reply in bubbles. */
export function splitReply(text: string, rules: BubbleRules): readonly RichText[] {
  const stream = new BubbleStream(rules);
  return [...stream.push(text), ...stream.end()];
}

/** A bubble behind what has to be said at its head. */
export function behind(opening: string, bubble: RichText, { most, unit }: TextLimit): readonly RichText[] {
  return cut(join([{ text: opening, entities: [] }, bubble], '\n\n'), most, unit);
}

/**
 * The end of the paragraph that begins at `from`: an empty line outside a block of code with something after it. Null
 * while there is none.
 */
function endOfParagraph(text: string, from: number): number | null {
  let open: string | null = null;
  let isEmpty = false;
  let end = 0;
  for (let at = from; at < text.length;) {
    const lineEnd = text.indexOf('\n', at);
    const line = lineEnd === -1 ? text.slice(at) : text.slice(at, lineEnd);
    if (line.trim() === '') {
      if (open === null && !isEmpty) {
        isEmpty = true;
        end = at;
      }
    } else {
      if (isEmpty) return end;
      if (lineEnd !== -1) open = fenceAfter(line, open);
    }
    if (lineEnd === -1) return null;
    at = lineEnd + 1;
  }
  return null;
}
