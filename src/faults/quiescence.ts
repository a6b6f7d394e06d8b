import type { Milliseconds } from '../core/clock.js';
import type { Bed } from './bed.js';
import type { RunningProgram } from './program.js';
import { viewBacklog, type StoreBacklog } from './store-view.js';

const lookEveryMs: Milliseconds = 50;

/**
 * Wait until nothing is under way: everything people wrote is in the store, nothing in it waits for a turn, no turn and
 * no bubble is open, and the stored place in the update stream is the server's. False when that did not come true within the
 * time, nothing changed for as long as the bed has patience, or the program ended; then the judge says what is missing.
 */
export async function settled(bed: Bed, program: RunningProgram, withinMs: Milliseconds): Promise<boolean> {
  const { clock } = bed;
  const giveUpAt = clock.steady() + withinMs;
  let last = '';
  let changedAt = clock.steady();
  while (clock.steady() < giveUpAt && clock.steady() - changedAt < bed.patienceMs) {
    if (!program.isRunning()) return false;
    const backlog = viewBacklog(bed.databaseFile);
    if (isSettled(bed, backlog)) return true;
    if (JSON.stringify(backlog) !== last) changedAt = clock.steady();
    last = JSON.stringify(backlog);
    await clock.sleep(lookEveryMs);
  }
  return isSettled(bed, viewBacklog(bed.databaseFile));
}

function isSettled({ telegram, account, crowd }: Bed, backlog: StoreBacklog): boolean {
  const { incoming, waiting, open, unfinished, pts } = backlog;
  return (
    incoming === crowd.standing &&
    waiting === 0 &&
    open === 0 &&
    unfinished === 0 &&
    pts === telegram.world.boxes.of(account).pts
  );
}
