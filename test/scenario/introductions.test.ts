import { describe, expect, it } from 'vitest';
import type { ChannelFailure } from '../../src/channel/contract.js';
import { backupContactWords } from '../../src/duty/backup-contact.js';
import { main, person, poolHarness, spare, talkWith, type PoolHarness } from '../support/pool.js';

const words = backupContactWords('en');
const introduced = words.introduction('Tess', 'Ada');
const banned: ChannelFailure = { kind: 'account-banned', code: 'USER_DEACTIVATED_BAN' };
const hour = 3_600_000;
/** One every half hour, day and night. */
const steady = { perDay: 48, minGapMs: 0, fromHour: 0, toHour: 24 };

/** These people said yes to the question; `usernames` says whom the standby can look up, and as whom. */
async function agreed(
  harness: PoolHarness,
  numbers: readonly number[],
  usernames: (number: number) => number | null = (number) => number,
): Promise<void> {
  for (const number of numbers) {
    for (const text of ['hi', 'nice weather', 'yes']) {
      await harness.main.personSays(person(number), text);
      await harness.rest();
    }
    const found = usernames(number);
    if (found === null) continue;
    harness.spare.standing.usernames.set(`user${number}`, person(found));
    await harness.database.write(({ db }) =>
      db
        .updateTable('peer')
        .set({ username: `user${number}` })
        .where('peer_id', '=', person(number))
        .execute(),
    );
  }
}

async function lostAndWaited(harness: PoolHarness, hours: number): Promise<void> {
  harness.main.lose(banned);
  await harness.rest();
  await harness.clock.leap(hours * hour, hour / 4);
}

async function consentOf(harness: PoolHarness, number: number) {
  return harness.database.read
    .selectFrom('consent')
    .selectAll()
    .where('conversation_id', '=', talkWith(number))
    .executeTakeFirst();
}

async function introductionOf(harness: PoolHarness, number: number) {
  return harness.database.read
    .selectFrom('introduction')
    .select(['state', 'reason'])
    .where('conversation_id', '=', talkWith(number))
    .executeTakeFirst();
}

describe('the question about the backup account', () => {
  it('is asked once, as the last bubble, and kept with its wording and the answer', async () => {
    const harness = await poolHarness({ askAfter: 2 });
    await agreed(harness, [1]);
    const seen = harness.main.seenBy(person(1));
    expect(seen.filter((text) => text === words.question)).toHaveLength(1);
    expect(seen.at(-1)).toBe(words.agreed('tess_spare'));
    expect(await consentOf(harness, 1)).toMatchObject({
      state: 'agreed',
      wording: words.question,
      wording_version: '2026-11-1',
      asked_at: harness.clock.now(),
      answered_at: harness.clock.now(),
    });
    await harness.main.personSays(person(1), 'one more thing');
    await harness.rest();
    expect(harness.main.seenBy(person(1)).filter((text) => text === words.question)).toHaveLength(1);
  });

  it.each([['no'], ['hm, why?'], ['yes but not at night'], ['ok']])(
    'takes %j for no agreement and never asks again',
    async (answer) => {
      const harness = await poolHarness({ askAfter: 1 });
      for (const text of ['hi', 'hello', answer, 'yes', 'and more']) {
        await harness.main.personSays(person(1), text);
        await harness.rest();
      }
      expect(await consentOf(harness, 1)).toMatchObject({ state: 'declined' });
      expect(harness.main.seenBy(person(1)).filter((text) => text === words.question)).toHaveLength(1);
      expect(harness.main.seenBy(person(1))).not.toContain(words.agreed('tess_spare'));
    },
  );

  it('is not asked behind a question of the character: a yes would answer that one', async () => {
    const harness = await poolHarness({ askAfter: 1 });
    await harness.main.personSays(person(1), 'hi');
    await harness.rest();
    harness.model.enqueue('did you sleep?');
    await harness.main.personSays(person(1), 'morning');
    await harness.rest();
    await harness.main.personSays(person(1), 'yes');
    await harness.rest();
    expect(await consentOf(harness, 1)).toMatchObject({ state: 'asked' });
  });

  it('takes nothing for an answer that was written before the question was there', async () => {
    const harness = await poolHarness({ askAfter: 1 });
    await harness.main.personSays(person(1), 'hi');
    await harness.rest();
    harness.main.failNext('sendText', { kind: 'flood', wait: 60_000, code: 'FLOOD_WAIT' });
    await harness.main.personSays(person(1), 'so');
    await harness.rest();
    await harness.main.personSays(person(1), 'yes');
    await harness.rest();
    await harness.clock.advance(120_000);
    await harness.rest();
    expect(await consentOf(harness, 1)).toMatchObject({ state: 'asked' });
  });

  it('is taken back with a word about it, also later', async () => {
    const harness = await poolHarness({ askAfter: 2, pace: steady });
    await agreed(harness, [1]);
    await harness.main.personSays(person(1), 'please, no backup contact');
    await harness.rest();
    expect(await consentOf(harness, 1)).toMatchObject({ state: 'withdrawn' });
    expect(harness.main.seenBy(person(1)).at(-1)).toBe(words.withdrawn);
    await lostAndWaited(harness, 6);
    expect(harness.spare.seenBy(person(1))).toEqual([]);
  });

  it('is not asked where nobody stands by', async () => {
    const harness = await poolHarness({ askAfter: 1 });
    for (const text of ['hi', 'hello', 'well']) {
      await harness.other.personSays(person(1), text);
      await harness.rest();
    }
    expect(harness.other.seenBy(person(1)).join()).not.toContain('backup');
  });
});

