import { examineFile } from './examine-file.js';
import { sizeOf } from './database-file.js';
import { inPlainWords } from './file-trouble.js';

/**
 * Look at a database before anything is started on it. Nothing is changed, a damaged file least of all.
 * @throws OperatorError that says what is damaged, where, and what to do.
 */
export function checkAtStart(file: string): void {
  // A file that is missing or empty is told apart when the database is opened.
  if ((sizeOf(file) ?? 0) === 0) return;
  try {
    const found = examineFile(file, 'start');
    if (found.kind !== 'sound') throw inPlainWords(file, found);
  } catch (cause) {
    throw inPlainWords(file, cause);
  }
}
