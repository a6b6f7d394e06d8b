import type { LayerNote } from '../core/turn.js';
import type { ModelMessage } from '../model/contract.js';

/** A stretch of system prompt. `shared` text is the character's own and the same in every conversation. */
export interface PromptBlock {
  readonly text: string;
  readonly shared: boolean;
  readonly cache?: '5m' | '1h';
}

/** What the model will see, and why each part is in it. */
export interface Prompt {
  readonly system: readonly PromptBlock[];
  readonly messages: readonly ModelMessage[];
  readonly notes: readonly LayerNote[];
  /** So many of the window's messages are in it: the latest. */
  readonly shown: number;
}
