import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountId } from '../../core/ids.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { acceptSessions, readSessions, recordSessions, type SeenSession } from './account-session-store.js';
import { openDatabase, type Database } from '../engine/database.js';
import { readHealth, readHealthChanges, saveHealth } from './health-store.js';

const mira = accountId('mira');

async function withDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

function session(key: string, changes: Partial<SeenSession> = {}): SeenSession {
  return {
    key,
    isOurs: key === 'ours',
    device: 'phone',
    app: 'app',
    place: 'somewhere',
    createdAt: 1,
    activeAt: 2,
    ...changes,
  };
}

describe('the health of an account in the store', () => {
  it('is one row, with every change of state in its history', async () => {
    await withDatabase(async (database) => {
      const health = { since: 1, evidence: 'SIGNED_IN', until: null, appealUrl: null, checkedAt: 1 };
      await database.write(async (transaction) => {
        await saveHealth(
          transaction,
          mira,
          { ...health, state: 'healthy' },
          {
            was: null,
            became: 'healthy',
            evidence: 'SIGNED_IN',
            at: 1,
          },
        );
        await saveHealth(transaction, mira, { ...health, state: 'healthy', checkedAt: 5 }, null);
        await saveHealth(
          transaction,
          mira,
          { ...health, state: 'frozen', since: 9, until: 99 },
          {
            was: 'healthy',
            became: 'frozen',
            evidence: 'FREEZE_SINCE_DATE',
            at: 9,
          },
        );
      });
      expect((await readHealth(database.read)).get(mira)).toMatchObject({
        state: 'frozen',
        since: 9,
        until: 99,
      });
      expect(await readHealthChanges(database.read, mira, 10)).toEqual([
        { was: 'healthy', became: 'frozen', evidence: 'FREEZE_SINCE_DATE', at: 9 },
        { was: null, became: 'healthy', evidence: 'SIGNED_IN', at: 1 },
      ]);
    });
  });
});

describe('sessions elsewhere', () => {
  const look = (database: Database, sessions: readonly SeenSession[], now: number) =>
    database.write((transaction) => recordSessions(transaction, mira, sessions, now));

  it('are taken for known at the first look, and unknown when they come later', async () => {
    await withDatabase(async (database) => {
      expect(await look(database, [session('ours'), session('a')], 10)).toEqual({ unknown: 0, appeared: 0 });
      const stranger = session('b', { device: 'unknown laptop' });
      const all = [session('ours'), session('a'), stranger];
      expect(await look(database, all, 20)).toEqual({ unknown: 1, appeared: 1 });
      expect(await look(database, all, 30)).toEqual({ unknown: 1, appeared: 0 });
      const stored = await readSessions(database.read, mira);
      expect(stored.map(({ key, acceptedAt }) => [key, acceptedAt])).toEqual([
        ['ours', 10],
        ['a', 10],
        ['b', null],
      ]);
    });
  });

  it('stay unknown until the operator accepts them, and accepted for good', async () => {
    await withDatabase(async (database) => {
      await look(database, [session('ours')], 10);
      await look(database, [session('ours'), session('b')], 20);
      expect(await database.write((transaction) => acceptSessions(transaction, mira, 25))).toBe(1);
      expect(await database.write((transaction) => acceptSessions(transaction, mira, 26))).toBe(0);
      expect(await look(database, [session('ours'), session('b')], 30)).toEqual({ unknown: 0, appeared: 0 });
    });
  });

  it('are no longer shown when they are gone, and one that comes back is known as before', async () => {
    await withDatabase(async (database) => {
      await look(database, [session('ours'), session('a')], 10);
      await look(database, [session('ours')], 20);
      expect((await readSessions(database.read, mira)).map((one) => one.key)).toEqual(['ours']);
      expect(await look(database, [session('ours'), session('a')], 30)).toEqual({ unknown: 0, appeared: 0 });
    });
  });

  it('does not take a new session of ours for a stranger', async () => {
    await withDatabase(async (database) => {
      await look(database, [session('a')], 10);
      expect(await look(database, [session('a'), session('ours')], 20)).toEqual({ unknown: 0, appeared: 0 });
    });
  });
});
