import { judge } from '../../account/health.js';
import { toHealthState, unchecked, type AccountHealth } from '../../account/health-state.js';
import type { Config } from '../../config/config.js';
import type { Clock } from '../../core/clock.js';
import type { AccountId } from '../../core/ids.js';
import { acceptSessions } from '../../store/account/account-session-store.js';
import { readHealth, saveHealth } from '../../store/account/health-store.js';
import { withStore } from './store-without-run.js';

/** What an operator says about an account while no program is at work; call while owning the data folder. */

/** @returns how many sessions were unknown until now */
export function acceptSessionsWithoutRun(config: Config, account: AccountId, clock: Clock): Promise<number> {
  return withStore(config, (database) =>
    database.write((transaction) => acceptSessions(transaction, account, clock.now())),
  );
}

export function limitOverWithoutRun(
  config: Config,
  account: AccountId,
  clock: Clock,
): Promise<AccountHealth> {
  return withStore(config, async (database) => {
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
