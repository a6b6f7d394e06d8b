import { basename } from 'node:path';
import type { Mouth } from '../speaking.js';
import { runProgram } from './run-program.js';

/**
 * Any program that writes WAV to `{out}` or to its output. `{text}` is a file with the words; without it they come on the
 * standard input. espeak-ng: `[espeak-ng, -v, "{language}", --stdin, -w, "{out}"]`; flite: `[flite, -voice, slt, -f,
 * "{text}", -o, "{out}"]`; piper: `[piper, -m, MODEL, -f, "{out}"]`.
 */
export function createCommandMouth(command: readonly string[]): Mouth {
  return {
    name: `command:${basename(command[0] ?? '')}`,
    async speak(words, { language, signal }) {
      const answer = await runProgram({
        command: command.map((part) =>
          part.replace('{language}', language ?? 'en').replace('{text}', '{in}'),
        ),
        input: Buffer.from(words, 'utf8'),
        inputName: 'words.txt',
        outputName: 'said.wav',
        signal,
      });
      if (signal.aborted) return { ok: false, failure: { kind: 'aborted' } };
      if (!answer.ok) return { ok: false, failure: { kind: 'unavailable', detail: answer.code } };
      return { ok: true, sound: answer.output };
    },
  };
}
