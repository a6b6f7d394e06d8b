import type { Command } from 'commander';
import type { CommandParts } from '../frame/command-parts.js';

/** How the program is, for whoever runs it. */
export function operatingCommands(
  program: Command,
  { surroundings, settings, exitWith }: CommandParts,
): void {
  settings(program.command('status'))
    .description('how everything is, on one screen; exit code 0: nothing needs a hand, 1: something does')
    .action(async (options: object) =>
      exitWith(await (await import('./status.js')).status(surroundings, options)),
    );
  settings(program.command('reload'))
    .description('have the run read kindred.yaml anew, as on SIGHUP, and say what counts at once')
    .action(async (options: object) => (await import('./reload.js')).reload(surroundings, options));
}
