import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../../core/failure.js';

/** What holds words of people: the database, its log, copies of it. */
const holdsWords = /\.db(?:$|[.-])|\.jsonl?$|\.log$/u;

/**
 * Make the data folder this user's alone: talks of people lie in it. Wide modes, as an archive or an older umask leaves
 * them, are mended for the folder and for the files in it; a link is not followed, because whoever may change it decides
 * where talks are written.
 * @throws OperatorError when the folder is a link or no folder
 */
export function privateDataFolder(folder: string): void {
  const facts = lstatSync(folder, { throwIfNoEntry: false });
  if (facts?.isSymbolicLink() === true) {
    throw new OperatorError(
      `the data folder ${folder} is a link, which is not followed`,
      'name the folder it leads to as "data" in kindred.yaml',
    );
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  narrow(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile() && holdsWords.test(entry.name)) narrow(join(folder, entry.name), 0o600);
  }
}

function narrow(path: string, mode: number): void {
  const facts = lstatSync(path);
  if ((facts.mode & 0o077) === 0) return;
  try {
    chmodSync(path, facts.mode & 0o700);
  } catch (cause) {
    throw new OperatorError(
      `others on this machine may read ${path}`,
      `run "chmod ${mode.toString(8)} ${path}"`,
      {
        cause,
      },
    );
  }
}
