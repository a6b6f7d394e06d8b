import type { Command } from 'commander';
import { print, whole, type BenchSurroundings } from '../frame/command-parts.js';
import { isolationBench } from './isolation.js';

/** `npm run bench -- isolation` */
export function addIsolationCommand(program: Command, { clock, progress }: BenchSurroundings): void {
  program
    .command('isolation')
    .description(
      'random lives of 50 conversations in one store: what of one shows in another, and what an erase leaves',
    )
    .option('--operations <count>', 'how many things happen', whole, 100_000)
    .option('--seed <number>', 'other lives', whole, 1)
    .option('--json', 'print one JSON object and nothing else')
    .action(async (options: { operations: number; seed: number; json?: boolean }) =>
      print(await isolationBench({ ...options, backupEvery: 4, clock, progress }), options),
    );
}
