import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { systemClock } from '../lib/system-clock.js';
import { pathBench, type PathBenchResult } from './path.js';
import type { Percentiles } from './percentiles.js';

/** `npm run bench -- <name> [--json]`: measurements, never assertions. */
const program = new Command('bench').exitOverride();

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
      const result = await pathBench({
        ...options,
        clock: systemClock(),
        node: process.execPath,
        progress: (line) => void process.stderr.write(`${line}\n`),
      });
      process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `${inWords(result)}\n`);
    },
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

function inWords(result: PathBenchResult): string {
  return Object.entries(result as object as Readonly<Record<string, number | Percentiles>>)
    .map(([key, value]) => {
      const shown =
        typeof value === 'number' ? value : `p50 ${value.p50}, p95 ${value.p95}, p99 ${value.p99}`;
      return `${key.padEnd(24)} ${shown}`;
    })
    .join('\n');
}
