import { OperatorError } from '../../core/failure.js';
import type { Examination } from './examine-file.js';
import { codeOf, isForeign, restoreIt } from './database-trouble.js';

/** What is wrong with a database file and where, with what to do when it is damaged. Other errors come back as they are. */
export function inPlainWords(file: string, trouble: unknown, remedy = restoreIt): unknown {
  if (trouble instanceof OperatorError) return trouble;
  if (isExamination(trouble)) return wordsFor(file, trouble, remedy);
  const code = codeOf(trouble);
  if (code === null) return trouble;
  const options = { cause: trouble };
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new OperatorError(`${file} is damaged (${code})`, remedy, options);
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return new OperatorError(
      `there is no room for a copy of ${file} (${code})`,
      'make room on the disk',
      options,
    );
  }
  return new OperatorError(
    `cannot copy ${file} (${code})`,
    'check the disk and the rights on the folder',
    options,
  );
}

function wordsFor(
  file: string,
  found: Exclude<Examination, { kind: 'sound' }>,
  remedy: string,
): OperatorError {
  switch (found.kind) {
    case 'damaged':
      return new OperatorError(`${file} is damaged: ${found.where}`, remedy);
    case 'foreign':
      return isForeign(file, 'name a database of kindred');
    case 'newer':
      return new OperatorError(
        `${file} has schema version ${found.version}, which this program does not know`,
        'run the newer kindred that wrote it',
      );
  }
}

function isExamination(value: unknown): value is Exclude<Examination, { kind: 'sound' }> {
  return typeof value === 'object' && value !== null && 'kind' in value && !(value instanceof Error);
}
