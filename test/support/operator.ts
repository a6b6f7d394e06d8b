import { PassThrough } from 'node:stream';
import { runProgram } from '../../src/cli/program.js';

export interface OperatorOptions {
  /** What is typed, all of it at once, before the end of input. */
  readonly input?: string;
  readonly stdoutIsTerminal?: boolean;
  /** Called with everything on standard error so far, whenever more comes. */
  readonly onErr?: (soFar: string) => void;
}

/** One command in this process, as an operator would run it in this folder. */
export async function operate(
  folder: string,
  args: readonly string[],
  { input = '', stdoutIsTerminal = false, onErr = () => undefined }: OperatorOptions = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const output = { stdout: '', stderr: '' };
  const stdout = new PassThrough().on('data', (chunk) => (output.stdout += String(chunk)));
  const stderr = new PassThrough().on('data', (chunk) => {
    output.stderr += String(chunk);
    onErr(output.stderr);
  });
  const stdin = new PassThrough();
  stdin.end(input);
  const code = await runProgram(['node', 'kindred', ...args], {
    env: {},
    cwd: folder,
    pid: process.pid,
    host: 'here',
    stdin,
    stdout: Object.assign(stdout, { isTTY: stdoutIsTerminal }),
    stderr,
    stop: new AbortController().signal,
    residentBytes: () => 0,
  });
  return { code, ...output };
}
