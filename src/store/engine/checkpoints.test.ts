import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { openSqlite, type SqliteConnection } from '../../lib/sqlite.js';
import { Checkpoints } from './checkpoints.js';

const folder = mkdtempSync(join(tmpdir(), 'kindred-checkpoints-'));
const opened: SqliteConnection[] = [];
afterEach(() => {
  for (const connection of opened.splice(0)) connection.close();
  for (const ending of ['', '-wal', '-shm']) rmSync(join(folder, `one.db${ending}`), { force: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function writing(checkpoints: (connection: SqliteConnection) => Checkpoints) {
  const connection = openSqlite(join(folder, 'one.db'));
  opened.push(connection);
  connection.pragma('journal_mode = WAL');
  connection.exec('create table filled (filler blob)');
  const after = checkpoints(connection);
  return {
    /** Commits of some ten pages each. */
    commit: (count: number) => {
      for (let left = count; left > 0; left -= 1) {
        connection.prepare('insert into filled values (zeroblob(40000))').run();
        after.afterCommit();
      }
    },
    moved: () =>
      (connection.pragma('wal_checkpoint(noop)') as { checkpointed: number }[])[0]?.checkpointed ?? 0,
  };
}

it('moves the log once it is on the disk, and not while that is waited for', async () => {
  let resolve = (): void => undefined;
  const flushed = new Promise<void>((done) => (resolve = done));
  const { commit, moved } = writing((connection) => new Checkpoints(connection, () => flushed));
  commit(100);
  expect(moved()).toBe(0);
  resolve();
  await flushed;
  commit(1);
  expect(moved()).toBeGreaterThan(900);
});

it('moves it all the same when it could not be flushed ahead: then the checkpoint itself waits, or fails', async () => {
  const { commit, moved } = writing(
    (connection) => new Checkpoints(connection, () => Promise.reject(new Error('no'))),
  );
  commit(100);
  await Promise.resolve();
  await Promise.resolve();
  commit(1);
  expect(moved()).toBeGreaterThan(900);
});
