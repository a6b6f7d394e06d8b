import type { CharacterId } from '../core/ids.js';
import type { CharacterFile } from './schema.js';

/** A loaded character. `version` is the hash of its file, so that a turn record can say which text was live. */
export interface Character extends CharacterFile {
  readonly id: CharacterId;
  readonly version: string;
  /** The character's wall clock. Made once: building a formatter costs more than the rest of a prompt. */
  readonly wallClock: Intl.DateTimeFormat;
}

export function wallClockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  });
}
