import { basename } from 'node:path';
import type { Ear } from '../hearing.js';
import { runProgram } from './run-program.js';

/**
 * Any program that reads 16 kHz mono WAV and prints what is said in it: `{in}` stands for the file, `{language}` for two
 * letters. whisper.cpp: `[whisper-cli, -m, MODEL, -nt, -np, -l, "{language}", -f, "{in}"]`; pocketsphinx:
 * `[pocketsphinx_continuous, -infile, "{in}", -logfn, /dev/null]`.
 */
export function createCommandEar(command: readonly string[]): Ear {
  return {
    name: `command:${basename(command[0] ?? '')}`,
    readsFiles: false,
    async hear({ wav }, { language, signal }) {
      if (wav === null) return { ok: false, failure: { kind: 'unavailable', detail: 'no WAV' } };
      const answer = await runProgram({
        command: command.map((part) => part.replace('{language}', language ?? 'auto')),
        input: wav,
        inputName: 'note.wav',
        outputName: 'words.txt',
        signal,
      });
      if (signal.aborted) return { ok: false, failure: { kind: 'aborted' } };
      if (!answer.ok) return { ok: false, failure: { kind: 'unavailable', detail: answer.code } };
      return { ok: true, words: answer.output.toString('utf8').trim() };
    },
  };
}
