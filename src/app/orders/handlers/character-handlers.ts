import { z } from 'zod';
import type { CharacterSource } from '../../../character/character.js';
import type { CharacterFile } from '../../../character/schema.js';
import { characterId } from '../../../core/ids.js';
import type { ControlHandlers } from '../control-socket.js';

export interface CharacterHandlerParts {
  readonly characters: CharacterSource;
}

/** A character as it is live; `file` is null where no account of the program has it. */
export interface LiveCharacter {
  readonly version: string | null;
  readonly file: CharacterFile | null;
}

const order = z.object({ character: z.string() });

/** What of a character the running program speaks with: an edit may be broken, or not taken in yet. */
export function characterHandlers({ characters }: CharacterHandlerParts): ControlHandlers {
  return {
    character: (input): Promise<LiveCharacter> => {
      const live = characters.get(characterId(order.parse(input).character));
      if (live === undefined) return Promise.resolve({ version: null, file: null });
      const { version, ...rest } = live;
      const added: readonly string[] = ['id', 'wallClock'];
      const file = Object.fromEntries(Object.entries(rest).filter(([field]) => !added.includes(field)));
      return Promise.resolve({ version, file: file as CharacterFile });
    },
  };
}
