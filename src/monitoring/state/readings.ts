import { statSync } from 'node:fs';
import type { Clock, Milliseconds } from '../../core/clock.js';
import { readQueue, type Queue } from '../../store/chats/queue-reader.js';
import type { Database } from '../../store/engine/database.js';
import { readDutyCounts } from '../../store/duty/duty-store.js';

/** How a run is at this moment, as far as no store is asked: cheap enough for every question. */
export interface RunNow {
  /** States of the accounts of this run, from the health machine, and whether each is online and serves people. */
  readonly accounts: readonly {
    readonly state: string;
    readonly isOnline: boolean;
    readonly serves: boolean;
  }[];
  /** Conversations in which a turn is at work or waits for a place, and in which something is being sent. */
  readonly turnLanes: number;
  readonly sendLanes: number;
  /** What this UTC day has cost so far, in millionths of a US dollar, and what it may cost. */
  readonly spentToday: number;
  readonly budgetInAll: number | null;
}

export type DutyCount = Awaited<ReturnType<typeof readDutyCounts>>[number];

/** What the store says. */
export interface StoredNow {
  readonly queue: Queue;
  /** What happened since the beginning, by kind, tier, language and outcome. */
  readonly duties: readonly DutyCount[];
  readonly bytes: { readonly database: number; readonly log: number };
}

/** Whoever scrapes often, or several who do, cost no more than one look in so long. */
const freshMs: Milliseconds = 5_000;
/** Days are written as text and compared as such. */
const beginning = '0000-00-00';

/** What the store says, read at most every five seconds. */
export function storedReadings(
  { read }: Pick<Database, 'read'>,
  file: string,
  clock: Pick<Clock, 'steady'>,
): () => Promise<StoredNow> {
  let last: { readonly at: Milliseconds; readonly value: Promise<StoredNow> } | null = null;
  const look = async (): Promise<StoredNow> => ({
    queue: await readQueue(read),
    duties: await readDutyCounts(read, beginning),
    bytes: { database: sizeOf(file), log: sizeOf(`${file}-wal`) },
  });
  return () => {
    const now = clock.steady();
    if (last === null || now - last.at > freshMs) last = { at: now, value: look() };
    return last.value;
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
