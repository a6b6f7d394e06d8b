import type { Milliseconds } from '../core/clock.js';
import type { Names } from './search/speakers.js';

/** What one turn asks its memory. */
export interface RecallQuery {
  /** What the person wrote and is to be answered. */
  readonly asked: string;
  /** The messages just before, oldest first: they tell what "it" and "there" are. */
  readonly recent: readonly string[];
  /** Rows of messages that stand in the prompt anyway. */
  readonly shown: ReadonlySet<number>;
  /** The two who talk; empty where no name is known. */
  readonly names: Names;
  /** How the person seems to feel, one word; null where that is not sure, or nothing much. */
  readonly emotion: string | null;
  /** False where it is known already that no typed memory is kept; looked up when absent. */
  readonly hasMemories?: boolean;
  readonly now: Milliseconds;
  readonly zone: string;
}
