import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CommandParts } from '../frame/command-parts.js';
import type { RehearseOptions } from './rehearse.js';

/** A character's life before anyone meets it. */
export function rehearsalCommands(
  program: Command,
  { surroundings, settings, exitWith }: CommandParts,
): void {
  settings(program.command('rehearse'))
    .description(
      'live some weeks of a character in a minute: the whole program on virtual time, with people who have habits; a report in HTML and JSON',
    )
    .argument('<character>', 'a file or folder in characters/')
    .option('--days <count>', 'how many days', between(1, 366), 30)
    .option('--people <preset|file>', 'who writes: mixed, hard, one, or a YAML file', 'mixed')
    .option('--seed <number>', 'the same seed plays the same people', between(0, 2_147_483_647), 1)
    .addOption(
      new Option('--model <which>', 'whose words: canned ones, or the configured models (costs money)')
        .choices(['sandbox', 'real'])
        .default('sandbox'),
    )
    .option('--budget <dollars>', 'with --model real: what it may cost in all', dollars, 1)
    .option('--restarts <count>', 'how often the program is stopped and started', between(0, 100), 1)
    .option('--outages <count>', 'how often the connection fails for five hours', between(0, 100), 1)
    .option('--lose-account', 'the account is banned halfway; a standby takes over')
    .option('--out <dir>', 'where the report goes (default: rehearsals/<character>-seed<seed>)')
    .action(async (name: string, options: RehearseOptions) => {
      const isKept = await (await import('./rehearse.js')).rehearse(surroundings, name, options);
      if (!isKept) exitWith(2);
    });
}

function between(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

function dollars(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0 || value > 10_000) {
    throw new InvalidArgumentError('expected an amount in US dollars above 0.');
  }
  return value;
}
