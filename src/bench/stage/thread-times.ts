import { readFileSync } from 'node:fs';

/** Processor time of a process so far, in milliseconds; Linux only. */
export interface ThreadTimes {
  /** Of the thread that runs JavaScript. */
  readonly main: number;
  /** Of all others: garbage collection, compiling, the file system, compression. */
  readonly other: number;
}

/** Clock ticks of the kernel, 100 a second on every Linux that Node runs on. */
const tickMs = 10;

export function threadTimes(pid: number): ThreadTimes {
  const main = ticksIn(`/proc/${pid}/task/${pid}/stat`) * tickMs;
  return { main, other: ticksIn(`/proc/${pid}/stat`) * tickMs - main };
}

/** User and system time: fields 14 and 15, counted behind the name, which may hold anything. */
function ticksIn(file: string): number {
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}
