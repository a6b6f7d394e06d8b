import type { Command } from 'commander';
import { print, whole, type BenchSurroundings } from '../frame/command-parts.js';
import { enduranceBench } from './endurance.js';

/** `npm run bench -- endurance` */
export function addEnduranceCommand(program: Command, surroundings: BenchSurroundings): void {
  program
    .command('endurance')
    .description('resident memory of kindred run while many messages go by')
    .option('--people <count>', 'conversations', whole, 200)
    .option('--messages <count>', 'messages, theirs and the answers', whole, 100_000)
    .option('--looks <count>', 'how often memory is read', whole, 10)
    .option('--json', 'print one JSON object and nothing else')
    .action(async (options: { people: number; messages: number; looks: number; json?: boolean }) =>
      print(await enduranceBench({ ...options, ...surroundings }), options),
    );
}
