import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { accountId } from '../../core/ids.js';
import { openSqlite } from '../../lib/sqlite.js';
import { emptyAccount } from '../account/account-store.js';
import { openDatabase, type Database, type Transaction } from './database.js';
import { openForReading } from './open-for-reading.js';

function open(file = join(temporaryFolder(), 'kindred.db')): Database {
  const database = openDatabase(file);
  onTestFinished(() => database.close());
  return database;
}

const addAccount = (name: string) => (transaction: Transaction) =>
  transaction.db
    .insertInto('account')
    .values(emptyAccount(accountId(name)))
    .execute();
const accounts = async (database: Pick<Database, 'read'>) =>
  (await database.read.selectFrom('account').select('account_id').execute()).map((row) => row.account_id);

describe('the database', () => {
  it('keeps what was written across a reopening, durably and with foreign keys on', async () => {
    const file = join(temporaryFolder(), 'deep', 'kindred.db');
    const first = openDatabase(file);
    await first.write(addAccount('mira'));
    await expect(
      first.write(({ db }) =>
        db
          .insertInto('thread')
          .values({
            account_id: accountId('mira'),
            peer_id: '1' as never,
            conversation_id: 'nowhere' as never,
            read_incoming_to: null,
            read_outgoing_to: null,
          })
          .execute(),
      ),
    ).rejects.toThrow(/FOREIGN KEY/u);
    await first.close();
    expect(await accounts(open(file))).toEqual(['mira']);
  });

  it('does not let readers write', async () => {
    const database = open();
    const attempt = database.read
      .insertInto('account')
      .values(emptyAccount(accountId('x')))
      .execute();
    await expect(attempt).rejects.toThrow(/readonly/u);
  });

  it('runs hooks after the commit and never after a rollback', async () => {
    const database = open();
    const seen: string[] = [];
    await database.write(async (transaction) => {
      transaction.afterCommit(() => seen.push('committed'));
      await addAccount('a')(transaction);
      seen.push('working');
    });
    await expect(
      database.write((transaction) => {
        transaction.afterCommit(() => seen.push('must not run'));
        return Promise.reject(new Error('no'));
      }),
    ).rejects.toThrow('no');
    expect(seen).toEqual(['working', 'committed']);
    expect(await accounts(database)).toEqual(['a']);
  });

  it('refuses a query that escaped its transaction', async () => {
    const database = open();
    let escaped: Transaction | null = null;
    await database.write((transaction) => {
      escaped = transaction;
      return Promise.resolve();
    });
    await expect(addAccount('late')(escaped as unknown as Transaction)).rejects.toThrow(/has ended/u);
  });

  it('refuses a newer schema and leaves the file as it was', () => {
    const file = join(temporaryFolder(), 'kindred.db');
    const newer = openSqlite(file);
    newer.pragma(`application_id = ${0x4b494e44}`);
    newer.pragma('user_version = 999');
    newer.exec('create table from_the_future (x)');
    newer.close();
    expect(() => openDatabase(file)).toThrow(/schema version 999.*run the newer kindred/u);
    const after = openSqlite(file, { readonly: true });
    expect(after.prepare('select name from sqlite_schema').pluck().all()).toEqual(['from_the_future']);
    after.close();
  });

  it("refuses another program's database and a file that is none", () => {
    const folder = temporaryFolder();
    const foreign = openSqlite(join(folder, 'foreign.db'));
    foreign.exec('create table theirs (x)');
    foreign.close();
    expect(() => openDatabase(join(folder, 'foreign.db'))).toThrow(/another program/u);
    writeFileSync(join(folder, 'text.db'), 'this is no database, only a long enough text '.repeat(30));
    expect(() => openDatabase(join(folder, 'text.db'))).toThrow(
      /damaged or not a database.*"kindred restore <backup>"/u,
    );
  });

  it('says what to do when the folder cannot be written', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a-file'), '');
    expect(() => openDatabase(join(folder, 'a-file', 'kindred.db'))).toThrow(
      /make the data folder writable/u,
    );
    chmodSync(folder, 0o700);
  });

  it('opens for looking without creating anything', async () => {
    const file = join(temporaryFolder(), 'kindred.db');
    expect(() => openForReading(file)).toThrow(/nothing yet: there is no database at .*kindred\.db/u);
    const database = open(file);
    await database.write(addAccount('mira'));
    const looking = openForReading(file);
    expect(await accounts(looking)).toEqual(['mira']);
    await looking.close();
  });
});
