import type { Command } from 'commander';
import type { Surroundings } from '../terminal/surroundings.js';

/** What a group of commands is made with. */
export interface CommandParts {
  readonly surroundings: Surroundings;
  /** Adds the options every command has. */
  readonly settings: (command: Command) => Command;
  /** The exit code of a command that did its work but has more to say than yes: the last call counts. */
  readonly exitWith: (code: number) => void;
}
