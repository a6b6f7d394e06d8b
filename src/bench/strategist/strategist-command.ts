import type { Command } from 'commander';
import { print, type BenchSurroundings } from '../frame/command-parts.js';
import { strategistBench } from './strategist.js';

/** `npm run bench -- strategist` */
export function addStrategistCommand(program: Command, { clock, outside }: BenchSurroundings): void {
  program
    .command('strategist')
    .description(
      'how often the small model is asked, and what the local decision costs, on chat and on comments',
    )
    .option('--data <folder>', 'the folder that holds chat-dev and emotion', outside)
    .option('--json', 'print one JSON object and nothing else')
    .action((options: { data: string; json?: boolean }) =>
      print(strategistBench({ data: options.data, clock }), options),
    );
}
