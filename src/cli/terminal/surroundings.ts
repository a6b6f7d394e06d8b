import type { Readable, Writable } from 'node:stream';
import { visible } from './plain.js';

/** The process as commands see it. Made by `main.ts`, the only file that touches `process`. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly pid: number;
  readonly host: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** The version of Node, such as `22.4.0`; absent where nobody asks. */
  readonly node?: string;
  /** Aborts on the first SIGINT or SIGTERM. */
  readonly stop: AbortSignal;
  /**
   * Calls the listener on each SIGHUP that does not end the program, until the returned function is called. Absent where
   * there are no signals.
   */
  onReload?(listener: () => void): () => void;
  /** Resident memory of this process, in bytes. */
  residentBytes(): number;
}

/** One line to standard output: no sign of it steers the terminal, whoever chose the names and words in it. */
export function print(surroundings: Pick<Surroundings, 'stdout'>, line = ''): void {
  surroundings.stdout.write(`${visible(line)}\n`);
}

/** One JSON object and nothing else: what `--json` prints everywhere. */
export function printJson(surroundings: Pick<Surroundings, 'stdout'>, value: unknown): void {
  surroundings.stdout.write(`${visible(JSON.stringify(value))}\n`);
}
