import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** A program of the operator's, as its name and arguments; no shell reads them. */
export interface ProgramRun {
  readonly command: readonly string[];
  /** Put in place of `{in}` as a file of this name; also given on the standard input where no argument names it. */
  readonly input: Uint8Array;
  readonly inputName: string;
  /** Put in place of `{out}`: what the program writes there is its answer, else what it prints. */
  readonly outputName: string;
  readonly signal: AbortSignal;
}

export type ProgramAnswer =
  | { readonly ok: true; readonly output: Buffer }
  /** `code`: how it ended; never anything it printed. */
  | { readonly ok: false; readonly code: string };

const mostOutput = 64_000_000;

/** Run it in a folder of its own that is gone afterwards, with nothing of our surroundings but where programs are. */
export async function runProgram(run: ProgramRun): Promise<ProgramAnswer> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-speech-'));
  try {
    const input = join(folder, basename(run.inputName));
    const output = join(folder, basename(run.outputName));
    await writeFile(input, run.input, { mode: 0o600 });
    const [program = '', ...args] = run.command.map((part) =>
      part.replace('{in}', input).replace('{out}', output),
    );
    const takesFile = run.command.some((part) => part.includes('{in}'));
    const answer = await printed(program, args, folder, takesFile ? null : run.input, run.signal);
    if (!answer.ok || !run.command.some((part) => part.includes('{out}'))) return answer;
    return { ok: true, output: await readFile(output) };
  } catch (cause) {
    const { code } = cause as { code?: unknown };
    return { ok: false, code: typeof code === 'string' ? code : 'PROGRAM_FAILED' };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function printed(
  program: string,
  args: readonly string[],
  folder: string,
  input: Uint8Array | null,
  signal: AbortSignal,
): Promise<ProgramAnswer> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder, LANG: 'C.UTF-8' },
      stdio: ['pipe', 'pipe', 'ignore'],
      signal,
    });
    const parts: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > mostOutput) child.kill('SIGKILL');
      else parts.push(part);
    });
    child.once('error', (cause: NodeJS.ErrnoException) =>
      resolve({ ok: false, code: cause.code ?? 'PROGRAM_FAILED' }),
    );
    child.once('close', (code) =>
      resolve(
        code === 0 ? { ok: true, output: Buffer.concat(parts) } : { ok: false, code: `EXIT_${String(code)}` },
      ),
    );
    // A program that reads no input closes it.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? undefined);
  });
}
