import { appendFileSync, closeSync, mkdirSync, openSync, readSync, fstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Milliseconds } from '../../core/clock.js';
import type { Config } from '../../config/config.js';
import type { Doer } from './while-owning.js';

/** What an operator looked at or changed, and never a word of it. */
export interface Access {
  /** A command, or a view of the page. */
  readonly command: string;
  readonly conversation?: string;
  readonly account?: string;
  readonly character?: string;
  /** Which sign-in of the page it was, as a few signs that open nothing. */
  readonly session?: string;
}

/** A line of the log. */
export interface AccessEntry extends Access, Doer {
  readonly at: string;
}

const fileName = 'access.log';
/** Of a long log this much of its end is read: some two thousand entries. */
const mostBytes = 256 * 1024;

/**
 * Keeps, beside the database, that an operator looked at what somebody wrote, or changed something: when, with which
 * command, where. One JSON object per line in `access.log` of the data folder.
 * @throws Error when it cannot be written: content that nobody may know was looked at is not shown
 */
export function noteAccess({ host, pid }: Doer, { data }: Config, access: Access, now: Milliseconds): void {
  const entry: AccessEntry = { at: new Date(now).toISOString(), host, pid, ...access };
  mkdirSync(data, { recursive: true });
  appendFileSync(join(data, fileName), `${JSON.stringify(entry)}\n`, { mode: 0o600 });
}

/** The latest entries, the newest first; none where nobody looked yet. Lines that are no entries are left out. */
export function readAccesses({ data }: Pick<Config, 'data'>, most: number): readonly AccessEntry[] {
  const lines = tailOf(join(data, fileName)).split('\n').reverse();
  const entries: AccessEntry[] = [];
  for (const line of lines) {
    if (entries.length === most) break;
    const entry = toEntry(line);
    if (entry !== null) entries.push(entry);
  }
  return entries;
}

function tailOf(file: string): string {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return '';
    throw cause;
  }
  try {
    const { size } = fstatSync(handle);
    const bytes = Buffer.alloc(Math.min(size, mostBytes));
    readSync(handle, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString('utf8');
  } finally {
    closeSync(handle);
  }
}

function toEntry(line: string): AccessEntry | null {
  try {
    const value = JSON.parse(line) as AccessEntry | null;
    return typeof value?.at === 'string' && typeof value.command === 'string' ? value : null;
  } catch {
    return null;
  }
}
