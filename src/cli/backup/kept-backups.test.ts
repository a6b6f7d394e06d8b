import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { operate } from '../../../test/support/operator.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { openDatabase } from '../../store/engine/database.js';
import { fileStamp } from './file-stamp.js';
import { keepBackups, newestBackup } from './kept-backups.js';

const day = 86_400_000;
const first = Date.UTC(2026, 10, 1, 3, 30, 5, 7);

it('keeps the newest of those it named, what was cut off goes, and everything else stays', () => {
  const folder = temporaryFolder();
  for (let index = 0; index < 5; index += 1)
    writeFileSync(join(folder, `${fileStamp(first + index * day)}.db`), '');
  const half = `${fileStamp(first - day)}.db.partial`;
  const underWay = `${fileStamp(first + 9 * day)}.db.partial`;
  for (const name of [half, underWay, 'before-the-move.db', 'notes.txt', '2026.db'])
    writeFileSync(join(folder, name), '');
  expect(newestBackup(folder)).toBe(first + 4 * day);
  expect(keepBackups(folder, 2)).toHaveLength(3);
  expect(readdirSync(folder).sort()).toEqual(
    [
      `${fileStamp(first + 3 * day)}.db`,
      `${fileStamp(first + 4 * day)}.db`,
      underWay,
      '2026.db',
      'before-the-move.db',
      'notes.txt',
    ].sort(),
  );
  expect(newestBackup(join(folder, 'none'))).toBeNull();
});

it('stays and makes one after the other, each whole before an older one goes, until it is stopped', async () => {
  const folder = temporaryFolder();
  await openDatabase(join(folder, 'data', 'kindred.db')).close();
  const backups = join(folder, 'data', 'backups');
  for (let index = 0; index < 2; index += 1) {
    const { code } = await operate(folder, ['backup', '--keep', '1', '--json']);
    expect(code).toBe(0);
    expect(readdirSync(backups)).toHaveLength(1);
  }
  const [newest] = readdirSync(backups);
  // One was just made: it waits for the next hour, and ends when it is told to.
  const stop = new AbortController();
  const staying = operate(folder, ['backup', '--every', '1h', '--keep', '1'], { stop: stop.signal });
  stop.abort();
  expect(await staying).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readdirSync(backups)).toEqual([newest]);
});

it.each([
  [['backup', 'one.db', '--keep', '3'], /a named file is one backup/u],
  [['backup', '--every', '5s'], /expected a time from 1m to 7d/u],
  [['backup', '--every', '8d'], /expected a time from 1m to 7d/u],
  [['backup', '--keep', '0'], /expected a number from 1/u],
])('refuses %j in one line', async (args, words) => {
  const { code, stderr } = await operate(temporaryFolder(), args);
  expect(code).toBe(1);
  expect(stderr.trimEnd()).toMatch(words);
  expect(stderr.trimEnd()).not.toContain('\n');
});
