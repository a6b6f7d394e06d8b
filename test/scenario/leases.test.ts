import { describe, expect, it } from 'vitest';
import { takeLease } from '../../src/store/account/lease-store.js';
import { main, other, person, poolHarness, spare, type PoolHarness } from '../support/pool.js';

const takeOver = ({ database, clock }: PoolHarness, isGone: boolean) =>
  database.write((transaction) =>
    takeLease(transaction, main, 'elsewhere:7:now', clock.now(), {
      expiresAfterMs: 30_000,
      isGone: () => isGone,
    }),
  );

describe('the lease of an account', () => {
  it('is kept for as long as the program runs', async () => {
    const harness = await poolHarness();
    await harness.clock.advance(10 * 60_000);
    expect(await takeOver(harness, false)).toMatchObject({ taken: false, holder: 'run-1' });
  });

  it('stops an owner that it was taken from, which sends nothing more and lets go of the session', async () => {
    const harness = await poolHarness();
    await harness.main.personSays(person(1), 'hi');
    await harness.rest();
    const sent = harness.main.messages.length;
    await takeOver(harness, true);
    await harness.main.personSays(person(1), 'and now?');
    await harness.rest();
    expect(harness.reports).toContain('withheld fenced');
    expect(harness.main.messages).toHaveLength(sent + 1);
    await harness.clock.advance(11_000);
    await harness.rest();
    expect(harness.reports).toContain('lease taken main');
    expect((await harness.main.probe()).ok).toBe(false);
    expect(harness.reports.join('\n')).not.toContain('rotated');
    // The other accounts are not disturbed.
    await harness.other.personSays(person(2), 'hello');
    await harness.rest();
    expect(harness.other.seenBy(person(2)).join()).toContain('i hear you: hello.');
  });

  it('keeps an account out of a run while another program is alive on it', async () => {
    const first = await poolHarness({ run: 'here:1:now' });
    await first.runtime.stop();
    const { database, clock } = first;
    await takeOver(first, true);
    const second = await poolHarness({
      database,
      clock,
      channels: { main: first.main.again(), spare: first.spare.again(), other: first.other.again() },
      run: 'here:2:later',
      isGone: (run) => run.startsWith('here:'),
    });
    expect(second.opened).toMatchObject([
      { account: spare, failure: null },
      { account: other, failure: null },
      {
        account: main,
        failure: {
          code: 'LEASED_ELSEWHERE',
          problem:
            'main is in use by kindred run elsewhere:7:now, alive 0 s ago; stop it there, then start again',
        },
      },
    ]);
  });

  it('is free again when the program stops', async () => {
    const harness = await poolHarness();
    const stopped = harness.runtime.stop();
    await harness.clock.advance(20_000);
    await stopped;
    expect(await takeOver(harness, false)).toMatchObject({ taken: true, lease: { epoch: 2 } });
  });
});
