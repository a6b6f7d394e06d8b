import { PassThrough } from 'node:stream';
import { runProgram } from '../../src/cli/program.js';
import type { Surroundings } from '../../src/cli/terminal/surroundings.js';

export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command in this process, in a folder, with what is typed on its standard input. */
export async function command(
  folder: string,
  words: readonly string[],
  typed: readonly string[] = [],
): Promise<CommandResult> {
  const said = { out: '', err: '' };
  const collect = (to: 'out' | 'err'): PassThrough => {
    const stream = new PassThrough();
    stream.setEncoding('utf8').on('data', (text: string) => (said[to] += text));
    return stream;
  };
  const stdin = new PassThrough();
  stdin.end(typed.map((line) => `${line}\n`).join(''));
  const surroundings: Surroundings = {
    env: {},
    cwd: folder,
    pid: 1,
    host: 'test',
    stdin,
    stdout: collect('out'),
    stderr: collect('err'),
    stop: new AbortController().signal,
    residentBytes: () => 0,
  };
  const code = await runProgram(['node', 'kindred', ...words], surroundings);
  return { code, ...said };
}
