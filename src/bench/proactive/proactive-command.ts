import type { Command } from 'commander';
import { print, whole, type BenchSurroundings } from '../frame/command-parts.js';
import { proactiveScan } from './proactive-scan.js';
import { proactiveBench } from './proactive.js';

/** `npm run bench -- proactive`, `npm run bench -- scan` */
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
  program
    .command('scan')
    .description('writing first: what a tick costs among many idle conversations')
    .option('--conversations <count>', 'conversations with a plan', whole, 100_000)
    .option('--due <count>', 'how many of them are due', whole, 100)
    .option('--json', 'print one JSON object and nothing else')
    .action(async (options: { conversations: number; due: number; json?: boolean }) =>
      print(await proactiveScan(options.conversations, options.due, surroundings.clock), options),
    );
}
