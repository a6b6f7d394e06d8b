import { InvalidArgumentError, type Command } from 'commander';
import { print, whole, type BenchSurroundings } from '../frame/command-parts.js';
import type { Filling } from './fill-talks.js';
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
    .option('--warm <count>', 'turns before throughput is measured', wholeOrNone, 0)
    .option('--fill <messages,memories>', 'what each conversation holds before: 1000,1000', filling)
    .option('--json', 'print one JSON object and nothing else')
    .action(
      async (options: {
        people: number;
        messages: number;
        concurrency: number;
        latencyMessages: number;
        warm: number;
        fill?: Filling;
        json?: boolean;
      }) => print(await pathBench({ ...options, ...surroundings }), options),
    );
}

function wholeOrNone(text: string): number {
  return text === '0' ? 0 : whole(text);
}

function filling(text: string): Filling {
  const [messages, memories, ...rest] = text.split(',').map(wholeOrNone);
  if (messages === undefined || memories === undefined || rest.length > 0)
    throw new InvalidArgumentError('expected two whole numbers: messages,memories.');
  return { messages, memories };
}
