import type { CharacterId } from '../core/ids.js';
import type { CharacterFile } from './schema.js';

/** A loaded character. `version` is the hash of its files, so that a turn record can say which text was live. */
export interface Character extends CharacterFile {
  readonly id: CharacterId;
  readonly version: string;
  /** The character's wall clock. Made once: building a formatter costs more than the rest of a prompt. */
  readonly wallClock: Intl.DateTimeFormat;
}

/** Where the live version of a character is asked for, once per turn. A map is one; so is a shelf that follows the files. */
export interface CharacterSource {
  get(id: CharacterId): Character | undefined;
  /** Begin and end to follow the files, where that is done. */
  open?(): void;
  close?(): void;
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
