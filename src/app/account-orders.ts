import { join } from 'node:path';
import { judge } from '../account/health.js';
import { toHealthState, unchecked, type AccountHealth } from '../account/health-state.js';
import type { Config } from '../config/config.js';
import type { Clock } from '../core/clock.js';
import type { AccountId } from '../core/ids.js';
import { acceptSessions } from '../store/account-session-store.js';
import { checkAtStart } from '../store/check-at-start.js';
import { openDatabase, type Database } from '../store/database.js';
import { readHealth, saveHealth } from '../store/health-store.js';

/** What an operator says about an account while no program is at work; call while owning the data folder. */

/** @returns how many sessions were unknown until now */
export function acceptSessionsWithoutRun(config: Config, account: AccountId, clock: Clock): Promise<number> {
  return withDatabase(config, (database) =>
    database.write((transaction) => acceptSessions(transaction, account, clock.now())),
  );
}

export function limitOverWithoutRun(
  config: Config,
  account: AccountId,
  clock: Clock,
): Promise<AccountHealth> {
  return withDatabase(config, async (database) => {
    const row = (await readHealth(database.read)).get(account);
    const state = row === undefined ? null : toHealthState(row.state);
    const now = clock.now();
    const before = row === undefined || state === null ? unchecked(now) : { ...row, state };
    const after = judge(before, { kind: 'limit-over' }, now);
    if (after.state !== before.state) {
      const change = { was: before.state, became: after.state, evidence: after.evidence, at: now };
      await database.write((transaction) => saveHealth(transaction, account, after, change));
    }
    return after;
  });
}

async function withDatabase<T>(config: Config, work: (database: Database) => Promise<T>): Promise<T> {
  const file = join(config.data, 'kindred.db');
  checkAtStart(file);
  const database = openDatabase(file);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
