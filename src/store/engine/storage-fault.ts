/**
 * What is wrong with the disk under the database, as far as the program must act on it.
 * `full`: nothing more fits; passes by itself once there is room. `failing`: reads or writes fail, or the file may not
 * be written; may pass. `broken`: what was written can no longer be trusted through this connection.
 */
export type StorageFault = 'full' | 'failing' | 'broken';

/** A write that was not even tried, because the store is not well. Nothing of it is stored. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  constructor(
    readonly fault: StorageFault,
    readonly code: string,
  ) {
    super(`the store takes no writes (${code})`);
  }
}

/**
 * The storage fault behind an error, or null when it is none of the disk's.
 *
 * A failed fsync is final. Linux reports a lost write-back once and marks the pages clean, so that the next fsync of the
 * same file succeeds over data that never reached the disk (PostgreSQL's "fsyncgate" of 2018; Rebello et al., "Can
 * Applications Recover from fsync Failures?", USENIX ATC 2020). SQLite hands the error up as SQLITE_IOERR_FSYNC and
 * would ask the same disk again at the next commit. Only a new process that recovers from the files knows what is there.
 */
export function storageFault(cause: unknown): { readonly fault: StorageFault; readonly code: string } | null {
  if (cause instanceof StoreUnavailable) return cause;
  const code = sqliteCode(cause);
  if (code === null) return null;
  const fault = faultOf(code);
  return fault === null ? null : { fault, code };
}

/** SQLite's extended result code by name, such as `SQLITE_IOERR_WRITE`; null for any other error. */
export function sqliteCode(cause: unknown): string | null {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : null;
}

function faultOf(code: string): StorageFault | null {
  if (code === 'SQLITE_FULL') return 'full';
  if (code === 'SQLITE_IOERR_FSYNC' || code === 'SQLITE_IOERR_DIR_FSYNC') return 'broken';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'broken';
  // A full disk also shows as an I/O error: where the write-ahead index is grown, and under some file systems.
  return /^SQLITE_(IOERR|READONLY|CANTOPEN|BUSY|LOCKED|PROTOCOL|PERM)/u.test(code) ? 'failing' : null;
}
