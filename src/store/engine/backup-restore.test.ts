import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { filledStore, talk } from '../../../test/support/filled-store.js';
import { settle } from '../../../test/support/manual-clock.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { openSqlite } from '../../lib/sqlite.js';
import { writeBackup } from './backup.js';
import { openDatabase } from './database.js';
import { examineFile } from './examine-file.js';
import { restoreBackup } from './restore.js';

const now = Date.UTC(2026, 0, 6);
const stamp = '2026-01-06';

function states(file: string): unknown {
  const connection = openSqlite(file, { readonly: true });
  try {
    return Object.fromEntries(
      connection.prepare('select state, count(*) from outbox group by state').raw().all() as [
        string,
        number,
      ][],
    );
  } finally {
    connection.close();
  }
}

describe('a backup', () => {
  it('is one whole file, readable by its owner only, with everything in it', async () => {
    const folder = temporaryFolder();
    const file = await filledStore(folder);
    const target = join(folder, 'backups', 'one.db');
    const facts = await writeBackup(file, target);
    expect(facts.rows).toMatchObject({ conversation: 4, message: 48, turn: 48, outbox: 48, account: 1 });
    expect(readdirSync(join(folder, 'backups'))).toEqual(['one.db']);
    expect(statSync(target).mode & 0o077).toBe(0);
    expect(examineFile(target, 'everything')).toEqual({ kind: 'sound', facts });
  });

  it('is one state of the database while somebody writes all the time', async () => {
    const folder = temporaryFolder();
    const file = await filledStore(folder);
    const database = openDatabase(file);
    let stop = false;
    let written = 0;
    const writing = (async () => {
      for (let exchange = 13; !stop; exchange += 1) {
        await talk(database, 1, exchange);
        written += 1;
        // A loop of writes alone would keep everything else of this process out.
        await settle();
      }
    })();
    for (let round = 1; round <= 5; round += 1) {
      const { rows } = await writeBackup(file, join(folder, `${round}.db`));
      // Each exchange is one transaction: never one of the three without the others.
      expect(rows['turn']).toBe(rows['message']);
      expect(rows['outbox']).toBe(rows['message']);
    }
    stop = true;
    await writing;
    await database.close();
    expect(written).toBeGreaterThan(0);
  });

  it('takes no name that is taken, and leaves nothing behind when the database is damaged', async () => {
    const folder = temporaryFolder();
    const file = await filledStore(folder);
    const target = join(folder, 'b', 'one.db');
    await writeBackup(file, target);
    await expect(writeBackup(file, target)).rejects.toThrow(/exists already; name another file/u);
    const bytes = readFileSync(file);
    bytes.fill(0, 4_096 * 3, 4_096 * 6);
    writeFileSync(file, bytes);
    await expect(writeBackup(file, join(folder, 'b', 'two.db'))).rejects.toThrow(
      /is damaged.*kindred restore/u,
    );
    await expect(writeBackup(join(folder, 'none.db'), target)).rejects.toThrow(/there is no database/u);
    expect(readdirSync(join(folder, 'b'))).toEqual(['one.db']);
  });
});

