import type { Command } from 'commander';
import { print, whole, type BenchSurroundings } from './command-parts.js';
import { proactiveBench } from './proactive.js';

/** `npm run bench -- proactive` */
export function addProactiveCommand(program: Command, surroundings: BenchSurroundings): void {
  program
    .command('proactive')
    .description('writing first: seeded weeks of the decision core against its properties')
    .option('--weeks <count>', 'how many weeks', whole, 10_000)
    .option('--seed <number>', 'the first seed', whole, 1)
    .option('--json', 'print one JSON object and nothing else')
    .action((options: { weeks: number; seed: number; json?: boolean }) =>
      print(proactiveBench({ ...options, ...surroundings }), options),
    );
}
