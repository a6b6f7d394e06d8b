import type { CharacterId } from '../core/ids.js';
import type { CharacterFile } from './schema.js';

/** A loaded character. `version` is the hash of its file, so that a turn record can say which text was live. */
export interface Character extends CharacterFile {
  readonly id: CharacterId;
  readonly version: string;
}
