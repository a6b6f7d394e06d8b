import { describe, expect, it } from 'vitest';
import { ManualClock, settle } from '../../test/support/manual-clock.js';
import { KeyedLanes, type LaneControl } from './keyed-lanes.js';

interface Run {
  readonly key: string;
  readonly control: LaneControl;
  finish(): void;
}

function harness(options: { concurrency?: number; mostInterrupts?: number; watchdogMs?: number } = {}) {
  const clock = new ManualClock();
  const runs: Run[] = [];
  const overruns: string[] = [];
  const errors: unknown[] = [];
  const lanes = new KeyedLanes<string>({
    work: (key, control) =>
      new Promise<void>((resolve) => {
        runs.push({ key, control, finish: resolve });
        control.signal.addEventListener('abort', () => resolve());
      }),
    clock,
    concurrency: options.concurrency ?? 10,
    mostInterrupts: options.mostInterrupts ?? 3,
    watchdogMs: options.watchdogMs ?? 60_000,
    onOverrun: (key) => overruns.push(key),
    onError: (_key, cause) => errors.push(cause),
  });
  return { clock, runs, overruns, errors, lanes };
}

describe('KeyedLanes', () => {
  it('runs one key serially and different keys side by side', async () => {
    const { runs, lanes } = harness({ mostInterrupts: 0 });
    lanes.wake('a');
    lanes.wake('b');
    await settle();
    lanes.wake('a');
    lanes.wake('a');
    await settle();
    expect(runs.map((run) => run.key)).toEqual(['a', 'b']);
    runs[0]?.finish();
    await settle();
    expect(runs.map((run) => run.key)).toEqual(['a', 'b', 'a']);
    runs[1]?.finish();
    runs[2]?.finish();
    await settle();
    expect(lanes.busy).toBe(0);
  });

  it('interrupts work that newer work makes void, and starts over', async () => {
    const { runs, lanes } = harness();
    lanes.wake('a');
    await settle();
    lanes.wake('a');
    await settle();
    expect(runs).toHaveLength(2);
    expect(runs[0]?.control.signal.aborted).toBe(true);
    expect(runs[1]?.control.signal.aborted).toBe(false);
  });

  it('leaves sealed work alone and runs again after it', async () => {
    const { runs, lanes } = harness();
    lanes.wake('a');
    await settle();
    runs[0]?.control.seal();
    lanes.wake('a');
    await settle();
    expect(runs[0]?.control.signal.aborted).toBe(false);
    expect(runs).toHaveLength(1);
    runs[0]?.finish();
    await settle();
    expect(runs).toHaveLength(2);
  });

  it('lets work finish after it was interrupted too often', async () => {
    const { runs, lanes } = harness({ mostInterrupts: 2 });
    for (let wake = 0; wake < 6; wake += 1) {
      lanes.wake('a');
      await settle();
    }
    expect(runs).toHaveLength(3);
    expect(runs.map((run) => run.control.interruptible)).toEqual([true, true, false]);
    expect(runs[2]?.control.signal.aborted).toBe(false);
  });

  it('works on no more keys at once than it may', async () => {
    const { runs, lanes } = harness({ concurrency: 2 });
    for (const key of ['a', 'b', 'c', 'd']) lanes.wake(key);
    await settle();
    expect(runs.map((run) => run.key)).toEqual(['a', 'b']);
    runs[0]?.finish();
    await settle();
    expect(runs.map((run) => run.key)).toEqual(['a', 'b', 'c']);
  });

  it('reports and aborts work that takes too long, and frees the lane', async () => {
    const { clock, runs, overruns, lanes } = harness({ watchdogMs: 1_000 });
    lanes.wake('a');
    await clock.advance(1_000);
    expect(overruns).toEqual(['a']);
    expect(runs[0]?.control.signal.aborted).toBe(true);
    expect(lanes.busy).toBe(0);
  });

  it('reports work that throws and goes on with the next', async () => {
    const errors: unknown[] = [];
    const seen: string[] = [];
    const lanes = new KeyedLanes<string>({
      work: async (key) => {
        seen.push(key);
        if (seen.length === 1) throw new Error('broken');
        await settle();
      },
      clock: new ManualClock(),
      concurrency: 1,
      mostInterrupts: 0,
      watchdogMs: 1_000,
      onOverrun: () => undefined,
      onError: (_key, cause) => errors.push(cause),
    });
    lanes.wake('a');
    lanes.wake('b');
    await settle();
    await settle();
    expect(errors).toEqual([new Error('broken')]);
    expect(seen).toEqual(['a', 'b']);
  });

  it('stops: no new work, a grace for what runs, then an abort', async () => {
    const { clock, runs, lanes } = harness();
    lanes.wake('a');
    await settle();
    const stopped = lanes.stop(5_000);
    lanes.wake('b');
    await clock.advance(4_999);
    expect(runs[0]?.control.signal.aborted).toBe(false);
    await clock.advance(1);
    await stopped;
    expect(runs[0]?.control.signal.aborted).toBe(true);
    expect(runs).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
});
