import type { Milliseconds } from '../../core/clock.js';

/** How much is looked into, for one person and day, and how long what was looked at is kept. */
export interface MediaSettings {
  readonly see: boolean;
  readonly hear: boolean;
  readonly picturesADay: number;
  readonly notesADay: number;
  readonly secondsADay: number;
  readonly textsADay: number;
  /** Pictures can be looked at again for so long; null to keep none. */
  readonly keptFor: Milliseconds | null;
  /** Bytes that all kept files may have together; the oldest go first. */
  readonly mostKept: number;
  /** Nothing is opened before the person has agreed to it. */
  readonly asksFirst: boolean;
}
