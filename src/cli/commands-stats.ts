import { InvalidArgumentError, type Command } from 'commander';
import type { CommandParts } from './command-parts.js';

/** Figures of what happened. */
export function statsCommands(program: Command, { surroundings, settings }: CommandParts): void {
  const stats = program.command('stats').description('figures of what happened');
  settings(stats.command('cost'))
    .description("what models cost: today and what is left of it, the last days, and the cache's share")
    .option('--days <count>', 'how many days', days, 7)
    .action(async (options: { days: number }) =>
      (await import('./stats-cost.js')).statsCost(surroundings, options),
    );
  settings(stats.command('memory'))
    .description('what became of what was read for remembering: kept, superseded, refused and why')
    .option('--days <count>', 'how many days', days, 7)
    .action(async (options: { days: number }) =>
      (await import('./stats-memory.js')).statsMemory(surroundings, options),
    );
}

function days(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 366) {
    throw new InvalidArgumentError('expected a whole number from 1 to 366.');
  }
  return value;
}
