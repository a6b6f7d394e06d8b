import type { Command } from 'commander';
import { print, whole, type BenchSurroundings } from './command-parts.js';
import { gateBench } from './gate.js';

/** `npm run bench -- gate` */
export function addGateCommand(program: Command, { clock, progress }: BenchSurroundings): void {
  program
    .command('gate')
    .description(
      'both gates: what gets out, what human talk they turn down, what they notice, what they cost',
    )
    .option('--chat <folder>', 'human talk, one file per language', '../shared/bench/chat-dev')
    .option('--fuzz <count>', 'garbage and hostile outputs', whole, 100_000)
    .option('--planted <count>', 'planted phrases and repetitions per language', whole, 300)
    .option('--seed <number>', 'everything random follows from it', whole, 1)
    .option('--json', 'print one JSON object and nothing else')
    .action((options: { chat: string; fuzz: number; planted: number; seed: number; json?: boolean }) =>
      print(gateBench({ ...options, progress, now: () => clock.steady() }), options),
    );
}
