import type { Command } from 'commander';
import { print, whole } from '../frame/command-parts.js';
import { driftBench } from './drift.js';

/** `npm run bench -- drift` */
export function addDriftCommand(program: Command): void {
  program
    .command('drift')
    .description(
      'a sandbox model that slides into assistant talk: its score turn by turn, and what reminders do',
    )
    .option('--character <name>', 'who slides; the slide is in English', 'mira')
    .option('--turns <count>', 'messages of the chat', whole, 100)
    .option('--seed <number>', 'another chat', whole, 1)
    .option('--json', 'print one JSON object and nothing else')
    .action(async (options: { character: string; turns: number; seed: number; json?: boolean }) =>
      print(await driftBench(options), options),
    );
}
