import type { Command } from 'commander';
import { print, type BenchSurroundings } from './command-parts.js';
import { memoryBench } from './memory.js';

/** `npm run bench -- memory` */
export function addMemoryCommand(program: Command, { clock }: BenchSurroundings): void {
  program
    .command('memory')
    .description('what recall finds: the evidence of LoCoMo, turn by turn, without any model')
    .option('--locomo <path>', "LoCoMo's JSON file, or the folder it lies in", '../shared/bench/locomo-dev')
    .option('--no-decay', 'leave age out of the score')
    .option('--json', 'print one JSON object and nothing else')
    .action(async (options: { locomo: string; decay: boolean; json?: boolean }) =>
      print(await memoryBench({ ...options, clock }), options),
    );
}
