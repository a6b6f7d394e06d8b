import type { Command } from 'commander';
import type { CommandParts } from '../frame/command-parts.js';

/** Who takes whose place. */
export function rotationCommands(program: Command, { surroundings, settings }: CommandParts): void {
  settings(program.command('rotate'))
    .description(
      "move an account's people to a standby of the same character, also back again; nobody is written to who did not agree",
    )
    .argument('<account>', 'the account that serves now: a file in accounts/, without its ending')
    .option('--to <standby>', 'the account that takes over (default: a standby that is well)')
    .option('--dry-run', 'say what would happen and change nothing')
    .action(async (name: string, options: object) =>
      (await import('./rotate.js')).rotate(surroundings, name, options),
    );
}
