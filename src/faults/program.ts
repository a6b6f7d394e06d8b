import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Clock, Milliseconds } from '../core/clock.js';
import { ordersName, standbyName, type Order } from './orders.js';

/** The built program, and what is loaded in front of it; both from `dist`, also when this runs from the sources. */
export const builtProgram = fileURLToPath(new URL('../../bin/kindred.js', import.meta.url));
const preload = new URL('../../dist/faults/preload.js', import.meta.url).href;

export interface ProgramHome {
  /** The folder with kindred.yaml, accounts/ and characters/. */
  readonly folder: string;
  /** The Node to run it on. */
  readonly node: string;
  /** `bin/kindred.js` of the copy to run. */
  readonly program: string;
}

/** Nothing takes this long, however busy the machine is; without an end a campaign would hang where it found something. */
const hopelessMs: Milliseconds = 90_000;

/** A `kindred run` as a process of its own, from its first moment on. */
export interface RunningProgram {
  readonly pid: number;
  /** Resolves with the milliseconds it took to be ready; rejects with its log when it ended before. */
  readonly ready: Promise<Milliseconds>;
  /** Lets a program that stands by run. */
  go(): void;
  /** Resolves when the process is gone. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  isRunning(): boolean;
  log(): string;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with its exit code. */
  stop(): Promise<number | null>;
  freeze(): void;
  thaw(): void;
  /** Resolves when the order stands. */
  order(order: Order): Promise<void>;
}

export interface LaunchOptions {
  readonly orders?: readonly Order[];
  /** Load the code and wait for `go`: so much of a restart is done before the kill it follows. */
  readonly standby?: boolean;
}

export function launch(home: ProgramHome, clock: Clock, options: LaunchOptions = {}): RunningProgram {
  let startedAt = clock.steady();
  const child = start(home, ['run', '--json'], options);
  let log = '';
  let running = true;
  child.stderr?.on('data', (chunk) => (log = (log + String(chunk)).slice(-200_000)));
  const ended = once(child, 'close').then((values) => {
    running = false;
    const [code, signal] = values as [number | null, string | null];
    return { code, signal };
  });
  if (!child.stdout) throw new Error('the child has no standard output');
  const lines = createInterface({ input: child.stdout });
  const hopeless = new AbortController();
  const ready = Promise.race([
    once(lines, 'line').then(() => clock.steady() - startedAt),
    clock.sleep(hopelessMs, hopeless.signal).then(() => {
      throw new Error(`kindred run was not ready within ${hopelessMs / 1_000} s: ${log.slice(-2_000)}`);
    }),
    ended.then(({ signal, code }) => {
      throw new Error(`kindred run ended before it was ready (${signal ?? code}): ${log.slice(-2_000)}`);
    }),
  ]);
  // Whoever kills it before it is ready does not wait for readiness any more.
  ready.then(
    () => hopeless.abort(),
    () => hopeless.abort(),
  );
  const send = (signal: NodeJS.Signals): void => void child.kill(signal);
  return {
    pid: child.pid ?? -1,
    ready,
    go: () => {
      startedAt = clock.steady();
      child.send({ do: 'go' });
    },
    ended,
    isRunning: () => running,
    log: () => log,
    kill: async () => {
      send('SIGKILL');
      await ended;
    },
    stop: async () => {
      send('SIGTERM');
      return (await ended).code;
    },
    freeze: () => send('SIGSTOP'),
    thaw: () => send('SIGCONT'),
    order: async (order) => {
      if (!running) throw new Error('the program is not running');
      const taken = once(child, 'message');
      child.send(order);
      await Promise.race([taken, ended]);
    },
  };
}

/** Run one command to its end. `input` is what its standard input says. */
export async function runToEnd(
  home: ProgramHome,
  args: readonly string[],
  input = '',
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = start(home, args, {});
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (output.stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (output.stderr += String(chunk)));
  child.stdin?.end(input);
  const timer = setTimeout(() => child.kill('SIGKILL'), hopelessMs);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  return { code, ...output };
}

function start(home: ProgramHome, args: readonly string[], options: LaunchOptions): ChildProcess {
  const child = spawn(home.node, ['--import', preload, home.program, ...args], {
    cwd: home.folder,
    env: {
      HOME: home.folder,
      [ordersName]: JSON.stringify(options.orders ?? []),
      ...(options.standby === true ? { [standbyName]: '1' } : {}),
    },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  // Writing to a program that was just killed fails; that it is gone is told by `close`.
  child.stdin?.on('error', () => child.stdin?.destroy());
  child.on('error', () => child.kill('SIGKILL'));
  return child;
}
