import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Milliseconds } from '../../core/clock.js';
import { removeDatabase } from '../../store/engine/copy-file.js';

/** Names that `fileStamp` makes: only such files are counted and removed, whatever else lies in the folder. */
const stamped = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2}\.\d{3})Z\.db$/u;

/** The ending of one that is being written (store/engine/backup.ts). */
const half = '.partial';

/** When the newest backup in a folder was made; null where there is none. */
export function newestBackup(folder: string): Milliseconds | null {
  const [newest] = backupsIn(folder);
  if (newest === undefined) return null;
  const [, day, hour, minute, second] = stamped.exec(newest) ?? [];
  return Date.parse(`${day}T${hour}:${minute}:${second}Z`);
}

/**
 * Remove all backups in a folder but the newest so many, and what a backup that was cut off left behind.
 * @returns the files that went
 */
export function keepBackups(folder: string, most: number): readonly string[] {
  const all = backupsIn(folder);
  const old = all.slice(most);
  for (const name of old) rmSync(join(folder, name), { force: true });
  // One that is newer than every whole one may be under way elsewhere.
  const halves = readdirSync(folder).filter(
    (name) => name.endsWith(half) && stamped.test(name.slice(0, -half.length)) && name < (all[0] ?? ''),
  );
  for (const name of halves) removeDatabase(join(folder, name));
  return old.map((name) => join(folder, name));
}

/** The newest first. */
function backupsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => stamped.test(name))
    .sort()
    .reverse();
}
