import { OperatorError } from '../../core/failure.js';
import { sqliteCode } from './storage-fault.js';

/** What to do about a damaged database of the program's own. */
export const restoreIt = 'it was left as it is; "kindred restore <backup>" puts a backup in its place';

/** What a database of another program, or of another kindred, is told apart by. */
export function isForeign(
  file: string,
  remedy = 'point "data" in kindred.yaml at a folder of its own',
): OperatorError {
  return new OperatorError(`${file} is a database of another program`, remedy);
}

export function isNewer(file: string, version: number, known: number): OperatorError {
  return new OperatorError(
    `${file} has schema version ${version}, this program knows ${known}`,
    'run the newer kindred that wrote it, or restore a backup made before',
  );
}

export function isOlder(file: string, version: number, known: number): OperatorError {
  return new OperatorError(
    `${file} has schema version ${version}, this program reads ${known}`,
    'start "kindred run" once, which brings it up to date',
  );
}

/** Why a database cannot be looked at. */
export function cannotRead(file: string, cause: unknown): OperatorError {
  const code = codeOf(cause) ?? 'unknown';
  if (isDamage(code)) return isDamaged(file, code, cause);
  return new OperatorError(
    `cannot read the database ${file} (${code})`,
    'check the rights on the file and its folder',
    { cause },
  );
}

/** Why a database cannot be opened for writing. */
export function cannotWrite(file: string, cause: unknown): OperatorError {
  const code = codeOf(cause) ?? 'unknown';
  if (isDamage(code)) return isDamaged(file, code, cause);
  const remedy =
    code === 'SQLITE_FULL' || code === 'ENOSPC'
      ? 'the disk is full: make room and start again'
      : 'make the data folder writable, or name another as "data" in kindred.yaml';
  return new OperatorError(`cannot write the database ${file} (${code})`, remedy, { cause });
}

function isDamage(code: string): boolean {
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
}

function isDamaged(file: string, code: string, cause: unknown): OperatorError {
  return new OperatorError(`${file} is damaged or not a database (${code})`, restoreIt, { cause });
}

/** What SQLite or the system calls an error; null for one of neither. */
export function codeOf(cause: unknown): string | null {
  return sqliteCode(cause) ?? systemCode(cause);
}

function systemCode(cause: unknown): string | null {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null;
}
