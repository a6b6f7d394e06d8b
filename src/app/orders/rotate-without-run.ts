import { isLost, toHealthState } from '../../account/health-state.js';
import { hourOfDay } from '../../account/introduction-pace.js';
import { Pool } from '../../account/pool.js';
import { Rotations, type RotationView, type RotationWish } from '../../account/rotations.js';
import { wallClockOf } from '../../character/character.js';
import type { Config } from '../../config/config.js';
import type { Clock } from '../../core/clock.js';
import type { AccountId } from '../../core/ids.js';
import { readHealth } from '../../store/account/health-store.js';
import { readPoolMembers } from '../../store/account/pool-store.js';
import { introductionPace } from '../composition/settings.js';
import { withStore } from './store-without-run.js';

/**
 * Rotate while no program is at work: rows only, nothing is asked of any server. Call while owning the data folder.
 * Whoever is to be introduced is introduced by the next run.
 * @throws OperatorError when it is not possible; then nothing was changed.
 */
export async function rotateWithoutRun(
  config: Config,
  isSignedIn: (account: AccountId) => boolean,
  wish: RotationWish,
  clock: Clock,
): Promise<RotationView> {
  return withStore(config, async (database) => {
    const pool = new Pool(
      config.accounts.map(({ id, character, role }) => ({
        account: id,
        character,
        role,
        isSignedIn: isSignedIn(id),
      })),
    );
    pool.restore(await readPoolMembers(database.read));
    const health = await readHealth(database.read);
    // Nothing sends now, so there is nothing to stop and nobody to tell.
    const rotations = new Rotations({
      database,
      clock,
      pool,
      lostAs: (account) => {
        const state = toHealthState(health.get(account)?.state ?? '');
        return state !== null && isLost(state) ? state : null;
      },
      isOnline: () => false,
      pace: introductionPace(config),
      // Introductions are planned here and paced by the run that makes them, in the character's own time.
      hourOf: () => hourOfDay(wallClockOf('UTC')),
      leave: () => Promise.resolve(),
      stay: () => undefined,
      moved: () => undefined,
      report: { rotated: () => undefined, notRotated: () => undefined },
    });
    return rotations.rotate(wish);
  });
}
