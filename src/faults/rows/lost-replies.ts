import type { Milliseconds } from '../../core/clock.js';
import type { Bed } from '../bed.js';
import type { FaultRow } from '../row.js';
import { inRounds } from './rounds.js';

/** The send is applied, the person sees it, and the program never hears of it; often it is killed on top of that. */
export const lostReplies: FaultRow = {
  fault: 'F6',
  title: 'send applied, reply lost, then also killed',
  option: 'lost-replies',
  usual: 20,
  run: (parts) =>
    inRounds(parts, {
      bed: { people: 30 },
      batch: 4,
      restWithinMs: 90_000,
      round: async (bed, dice, current) => {
        const { telegram, account, crowd, clock } = bed;
        const count = dice.between(2, 6);
        const how = dice.isLuckyIn(0.6) ? 'cut' : 'swallow';
        telegram.rules.add({
          method: 'messages.sendMessage',
          account,
          after: dice.between(0, 2),
          count,
          effect: { kind: 'lose', how },
        });
        await crowd.burst(8, 60);
        const lost = await lostSoFar(bed, count, 2_500);
        telegram.rules.clear();
        // A swallowed answer would hold its chat for the 30 s a send may take.
        if (how === 'swallow' || dice.isLuckyIn(0.4)) {
          await clock.sleep(dice.between(0, 300));
          await current.program.kill();
          await current.restart();
        }
        return lost;
      },
    }),
};

/** How many replies the rule has taken: all of `count`, or as many as were sent within the time. */
async function lostSoFar({ telegram, clock }: Bed, count: number, withinMs: Milliseconds): Promise<number> {
  const giveUpAt = clock.steady() + withinMs;
  const left = (): number => telegram.rules.list().reduce((sum, rule) => sum + (rule.count ?? 0), 0);
  while (left() > 0 && clock.steady() < giveUpAt) await clock.sleep(20);
  return count - left();
}
