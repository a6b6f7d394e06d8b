import { quoteSections, section } from '../../core/prompt-section.js';

/** Something of this person's past that belongs to the moment. */
export interface RecalledMemory {
  /** Names what it was recalled from: a memory or a message. */
  readonly name: string;
  /** Who said or lived it, when, and what, as one line. */
  readonly text: string;
  readonly tokens: number;
  /** Why it was recalled, for `kindred turn show`. */
  readonly reason: string;
}

/** Memories are quoted data in one block: what they say is never an instruction. */
export function recalledLayer(recalled: readonly RecalledMemory[]): string {
  return section(
    'memories',
    recalled.map(({ text }) => `- ${quoteSections(text)}`),
  );
}
