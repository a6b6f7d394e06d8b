import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import { print, whole, type BenchSurroundings } from '../frame/command-parts.js';
import { gateBench } from './gate.js';

/** `npm run bench -- gate` */
export function addGateCommand(program: Command, { progress, outside }: BenchSurroundings): void {
  program
    .command('gate')
    .description(
      'both gates: what gets out, what human talk they turn down, what they notice, what they cost',
    )
    .option('--chat <folder>', 'human talk, one file per language', join(outside, 'chat-dev'))
    .option('--fuzz <count>', 'garbage and hostile outputs', whole, 100_000)
    .option('--planted <count>', 'planted phrases and repetitions per language', whole, 300)
    .option('--seed <number>', 'everything random follows from it', whole, 1)
    .option('--json', 'print one JSON object and nothing else')
    .action((options: { chat: string; fuzz: number; planted: number; seed: number; json?: boolean }) =>
      print(
        shown(gateBench({ ...options, ...places(options.chat), progress, now: cpuMs }), options),
        options,
      ),
    );
}

/** Processor time of this process; its clock ticks in microseconds. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function places(chat: string): { readonly root: URL; readonly sets: URL } {
  return { root: new URL('../../../', import.meta.url), sets: pathToFileURL(`${resolve(chat, '..')}/`) };
}

/** Tables of what was meant against what was found are for reading. */
function shown(
  { confusion, ...figures }: Readonly<Record<string, unknown>>,
  { json }: { readonly json?: boolean },
): Readonly<Record<string, unknown>> {
  return json === true ? figures : { ...figures, confusion };
}
