import { copyFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ManualClock } from '../../../test/support/manual-clock.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { accountId } from '../../core/ids.js';
import { openSqlite, sqliteDriver, type SqliteConnection } from '../../lib/sqlite.js';
import { emptyAccount } from '../account/account-store.js';
import { openDatabase, type Transaction } from './database.js';
import { storageFault, StoreUnavailable } from './storage-fault.js';
import { StoreWatch } from './store-watch.js';

const sqliteError = (code: string) => new (sqliteDriver().SqliteError)('no', code);
const addAccount =
  (name: string) =>
  ({ db }: Transaction) =>
    db
      .insertInto('account')
      .values(emptyAccount(accountId(name)))
      .execute();

function open() {
  const folder = temporaryFolder();
  const file = join(folder, 'kindred.db');
  const connections: SqliteConnection[] = [];
  const database = openDatabase(file, (name, options) => {
    const connection = openSqlite(name, options);
    connections.push(connection);
    return connection;
  });
  onTestFinished(() => database.close());
  const [writer] = connections;
  if (!writer) throw new Error('no writer');
  const states: string[] = [];
  database.health.watch(({ state }) => states.push(state));
  return { folder, file, database, writer, states };
}

describe('storageFault', () => {
  it.each([
    ['SQLITE_FULL', 'full'],
    ['SQLITE_IOERR_WRITE', 'failing'],
    ['SQLITE_IOERR_SHMSIZE', 'failing'],
    ['SQLITE_READONLY_DIRECTORY', 'failing'],
    ['SQLITE_BUSY_SNAPSHOT', 'failing'],
    ['SQLITE_IOERR_FSYNC', 'broken'],
    ['SQLITE_CORRUPT_INDEX', 'broken'],
    ['SQLITE_NOTADB', 'broken'],
    ['SQLITE_CONSTRAINT_UNIQUE', undefined],
  ])('takes %s for %s', (code, fault) => {
    expect(storageFault(sqliteError(code))?.fault).toBe(fault);
  });

  it('finds nothing in an error that is not of the disk', () => {
    expect(storageFault(new Error('SQLITE_FULL'))).toBeNull();
    expect(storageFault(undefined)).toBeNull();
  });
});

describe('the health of the store', () => {
  it('refuses writes untried until a probe came through', async () => {
    const { database, writer, states } = open();
    writer.pragma('max_page_count = 1');
    const large = ({ db }: Transaction) =>
      db
        .insertInto('prompt_block')
        .values({ hash: 'h', text: 'x'.repeat(200_000) })
        .execute();
    await expect(database.write(large)).rejects.toThrow(/full/u);
    // It would still fit: the store is trusted as a whole or not at all.
    await expect(database.write(addAccount('mira'))).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await database.probe()).toBe(false);
    writer.pragma('max_page_count = 100000');
    expect(await database.probe()).toBe(true);
    await database.write(large);
    expect(states).toEqual(['full', 'ok']);
    expect(
      writer.prepare("select count(*) from sqlite_schema where name = 'store_probe'").pluck().get(),
    ).toBe(0);
  });

  it('refuses what was queued behind the write that failed', async () => {
    const { database } = open();
    const outcomes = await Promise.allSettled([
      database.write(() => Promise.reject(sqliteError('SQLITE_IOERR_WRITE'))),
      database.write(addAccount('mira')),
    ]);
    const later = await database.write(addAccount('bo')).catch((cause: unknown) => cause);
    expect(outcomes[0]?.status).toBe('rejected');
    expect(later).toBeInstanceOf(StoreUnavailable);
  });

  it('is tried at growing intervals by the watch, until it is well or broken', async () => {
    const { database, states } = open();
    const clock = new ManualClock();
    const watch = new StoreWatch({ database, clock, chance: { next: () => 1 } });
    onTestFinished(() => watch.stop());
    let probes = 0;
    const probe = database.probe.bind(database);
    let well = false;
    database.probe = async () => {
      probes += 1;
      return well ? probe() : false;
    };
    database.health.note(sqliteError('SQLITE_FULL'));
    // 1, 2, 4, 8, 16 and then every 30 seconds.
    await clock.advance(61_000);
    expect(probes).toBe(6);
    well = true;
    await clock.advance(30_000);
    await vi.waitFor(() => expect(states).toEqual(['full', 'ok']));
    database.health.note(sqliteError('SQLITE_IOERR_FSYNC'));
    expect(clock.pending).toBe(0);
  });

  it('lets nobody move the log into the database after a failed fsync', async () => {
    const { folder, file, database } = open();
    await database.write(addAccount('mira'));
    const before = join(folder, 'before.db');
    copyFileSync(file, before);
    await database.write(addAccount('bo'));
    const logged = statSync(`${file}-wal`).size;
    database.health.note(sqliteError('SQLITE_IOERR_FSYNC'));
    await database.close();
    expect(statSync(`${file}-wal`).size).toBe(logged);
    // The next start reads it, writes it anew and goes on.
    const next = openDatabase(file);
    expect((await next.read.selectFrom('account').selectAll().execute()).length).toBe(2);
    expect(statSync(`${file}-wal`).size).toBe(0);
    await next.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('moves the log into the database before it grows large', async () => {
    const { file, database } = open();
    for (let round = 0; round < 400; round += 1) {
      await database.write(({ db }) =>
        db
          .insertInto('prompt_block')
          .values({ hash: `${round}`, text: 'x'.repeat(20_000) })
          .execute(),
      );
    }
    expect(statSync(file).size).toBeGreaterThan(4_000_000);
    expect(statSync(`${file}-wal`).size).toBeLessThan(6_000_000);
  });
});
