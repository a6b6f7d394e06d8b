import type { Milliseconds } from '../core/clock.js';
import type { Bed } from './bed.js';
import type { RunningProgram } from './program.js';
import { viewBacklog } from './store-view.js';

const lookEveryMs: Milliseconds = 50;

/**
 * Wait until nothing is under way: everything people wrote is in the store, nothing in it waits for a turn, no turn and
 * no bubble is open, and the stored place in the update stream is the server's. False when that did not come true within the
 * time, or the program ended meanwhile; then the judge says what is missing.
 */
export async function settled(bed: Bed, program: RunningProgram, withinMs: Milliseconds): Promise<boolean> {
  const { clock } = bed;
  const giveUpAt = clock.steady() + Math.min(withinMs, bed.patienceMs);
  while (clock.steady() < giveUpAt) {
    if (!program.isRunning()) return false;
    if (isSettled(bed)) return true;
    await clock.sleep(lookEveryMs);
  }
  return isSettled(bed);
}

function isSettled({ telegram, account, crowd, databaseFile }: Bed): boolean {
  const { incoming, waiting, open, unfinished, pts } = viewBacklog(databaseFile);
  return (
    incoming === crowd.standing &&
    waiting === 0 &&
    open === 0 &&
    unfinished === 0 &&
    pts === telegram.world.boxes.of(account).pts
  );
}
