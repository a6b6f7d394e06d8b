import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { OperatorError } from '../../core/failure.js';
import { copyDatabase, removeDatabase } from './copy-file.js';
import { sizeOf, syncFolder } from './database-file.js';
import { examineFile, type FileFacts } from './examine-file.js';
import { inPlainWords } from './file-trouble.js';

/**
 * Write a verified backup of a database that may be in use. Under the final name there is only ever a copy that was
 * opened and found whole.
 * @throws OperatorError when there is nothing to back up, the target exists, or the copy is not sound.
 */
export async function writeBackup(database: string, target: string): Promise<FileFacts> {
  if (sizeOf(database) === null) {
    throw new OperatorError(`there is no database at ${database}`, 'check "data" in kindred.yaml');
  }
  if (existsSync(target)) throw new OperatorError(`${target} exists already`, 'name another file');
  const partial = `${target}.partial`;
  try {
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    // Written anew, so that nothing lies between the rows: no copy of what was erased since, or by an older version.
    await copyDatabase(database, partial, (copy) => void copy.exec('vacuum'));
    const found = examineFile(partial, 'everything');
    if (found.kind !== 'sound') throw inPlainWords(database, found);
    renameSync(partial, target);
    syncFolder(dirname(target));
    return found.facts;
  } catch (cause) {
    throw inPlainWords(database, cause);
  } finally {
    removeDatabase(partial);
  }
}
