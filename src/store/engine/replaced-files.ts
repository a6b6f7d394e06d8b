import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Milliseconds } from '../../core/clock.js';

/**
 * Remove databases that a backup took the place of before `before` (store/engine/restore.ts names them), with their logs.
 * One whose name does not say when is left: somebody gave it that name.
 * @returns how many files went
 */
export function removeReplaced(database: string, before: Milliseconds): number {
  const folder = dirname(database);
  const prefix = `${basename(database)}.replaced-`;
  let removed = 0;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix)) continue;
    const [, day, hour, minute, second] =
      /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-([\d.]+)Z/u.exec(name.slice(prefix.length)) ?? [];
    const at = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
    if (Number.isNaN(at) || at >= before) continue;
    rmSync(join(folder, name), { force: true });
    removed += 1;
  }
  return removed;
}
