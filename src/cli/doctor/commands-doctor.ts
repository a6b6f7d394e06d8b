import type { Command } from 'commander';
import type { CommandParts } from '../frame/command-parts.js';

export function doctorCommands(program: Command, { surroundings, settings, exitWith }: CommandParts): void {
  settings(program.command('doctor'))
    .description(
      'look at everything a run needs and say what to do: Node, files, keys, clock, servers, disk, optional parts; exit code 1 when something is wrong',
    )
    .option('--offline', 'ask no server')
    .action(async (options: object) =>
      exitWith(await (await import('./doctor.js')).doctor(surroundings, options)),
    );
}
