import type { Command } from 'commander';
import { backlogBench } from './backlog.js';
import { print, whole, type BenchSurroundings } from '../frame/command-parts.js';

/** `npm run bench -- backlog` */
export function addBacklogCommand(program: Command, surroundings: BenchSurroundings): void {
  program
    .command('backlog')
    .description('a start after an absence: everything accounted for, answered at the pace the caps allow')
    .option('--people <count>', 'conversations', whole, 100)
    .option('--messages <count>', 'messages written while nothing ran', whole, 1000)
    .option('--per-minute <count>', 'what the account may send in a minute', whole, 60)
    .option('--json', 'print one JSON object and nothing else')
    .action(async (options: { people: number; messages: number; perMinute: number; json?: boolean }) =>
      print(await backlogBench({ ...options, ...surroundings }), options),
    );
}
