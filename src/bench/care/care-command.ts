import type { Command } from 'commander';
import { careNets } from '../../duty/net/load-nets.js';
import { print, type BenchSurroundings } from '../frame/command-parts.js';
import { careFigures } from './care.js';
import { everydayFigures } from './everyday.js';

/** `npm run bench -- care` */
export function addCareCommand(program: Command, { progress, outside }: BenchSurroundings): void {
  program
    .command('care')
    .description(
      'what is heard of sentences nobody foresaw, and what of ours is held back: by promise, language and style',
    )
    .option(
      '--blind <folder>',
      'sets written by others, one file per direction and language',
      'scripts/care-training/blind',
    )
    .option('--everyday <folder>', 'everyday talk of others, to count false alarms in', outside)
    .option('--no-lists', 'leave out the sentences that were missed or mistaken')
    .option('--json', 'print one JSON object and nothing else')
    .action((options: { blind: string; everyday: string; lists: boolean; json?: boolean }) => {
      progress(`sentences in ${options.blind}`);
      const figures = {
        ...careFigures(options.blind, careNets(), cpuMs),
        everyday: everydayFigures(options.everyday, careNets()),
      };
      print(options.lists ? figures : withoutLists(figures), options);
    });
}

/** Processor time of this process; its clock ticks in microseconds. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function withoutLists(figures: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const lists = new Set(['missed', 'mistaken']);
  return JSON.parse(
    JSON.stringify(figures, (key, value: unknown) => (lists.has(key) ? undefined : value)),
  ) as Readonly<Record<string, unknown>>;
}