describe('an introduction', () => {
  it('is a turn of its own, once per person, and goes on after a restart', async () => {
    const harness = await poolHarness({ askAfter: 2, pace: steady });
    await agreed(harness, [1, 2, 3]);
    await lostAndWaited(harness, 0.75);
    expect(harness.spare.messages.map(({ text }) => text)).toEqual([introduced, introduced]);
    const again = await harness.restart();
    await again.clock.leap(24 * hour, hour / 4);
    for (const number of [1, 2, 3]) expect(again.spare.seenBy(person(number))).toEqual([introduced]);
    const turns = await again.database.read
      .selectFrom('turn')
      .select(['outcome', 'decision'])
      .where('cause', '=', 'introduction')
      .execute();
    expect(turns).toHaveLength(3);
    await again.spare.personSays(person(2), 'good that you write');
    await again.rest();
    expect(again.spare.seenBy(person(2))).toEqual([introduced, 'i hear you: good that you write.']);

    await again.clock.leap(24 * hour, hour);
    expect(again.spare.messages.filter(({ text }) => text === introduced)).toHaveLength(3);
  });

  it('does not make up for the time the program was away in a burst', async () => {
    const harness = await poolHarness({ askAfter: 2, pace: steady });
    await agreed(harness, [1, 2, 3]);
    harness.main.lose(banned);
    await harness.rest();
    expect(harness.spare.messages).toHaveLength(1);
    await harness.runtime.stop();
    await harness.clock.leap(12 * hour, hour);
    const again = await harness.restart();
    await again.rest();
    expect(again.spare.messages).toHaveLength(2);
    await again.clock.leap(hour / 2, hour / 4);
    expect(again.spare.messages).toHaveLength(3);
  });

  it('is left out when the person writes first', async () => {
    const harness = await poolHarness({ askAfter: 2, pace: { ...steady, minGapMs: hour } });
    await agreed(harness, [1]);
    harness.main.lose(banned);
    await harness.rest();
    await harness.spare.personSays(person(1), 'found you');
    await harness.rest();
    await harness.clock.leap(12 * hour, hour / 4);
    expect(harness.spare.seenBy(person(1))).toEqual(['i hear you: found you.']);
    expect(await introductionOf(harness, 1)).toEqual({ state: 'cancelled', reason: 'wrote-first' });
  });

  it('is not made to whoever has the username now', async () => {
    const harness = await poolHarness({ askAfter: 2, pace: steady });
    await agreed(harness, [1, 2], (number) => (number === 1 ? 9 : null));
    await lostAndWaited(harness, 6);
    expect(harness.spare.messages).toEqual([]);
    expect(await introductionOf(harness, 1)).toEqual({ state: 'failed', reason: 'unreachable' });
    expect(harness.reports.join('\n')).toContain('2 moved, 0 held, 0 in doubt, 1 introduced, 1 unreachable');
  });

  it('is not made to people who were silent for a month or blocked the account', async () => {
    const harness = await poolHarness({ askAfter: 2, pace: steady });
    await agreed(harness, [1, 2, 3]);
    await harness.clock.leap(31 * 24 * hour, 24 * hour);
    harness.main.failNext('sendText', { kind: 'peer-blocked', code: 'USER_IS_BLOCKED' });
    await harness.main.personSays(person(2), 'bye');
    await harness.rest();
    await harness.main.personSays(person(3), 'hello again');
    await harness.rest();
    await lostAndWaited(harness, 6);
    expect(harness.spare.messages.map(({ peer }) => peer)).toEqual([person(3)]);
  });

  it('asks for five usernames a day and no more', async () => {
    const harness = await poolHarness({ askAfter: 2, pace: steady });
    await agreed(harness, [1, 2, 3, 4, 5, 6, 7]);
    const lookUps = () => harness.spare.calls.filter(({ operation }) => operation === 'care').length;
    const checks = lookUps();
    await lostAndWaited(harness, 12);
    expect(harness.spare.messages).toHaveLength(5);
    await harness.clock.leap(24 * hour, hour / 4);
    expect(harness.spare.messages).toHaveLength(7);
    expect(lookUps() - checks).toBeGreaterThanOrEqual(7);
  });

  it.each([
    ['blocks the standby', { kind: 'peer-blocked', code: 'USER_IS_BLOCKED' }],
    ['brings PEER_FLOOD', { kind: 'account-limited', code: 'PEER_FLOOD' }],
  ] as const)('is the last one when somebody %s', async (_name, failure) => {
    const harness = await poolHarness({ askAfter: 2, pace: steady });
    await agreed(harness, [1, 2, 3, 4]);
    harness.spare.failNext('sendText', failure);
    await lostAndWaited(harness, 24);
    expect(harness.spare.messages).toEqual([]);
    expect(harness.reports).toContain(`introductions stopped ${spare} 3 ${failure.kind}`);
    expect(harness.reports.filter((line) => line.startsWith('rotated'))).toHaveLength(1);
  });

  it('is dropped when the consent is gone by the time it could leave', async () => {
    const harness = await poolHarness({ askAfter: 2, pace: steady });
    await agreed(harness, [1]);
    harness.spare.failNext('sendText', { kind: 'flood', wait: 10 * 60_000, code: 'FLOOD_WAIT' });
    await lostAndWaited(harness, 0.1);
    await harness.database.write(({ db }) => db.updateTable('consent').set({ state: 'withdrawn' }).execute());
    await harness.clock.leap(hour, hour / 12);
    expect(harness.spare.messages).toEqual([]);
    expect(harness.reports).toContain('withheld no-consent');
    expect(await introductionOf(harness, 1)).toEqual({ state: 'cancelled', reason: 'no-consent' });
  });
});

describe('after a lost account came back', () => {
  it('it only listens until the operator says otherwise', async () => {
    const harness = await poolHarness();
    await harness.main.personSays(person(1), 'hi');
    await harness.rest();
    await harness.runtime.rotate({ from: 'main', dryRun: false });
    await harness.main.personSays(person(1), 'still at the old number');
    await harness.rest();
    expect(harness.main.seenBy(person(1))).toHaveLength(1);
    expect(harness.spare.seenBy(person(1))).toEqual([]);
    await harness.runtime.rotate({ from: spare, to: main, dryRun: false });
    await harness.rest();
    expect(harness.main.seenBy(person(1)).at(-1)).toBe('i hear you: still at the old number.');
  });
});
