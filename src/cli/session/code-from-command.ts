import { spawn } from 'node:child_process';
import { OperatorError } from '../../core/failure.js';

/** More than any code with words around it. */
const mostBytes = 10_000;

/**
 * The login code as a command prints it: the first line that has something on it. The command runs in a shell, after
 * the code was sent, and may wait for it. What it says goes into no log and no error.
 * @throws OperatorError when it fails, prints nothing, or takes too long
 */
export async function codeFromCommand(command: string, withinMs: number): Promise<string> {
  const { output, ended } = await run(command, withinMs);
  const code = output
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '');
  if (code !== undefined && ended === 0) return code;
  throw new OperatorError(
    `the command of "--code-from" ${failed(ended, withinMs)}`,
    'run it by itself: it must print the code on a line of its own and end with 0',
  );
}

function failed(ended: number | 'slow' | 'killed', withinMs: number): string {
  if (ended === 'slow') return `took longer than ${Math.round(withinMs / 60_000)} minutes`;
  if (ended === 'killed') return 'was ended by a signal';
  return ended === 0 ? 'printed nothing' : `ended with ${ended}`;
}

function run(
  command: string,
  withinMs: number,
): Promise<{ readonly output: string; readonly ended: number | 'slow' | 'killed' }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    let isSlow = false;
    const timer = setTimeout(() => {
      isSlow = true;
      child.kill('SIGTERM');
    }, withinMs);
    child.stdout.on('data', (chunk: Buffer) => {
      if (output.length < mostBytes) output += chunk.toString('utf8');
    });
    child.on('error', (cause) => {
      clearTimeout(timer);
      reject(cause);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ output, ended: isSlow ? 'slow' : (code ?? 'killed') });
    });
  });
}
