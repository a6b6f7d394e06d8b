import { InvalidArgumentError } from 'commander';
import type { Clock } from '../../core/clock.js';
import type { Percentiles } from './percentiles.js';

/** What every measurement runs with. */
export interface BenchSurroundings {
  readonly clock: Clock;
  /** The Node to start programs on. */
  readonly node: string;
  /** The folder of the data that is not ours (see outside-data.ts). */
  readonly outside: string;
  /** One line for whoever waits, apart from the result. */
  readonly progress: (line: string) => void;
}

/** Parses an option that has to be a whole number above 0. */
export function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('expected a whole number above 0.');
  return value;
}

/** The result as one JSON object, or as a line per figure. */
export function print(result: object, { json }: { readonly json?: boolean }): void {
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${inWords(result)}\n`);
}

function inWords(result: object): string {
  return Object.entries(result)
    .map(([key, value]: [string, unknown]) => `${key.padEnd(24)} ${shown(value)}`)
    .join('\n');
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(' ');
  if (typeof value !== 'object' || value === null) return String(value);
  if (isPercentiles(value)) return `p50 ${value.p50}, p95 ${value.p95}, p99 ${value.p99}`;
  return Object.entries(value)
    .map(([key, inner]: [string, unknown]) => `${key} ${shown(inner)}`)
    .join(', ');
}

function isPercentiles(value: object): value is Percentiles {
  return 'p50' in value && 'p95' in value && 'p99' in value;
}
