import type { FaultRow } from '../row.js';
import { inRounds } from './rounds.js';

/** Every round spoils the pushes of some fifty messages by a seed of its own. */
export const spoiltUpdates: FaultRow = {
  fault: 'F7',
  title: 'updates duplicated (20 %), missing (5 %) and reordered',
  option: 'update-seeds',
  usual: 5,
  run: (parts) =>
    inRounds(parts, {
      bed: { people: 12 },
      batch: 5,
      restWithinMs: 60_000,
      round: async ({ telegram, account, crowd, clock }, dice) => {
        telegram.pushFaults.set(
          { drop: 0.05, duplicate: 0.2, reorder: 0.3, seed: dice.between(1, 2 ** 31 - 1) },
          account,
        );
        const written = crowd.crowdIn(6);
        await crowd.burst(14, 700);
        crowd.edit(dice.pick([written[0] ?? crowd.write(), ...written.slice(1, 3)]));
        for (const one of written.slice(4, 5)) crowd.delete(one);
        await crowd.burst(6, 300);
        // Longer than a push is held back to be overtaken.
        await clock.sleep(80);
        telegram.pushFaults.set(undefined, account);
        // A missing update is noticed by the next one, whoever it is from.
        crowd.write();
        return 1;
      },
    }),
};
