import type { Command } from 'commander';
import { print, whole, type BenchSurroundings } from './command-parts.js';
import { presenceBench } from './presence.js';

/** `npm run bench -- presence` */
export function addPresenceCommand(program: Command, surroundings: BenchSurroundings): void {
  program
    .command('presence')
    .description(
      'what a person sees of an answer on its way, bursts that interrupt it, and the pace of a person',
    )
    .option('--messages <count>', 'messages answered one by one', whole, 300)
    .option('--bursts <count>', 'bursts that interrupt thinking', whole, 1000)
    .option('--replies <count>', 'replies of which the pace is drawn', whole, 1000)
    .option('--json', 'print one JSON object and nothing else')
    .action(async (options: { messages: number; bursts: number; replies: number; json?: boolean }) =>
      print(await presenceBench({ ...options, ...surroundings }), options),
    );
}
