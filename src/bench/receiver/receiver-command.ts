import type { Command } from 'commander';
import { print, whole, type BenchSurroundings } from '../frame/command-parts.js';
import { receiverBench } from './receiver.js';

/** `npm run bench -- receiver` */
export function addReceiverCommand(program: Command, surroundings: BenchSurroundings): void {
  program
    .command('receiver')
    .description(
      'what services post to us: stored before it is answered, with and without a flood of strangers',
    )
    .option('--seconds <count>', 'how long each half lasts', whole, 20)
    .option('--per-second <count>', 'genuine deliveries', whole, 100)
    .option('--strangers <count>', 'unsigned requests a second in the second half', whole, 2_000)
    .option('--idle <count>', 'connections that never finish a request, in the second half', whole, 200)
    .option('--accounts <count>', 'further bots that fetch, to see what one weighs', whole, 50)
    .option('--json', 'print one JSON object and nothing else')
    .action(
      async (options: {
        seconds: number;
        perSecond: number;
        strangers: number;
        idle: number;
        accounts: number;
        json?: boolean;
      }) => print(await receiverBench({ ...options, ...surroundings }), options),
    );
}
