import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { systemClock } from '../lib/system-clock.js';
import { backlogBench } from './backlog.js';
import { memoryBench } from './memory.js';
import { pathBench } from './path.js';
import type { Percentiles } from './percentiles.js';
import { voiceBench } from './voice.js';

/** `npm run bench -- <name> [--json]`: measurements, never assertions. */
const program = new Command('bench').exitOverride();
const surroundings = {
  clock: systemClock(),
  node: process.execPath,
  progress: (line: string) => void process.stderr.write(`${line}\n`),
};

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
    }) => {
      print(await pathBench({ ...options, ...surroundings }), options);
    },
  );

program
  .command('memory')
  .description('resident memory of kindred run while many messages go by')
  .option('--people <count>', 'conversations', whole, 200)
  .option('--messages <count>', 'messages, theirs and the answers', whole, 100_000)
  .option('--looks <count>', 'how often memory is read', whole, 10)
  .option('--json', 'print one JSON object and nothing else')
  .action(async (options: { people: number; messages: number; looks: number; json?: boolean }) =>
    print(await memoryBench({ ...options, ...surroundings }), options),
  );

program
  .command('backlog')
  .description('a start after an absence: everything accounted for, answered at the pace the caps allow')
  .option('--people <count>', 'conversations', whole, 100)
  .option('--messages <count>', 'messages written while nothing ran', whole, 1000)
  .option('--per-minute <count>', 'what the account may send in a minute', whole, 60)
  .option('--json', 'print one JSON object and nothing else')
  .action(async (options: { people: number; messages: number; perMinute: number; json?: boolean }) =>
    print(await backlogBench({ ...options, ...surroundings }), options),
  );

program
  .command('voice')
  .description(
    "the style detector: a character's unseen replies against those of others, without topic words",
  )
  .option(
    '--data <file>',
    'replies by role, one JSON object a line',
    '../shared/bench/voice-dev/rolebench-dev.jsonl',
  )
  .option('--splits <count>', 'how often the lines are dealt anew into reference and unseen', whole, 5)
  .option('--language <code>', 'language of the lines', 'en')
  .option('--json', 'print one JSON object and nothing else')
  .action((options: { data: string; splits: number; language: string; json?: boolean }) =>
    print(voiceBench(options), options),
  );

try {
  await program.parseAsync();
} catch (cause) {
  if (cause instanceof CommanderError) process.exitCode = cause.exitCode;
  else throw cause;
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('expected a whole number above 0.');
  return value;
}

function print(result: object, { json }: { readonly json?: boolean }): void {
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${inWords(result)}\n`);
}

function inWords(result: object): string {
  return Object.entries(result as Readonly<Record<string, number | readonly number[] | Percentiles>>)
    .map(([key, value]) => `${key.padEnd(24)} ${shown(value)}`)
    .join('\n');
}

function shown(value: number | readonly number[] | Percentiles): string {
  if (typeof value === 'number') return String(value);
  return 'p50' in value ? `p50 ${value.p50}, p95 ${value.p95}, p99 ${value.p99}` : value.join(' ');
}
