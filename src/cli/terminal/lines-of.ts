import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { OperatorError } from '../../core/failure.js';
import type { Surroundings } from '../terminal/surroundings.js';

/** The lines of a file, or of standard input for none and for `-`, without empty ones. @throws OperatorError */
export async function linesOf(
  surroundings: Surroundings,
  file: string | undefined,
  invitation: string,
): Promise<readonly string[]> {
  return parted(await textOf(surroundings, file, invitation), '\n');
}

/** Texts of several lines, parted by empty ones. @throws OperatorError */
export async function blocksOf(
  surroundings: Surroundings,
  file: string | undefined,
  invitation: string,
): Promise<readonly string[]> {
  return parted(await textOf(surroundings, file, invitation), /\n[ \t]*\n/u);
}

async function textOf(
  { cwd, stdin, stderr }: Surroundings,
  file: string | undefined,
  invitation: string,
): Promise<string> {
  if (file !== undefined && file !== '-') {
    try {
      return readFileSync(resolve(cwd, file), 'utf8');
    } catch (cause) {
      throw new OperatorError(`cannot read ${file}`, 'check its path, or use - for standard input', {
        cause,
      });
    }
  }
  if (stdin.isTTY === true) stderr.write(`${invitation}\n`);
  const pieces: string[] = [];
  stdin.setEncoding('utf8');
  for await (const piece of stdin) pieces.push(String(piece));
  return pieces.join('');
}

function parted(text: string, by: string | RegExp): readonly string[] {
  return text
    .replace(/^\u{feff}/u, '')
    .replaceAll('\r\n', '\n')
    .split(by)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
