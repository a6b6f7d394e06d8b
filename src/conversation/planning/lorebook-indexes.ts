import type { Character } from '../../character/character.js';
import { indexLorebook, type LorebookIndex } from '../../character/lorebook-index.js';

/** The index of each lorebook, made when a version of a character is first met and gone with it. */
export class LorebookIndexes {
  private readonly made = new WeakMap<Character['lorebook'], LorebookIndex>();

  of({ lorebook }: Character): LorebookIndex {
    const known = this.made.get(lorebook);
    if (known) return known;
    const index = indexLorebook(lorebook);
    this.made.set(lorebook, index);
    return index;
  }
}
