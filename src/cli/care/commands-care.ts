import type { Command } from 'commander';
import type { CommandParts } from '../frame/command-parts.js';
import type { CareTryOptions } from './care-try.js';

/** What is heard in messages to us before anything answers them. */
export function careCommands(program: Command, { surroundings }: CommandParts): void {
  program
    .command('care')
    .description('what is heard in a message: stop, forget, a question about our nature, age, danger')
    .command('try')
    .description(
      'show what the local nets hear in messages; without model, database or settings, as every message is read first',
    )
    .argument('[file]', 'one message per line (default, and with -: standard input)')
    .option('--json', 'print one JSON object per message and nothing else')
    .action(async (file: string | undefined, options: CareTryOptions) =>
      (await import('./care-try.js')).careTry(surroundings, file, options),
    );
}
