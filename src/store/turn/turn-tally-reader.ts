import type { Milliseconds } from '../../core/clock.js';
import type { Reader } from '../engine/database.js';

/** What came of the turns since a moment. */
export interface TurnTally {
  readonly spoke: number;
  readonly silent: number;
  readonly failed: number;
  /** Why they failed, the most frequent first. */
  readonly failures: readonly {
    readonly reason: string;
    readonly count: number;
    readonly latest: Milliseconds;
  }[];
}

export async function readTurnTally(read: Reader, since: Milliseconds): Promise<TurnTally> {
  const outcomes = await read
    .selectFrom('turn')
    .select((select) => ['outcome', select.fn.countAll<number>().as('count')])
    .where('started_at', '>=', since)
    .groupBy('outcome')
    .execute();
  const failures = await read
    .selectFrom('turn')
    .select((select) => [
      'reason',
      select.fn.countAll<number>().as('count'),
      select.fn.max('started_at').as('latest'),
    ])
    .where('started_at', '>=', since)
    .where('outcome', '=', 'failed')
    .groupBy('reason')
    .orderBy('count', 'desc')
    .execute();
  const of = (name: string): number => outcomes.find(({ outcome }) => outcome === name)?.count ?? 0;
  return {
    spoke: of('spoke'),
    silent: of('silent'),
    failed: of('failed'),
    failures: failures.map(({ reason, count, latest }) => ({ reason: reason ?? 'unknown', count, latest })),
  };
}
