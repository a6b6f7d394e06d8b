import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { threadTimes, type ThreadTimes } from './thread-times.js';

const program = fileURLToPath(new URL('../../../bin/kindred.js', import.meta.url));

export interface KindredHome {
  /** The folder with kindred.yaml, accounts/ and characters/. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The Node to run it on: `process.execPath`. */
  readonly node: string;
}

/** Run one command to its end. `input` is what its standard input says. */
export async function runCommand(
  home: KindredHome,
  args: readonly string[],
  input = '',
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const child = start(home, args);
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (output.stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (output.stderr += String(chunk)));
  child.stdin?.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? -1, ...output };
}

/** A `kindred run` of its own process. */
export interface RunningKindred {
  readonly pid: number;
  /** From the start of the process to its ready line, in milliseconds. */
  readonly readyMs: number;
  /** Everything it wrote to standard error so far: its log. */
  log(): string;
  residentMb(): number;
  /** Processor time it has used so far, in milliseconds. */
  times(): ThreadTimes;
  /** SIGTERM, then its exit code. */
  stop(): Promise<number>;
  /** SIGKILL: no chance to finish anything. */
  kill(): Promise<void>;
}

/** Start `kindred run` and wait until it says that it is ready. Rejects with its own words when it is not. */
export async function startKindred(
  home: KindredHome,
  steady: () => number,
  args: readonly string[] = [],
  nodeOptions: readonly string[] = [],
): Promise<RunningKindred> {
  const startedAt = steady();
  const child = start(home, ['run', '--json', ...args], nodeOptions);
  let log = '';
  child.stderr?.on('data', (chunk) => (log += String(chunk)));
  child.stdin?.end();
  const exited = once(child, 'close') as Promise<[number | null]>;
  if (!child.stdout) throw new Error('the child has no standard output');
  const lines = createInterface({ input: child.stdout });
  const ready = await Promise.race([once(lines, 'line').then(() => true), exited.then(() => false)]);
  if (!ready) throw new Error(`kindred run ended before it was ready: ${log}`);
  const readyMs = steady() - startedAt;
  const pid = child.pid ?? -1;
  return {
    pid,
    readyMs,
    log: () => log,
    residentMb: () => residentMb(pid),
    times: () => threadTimes(pid),
    stop: async () => {
      child.kill('SIGTERM');
      return (await exited)[0] ?? -1;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function start(
  home: KindredHome,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
): ChildProcess {
  return spawn(home.node, [...nodeOptions, program, ...args], {
    cwd: home.folder,
    env: home.env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Linux only: the kernel's own count. */
function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/u.exec(status)?.[1] ?? 0) / 1024;
}
