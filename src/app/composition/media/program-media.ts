import { join } from 'node:path';
import type { Clock } from '../../../core/clock.js';
import type { MediaParts } from '../../../conversation/perceiving/perceiving-needs.js';
import type { Mouth } from '../../../model/speaking.js';
import { Forms } from '../../../outbox/forms.js';
import type { Database } from '../../../store/engine/database.js';

/** What opens what people send, and what makes what is sent to them besides words. */
export interface ProgramMedia extends MediaParts {
  /** Null where nothing is set up to speak. */
  readonly mouth: Mouth | null;
  /** A character's own files lie in a folder of its name in here. */
  readonly charactersFolder: string;
}

export function formsOf(
  media: ProgramMedia | null,
  parts: { readonly database: Database; readonly clock: Clock; readonly operator: string },
): Forms | null {
  if (media === null) return null;
  const { worker, mouth, charactersFolder } = media;
  return new Forms({ ...parts, worker, mouth, folderOf: (character) => join(charactersFolder, character) });
}
