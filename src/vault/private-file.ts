import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { OperatorError } from '../core/failure.js';

/** Whoever reads a session is signed in, and whoever reads the key reads the sessions. */
const ownerOnly = 0o600;
const ownerOnlyFolder = 0o700;

/** The bytes of a file that nobody else may read, or null when there is none. @throws OperatorError when others may. */
export function readPrivately(file: string): Buffer | null {
  const facts = statSync(file, { throwIfNoEntry: false });
  if (!facts) return null;
  if ((facts.mode & 0o077) !== 0) {
    throw new OperatorError(`others on this machine may read ${file}`, `run "chmod 600 ${file}"`);
  }
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new OperatorError(`${file} cannot be read`, 'it must belong to the user kindred runs as', {
      cause,
    });
  }
}

/**
 * Replace a file in one step, on the disk when this returns: a crash leaves the old file or the new one, never half of
 * one. @throws OperatorError when the folder takes no files.
 */
export function writePrivately(file: string, content: string): void {
  orSay(file, () => {
    writeBeside(file, content);
    renamePrivately(`${file}.new`, file);
  });
}

/** The same for a file that must not replace one. @throws OperatorError also when it is there by now. */
export function createPrivately(file: string, content: string): void {
  orSay(file, () => {
    writeBeside(file, content);
    linkSync(`${file}.new`, file);
    removePrivately(`${file}.new`);
  });
}

function writeBeside(file: string, content: string): void {
  const fresh = `${file}.new`;
  rmSync(fresh, { force: true });
  const handle = openSync(fresh, 'wx', ownerOnly);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function orSay(file: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new OperatorError(`${file} cannot be written${code}`, 'make room and make its folder writable', {
      cause,
    });
  }
}

export function renamePrivately(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(dirname(to));
}

export function removePrivately(file: string): void {
  rmSync(file, { force: true });
  syncFolder(dirname(file));
}

/** @throws OperatorError when others may look into the folder. */
export function privateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: ownerOnlyFolder });
  refuseOpenFolder(folder);
}

/** @throws OperatorError for a link: whoever may change it decides which session is used, and where the next is written. */
export function refuseLink(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  throw new OperatorError(`${path} is a link, which is not followed`, 'put what it leads to in its place');
}

/** @throws OperatorError when others may look into the folder, or it is a link. One that is not there is fine. */
export function refuseOpenFolder(folder: string): void {
  refuseLink(folder);
  const facts = statSync(folder, { throwIfNoEntry: false });
  if (!facts || (facts.mode & 0o077) === 0) return;
  throw new OperatorError(`others on this machine may look into ${folder}`, `run "chmod 700 ${folder}"`);
}

/** A rename is on the disk once its folder is. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
