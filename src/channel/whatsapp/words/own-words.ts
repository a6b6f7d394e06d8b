import type { TextEntity } from '../../../core/rich-text.js';
import { withMarks } from './markers.js';

/** What comes back is rarely older than some messages. */
const mostRemembered = 1_000;

/** Our own words as they are sent, and back again when the service tells them to us: with marks they are other words. */
export class OwnWords {
  private readonly plain = new Map<string, string>();

  constructor(private readonly most: number) {}

  marked(text: string, entities: readonly TextEntity[] = []): string {
    const marked = withMarks(text, entities, this.most);
    if (marked === text) return text;
    if (this.plain.size >= mostRemembered) this.plain.clear();
    this.plain.set(marked, text);
    return marked;
  }

  /** As they were before the marks, as far as this run remembers. */
  unmarked(told: string): string {
    return this.plain.get(told) ?? told;
  }
}
