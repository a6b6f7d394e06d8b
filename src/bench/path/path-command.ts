import type { Command } from 'commander';
import { print, whole, type BenchSurroundings } from '../frame/command-parts.js';
import { pathBench } from './path.js';

/** `npm run bench -- path` */
export function addPathCommand(program: Command, surroundings: BenchSurroundings): void {
  program
    .command('path')
    .description('the whole path: people write through the sandbox, kindred run answers in its own process')
    .option('--people <count>', 'conversations', whole, 1000)
    .option('--messages <count>', 'messages of each person', whole, 6)
    .option('--concurrency <count>', 'people writing at once while throughput is measured', whole, 64)
    .option('--latency-messages <count>', 'messages while latency is measured', whole, 1000)
    .option('--json', 'print one JSON object and nothing else')
    .action(
      async (options: {
        people: number;
        messages: number;
        concurrency: number;
        latencyMessages: number;
        json?: boolean;
      }) => print(await pathBench({ ...options, ...surroundings }), options),
    );
}