describe('a restore', () => {
  async function prepared() {
    const folder = temporaryFolder();
    const file = await filledStore(folder);
    const backup = join(folder, 'one.db');
    await writeBackup(file, backup);
    return { folder, file, backup };
  }

  it('puts the backup in place, keeps what was there with its log, and sends nothing of what was on its way', async () => {
    const { folder, file, backup } = await prepared();
    const database = openDatabase(file);
    onTestFinished(() => database.close());
    await talk(database, 9, 1);
    // As a kill leaves it: the last words are in the log only.
    const killed = temporaryFolder();
    for (const name of ['kindred.db', 'kindred.db-wal', 'kindred.db-shm']) {
      copyFileSync(join(folder, name), join(killed, name));
    }
    const target = join(killed, 'kindred.db');
    const before = readFileSync(`${target}-wal`);
    const restored = await restoreBackup(target, backup, stamp, now);
    expect(restored).toMatchObject({ dropped: 16, backupVersion: restored.facts.schemaVersion });
    expect(restored.facts.rows).toMatchObject({ message: 48 });
    expect(states(target)).toEqual({ sent: 32, dropped: 16 });
    expect(restored.keptAside).toBe(`${target}.replaced-${stamp}`);
    expect(readFileSync(`${target}.replaced-${stamp}-wal`).equals(before)).toBe(true);
    const aside = examineFile(`${target}.replaced-${stamp}`, 'everything');
    expect(aside).toMatchObject({ kind: 'sound', facts: { rows: { message: 49 } } });
    const reopened = openDatabase(target);
    await talk(reopened, 9, 2);
    await reopened.close();
  });

  it('works when the database is missing, also with its log left behind', async () => {
    const { file, backup } = await prepared();
    rmSync(file);
    expect((await restoreBackup(file, backup, stamp, now)).keptAside).toBeNull();
    const database = openDatabase(file);
    await talk(database, 9, 1);
    copyFileSync(`${file}-wal`, `${file}.log`);
    await database.close();
    rmSync(file);
    renameSync(`${file}.log`, `${file}-wal`);
    // An old log under a new database would be played into it.
    expect(() => openDatabase(file)).toThrow(/is missing while its write-ahead log.*kindred restore/u);
    await restoreBackup(file, backup, stamp, now);
    expect(existsSync(`${file}.replaced-${stamp}-wal`)).toBe(true);
    expect(states(file)).toEqual({ sent: 32, dropped: 16 });
  });

  it('works when the database is damaged, and keeps the damaged one byte for byte', async () => {
    const { file, backup } = await prepared();
    const garbage = Buffer.alloc(50_000, 'garbage');
    writeFileSync(file, garbage);
    await restoreBackup(file, backup, stamp, now);
    expect(readFileSync(`${file}.replaced-${stamp}`).equals(garbage)).toBe(true);
    expect(examineFile(file, 'everything').kind).toBe('sound');
  });

  it('takes no backup that is damaged, foreign, newer, or the database itself, and changes nothing then', async () => {
    const { folder, file, backup } = await prepared();
    const original = readFileSync(file);
    const damaged = join(folder, 'damaged.db');
    const bytes = readFileSync(backup);
    bytes.fill(0, 4_096 * 3, 4_096 * 6);
    writeFileSync(damaged, bytes);
    const foreign = openSqlite(join(folder, 'foreign.db'));
    foreign.exec('create table theirs (x)');
    foreign.close();
    copyFileSync(backup, join(folder, 'newer.db'));
    const newer = openSqlite(join(folder, 'newer.db'));
    newer.pragma('user_version = 999');
    newer.close();
    for (const [name, words] of [
      ['damaged.db', /damaged.db is damaged: .*name another backup; the database was left as it is/u],
      ['foreign.db', /of another program/u],
      ['newer.db', /schema version 999.*run the newer kindred/u],
      ['none.db', /there is no backup/u],
      ['kindred.db', /is the database itself/u],
    ] as const) {
      await expect(restoreBackup(file, join(folder, name), stamp, now)).rejects.toThrow(words);
    }
    expect(readFileSync(file).equals(original)).toBe(true);
    const besides = readdirSync(folder).filter((name) => /^kindred\.db.*(?:restor|replaced)/u.test(name));
    expect(besides).toEqual([]);
  });

  it('never starts on half of one: an interrupted restore is named until it is repeated', async () => {
    const { file, backup } = await prepared();
    // Killed between the renames: the old database is aside, the new one has not its name yet.
    renameSync(file, `${file}.replaced-earlier`);
    copyFileSync(backup, `${file}.restoring`);
    expect(() => openDatabase(file)).toThrow(
      /a restore .* was interrupted; run "kindred restore <backup>" again/u,
    );
    expect(existsSync(file)).toBe(false);
    await restoreBackup(file, backup, stamp, now);
    expect(examineFile(file, 'everything').kind).toBe('sound');
    expect(existsSync(`${file}.restoring`)).toBe(false);
    expect(existsSync(`${file}.replaced-earlier`)).toBe(true);
  });
});
