import type { PromptParts } from './read-prompt.js';

/** Who speaks where no line was prepared: the words for a prompt, an empty line between two thoughts. */
export type Voice = (prompt: PromptParts, seed: number) => string;
