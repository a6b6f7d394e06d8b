import { hostname } from 'node:os';
import { PassThrough } from 'node:stream';
import { runProgram } from '../../src/cli/program.js';

export interface OperatorOptions {
  /** What is typed, all of it at once, before the end of input. */
  readonly input?: string;
  /** What the program reads in its place, for as long as the test keeps it open. */
  readonly stdin?: PassThrough;
  readonly stdoutIsTerminal?: boolean;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Aborted: what a SIGTERM is to a process. */
  readonly stop?: AbortSignal;
  /** Called with everything on standard output so far, whenever more comes. */
  readonly onOut?: (soFar: string) => void;
  /** Called with everything on standard error so far, whenever more comes. */
  readonly onErr?: (soFar: string) => void;
}

/** One command in this process, as an operator would run it in this folder. */
export async function operate(
  folder: string,
  args: readonly string[],
  options: OperatorOptions = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const output = { stdout: '', stderr: '' };
  const stdout = new PassThrough().on('data', (chunk) => {
    output.stdout += String(chunk);
    options.onOut?.(output.stdout);
  });
  const stderr = new PassThrough().on('data', (chunk) => {
    output.stderr += String(chunk);
    options.onErr?.(output.stderr);
  });
  const stdin = options.stdin ?? new PassThrough();
  if (options.stdin === undefined) stdin.end(options.input ?? '');
  const code = await runProgram(['node', 'kindred', ...args], {
    env: options.env ?? {},
    cwd: folder,
    pid: process.pid,
    host: hostname(),
    node: process.versions.node,
    stdin,
    stdout: Object.assign(stdout, { isTTY: options.stdoutIsTerminal ?? false }),
    stderr,
    stop: options.stop ?? new AbortController().signal,
    residentBytes: () => 0,
  });
  return { code, ...output };
}
