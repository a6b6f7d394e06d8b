import { join } from 'node:path';
import type { Command } from 'commander';
import { print, whole, type BenchSurroundings } from '../frame/command-parts.js';
import { memoryScaleBench } from './memory-scale.js';
import { memoryBench } from './memory.js';

interface Options {
  readonly locomo: string;
  readonly decay: boolean;
  readonly leaveOneOut?: boolean;
  readonly ablate?: boolean;
  readonly embedder?: boolean;
  readonly vectors?: string;
  readonly messages?: number;
  readonly conversation: number;
  readonly json?: boolean;
}

/** `npm run bench -- memory` */
export function addMemoryCommand(program: Command, { clock, progress, outside }: BenchSurroundings): void {
  program
    .command('memory')
    .description(
      'what recall finds of the evidence of LoCoMo, turn by turn, or how fast it is in a large store',
    )
    .option('--locomo <path>', "LoCoMo's JSON file, or the folder it lies in", join(outside, 'locomo-dev'))
    .option('--no-decay', 'leave age out of the score')
    .option(
      '--leave-one-out',
      'also choose the weights without each conversation and measure them on it (takes minutes)',
    )
    .option('--ablate', 'also measure without each part of the ranking')
    .option(
      '--embedder',
      'also find by meaning, with the small sentence encoder of a package (takes minutes)',
    )
    .option('--vectors <file>', 'with --embedder: keep its vectors here for the next run')
    .option('--messages <count>', 'measure speed with so many messages in the store instead', whole)
    .option(
      '--conversation <count>',
      'with --messages: how many of them are in the conversation',
      whole,
      10_000,
    )
    .option('--json', 'print one JSON object and nothing else')
    .action(async ({ messages, leaveOneOut, ablate, embedder, vectors, ...options }: Options) =>
      print(
        messages === undefined
          ? await memoryBench({
              ...options,
              leaveOneOut: leaveOneOut === true,
              ablate: ablate === true,
              embedder: embedder === true,
              vectors: vectors ?? null,
              clock,
              progress,
            })
          : await memoryScaleBench({ ...options, messages, clock, progress }),
        options,
      ),
    );
}
