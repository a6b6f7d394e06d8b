import type { Milliseconds } from '../core/clock.js';
import type { Database } from '../store/engine/database.js';
import { planIntroduction } from '../store/account/introduction-store.js';
import { readAgreed } from '../store/account/rotation-reader.js';
import { rotate, type RotationOrder, type RotationOutcome } from '../store/account/rotation-writer.js';
import { introductionTimes, type HourOf, type IntroductionPace } from './introduction-pace.js';

/** People who were silent for longer are not written to first. */
const activeWithinMs: Milliseconds = 30 * 86_400_000;

export function activeSince(now: Milliseconds): Milliseconds {
  return now - activeWithinMs;
}

export interface RotationDone extends RotationOutcome {
  readonly introductions: number;
  /** They agreed to be written to, but the standby knows no way to them. */
  readonly unreachable: number;
}

/** The rotation and the introductions it entails, all or nothing. */
export async function commitRotation(
  database: Database,
  order: RotationOrder,
  pace: IntroductionPace,
  hourOf: HourOf,
  now: Milliseconds,
): Promise<RotationDone> {
  return database.write(async (transaction) => {
    const agreed = await readAgreed(transaction.db, order.from, order.to, activeSince(now));
    const outcome = await rotate(transaction, order, now);
    const reachable = agreed.filter((person) => person.hasWay);
    // Whoever looks for the character finds the standby first: it writes only after a while.
    const times = introductionTimes(reachable.length, now + pace.minGapMs, pace, hourOf);
    let introductions = 0;
    for (const [index, { conversation }] of reachable.entries()) {
      const plan = { conversation, from: order.from, to: order.to, dueAt: times[index] ?? now };
      if (await planIntroduction(transaction, plan, now)) introductions += 1;
    }
    return { ...outcome, introductions, unreachable: agreed.length - reachable.length };
  });
}
