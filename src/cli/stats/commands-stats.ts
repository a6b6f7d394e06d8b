import { InvalidArgumentError, type Command } from 'commander';
import type { CommandParts } from '../frame/command-parts.js';
import type { StatsGateOptions } from './stats-gate.js';

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
  settings(stats.command('gate'))
    .description(
      'what each check of the gate passed, repaired and turned down, and how often wrongly by your marks',
    )
    .option('--days <count>', 'how many days', days, 30)
    .option('--character <name>', 'only what this character wrote')
    .option('--check <name>', 'only this check')
    .option('--samples <count>', 'how many of what each check turned down are shown', samples, 2)
    .option('--mark', 'go through what was turned down and say of each whether it was so rightly')
    .action(async ({ mark, ...options }: StatsGateOptions & { readonly mark?: boolean }) =>
      mark === true
        ? (await import('./stats-gate-mark.js')).statsGateMark(surroundings, options)
        : (await import('./stats-gate.js')).statsGate(surroundings, options),
    );
}

function samples(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 1_000) {
    throw new InvalidArgumentError('expected a whole number from 0 to 1000.');
  }
  return value;
}

function days(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 366) {
    throw new InvalidArgumentError('expected a whole number from 1 to 366.');
  }
  return value;
}
