import { describe, expect, it } from 'vitest';
import type { ChannelFailure } from '../../src/channel/contract.js';
import { backupContactWords } from '../../src/duty/backup-contact.js';
import { main, person, poolHarness, spare, talkWith, type PoolHarness } from '../support/pool.js';

const { question, introduction } = backupContactWords('en');
const introduced = introduction('Tess', 'Ada');
const hour = 3_600_000;
const banned: ChannelFailure = { kind: 'account-banned', code: 'USER_DEACTIVATED_BAN' };

/** A first exchange, so that the disclosure is behind us. */
async function acquainted(harness: PoolHarness, ...numbers: readonly number[]): Promise<void> {
  for (const number of numbers) await harness.main.personSays(person(number), `hi, i am number ${number}`);
  await harness.rest();
}

/** These people were asked about the backup account and answered; the primary knows their usernames. */
async function answered(harness: PoolHarness, numbers: readonly number[], words: string): Promise<void> {
  for (const number of numbers) {
    harness.spare.standing.usernames.set(`user${number}`, person(number));
    await harness.main.personSays(person(number), 'how was your day');
    await harness.rest();
    expect(harness.main.seenBy(person(number)).at(-1)).toBe(question);
    await harness.main.personSays(person(number), words);
    await harness.rest();
    await harness.database.write(({ db }) =>
      db
        .updateTable('peer')
        .set({ username: `user${number}` })
        .where('peer_id', '=', person(number))
        .execute(),
    );
  }
}

const lastOf = (texts: readonly string[]): string => texts.at(-1) ?? '';

async function statesOf(harness: PoolHarness, number: number): Promise<readonly (string | null)[]> {
  const rows = await harness.database.read
    .selectFrom('outbox')
    .select(['state', 'reason'])
    .where('conversation_id', '=', talkWith(number))
    .orderBy('outbox_row')
    .execute();
  return rows.map(({ state, reason }) => (reason === null ? state : `${state} ${reason}`));
}

describe('an account that is banned in mid-reply', () => {
  it('hands thirty people over: none is answered twice, none is forgotten, ten are written to once', async () => {
    const harness = await poolHarness({ askAfter: 2 });
    const everyone = Array.from({ length: 30 }, (_, index) => index + 1);
    const agreeing = everyone.slice(0, 10);
    await acquainted(harness, ...everyone);
    await answered(harness, agreeing, 'yes');
    await answered(harness, everyone.slice(10, 15), 'no thanks');
    const before = new Map(everyone.map((number) => [number, harness.main.seenBy(person(number)).length]));

    // Thirteen is being answered, with two bubbles that wait for the end of a flood wait.
    harness.model.enqueue('first half.\n\nsecond half.');
    harness.main.failNext('sendText', { kind: 'flood', wait: 60_000, code: 'FLOOD_WAIT' });
    await harness.main.personSays(person(13), 'thirteen asks');
    await harness.rest();
    harness.main.lose(banned);
    await harness.rest();

    expect(harness.reports).toContain('health flood-limited banned USER_DEACTIVATED_BAN');
    expect(harness.reports).toContain(
      'rotated main to spare (banned): 30 moved, 2 held, 0 in doubt, 10 introduced, 0 unreachable',
    );
    for (const number of everyone) {
      expect(harness.main.seenBy(person(number))).toHaveLength(before.get(number) ?? -1);
    }

    // Those who write to the standby are known there, and an answer that never came is given.
    await harness.spare.personSays(person(13), 'are you there');
    await harness.spare.personSays(person(20), 'is that you');
    await harness.rest();
    expect(harness.spare.seenBy(person(13))).toEqual(['i hear you: are you there.']);
    expect(harness.spare.seenBy(person(20))).toEqual(['i hear you: is that you.']);
    const asked = harness.model.asked.flatMap(({ messages }) => messages.map(({ text }) => text)).join('\n');
    expect(asked).toMatch(/thirteen asks\nare you there/u);
    const recalled = harness.model.asked
      .at(-1)
      ?.messages.map(({ text }) => text)
      .join('\n');
    expect(recalled).toContain('hi, i am number 20');

    await harness.clock.leap(4 * 24 * hour, hour / 2);
    for (const number of everyone) {
      const seen = harness.spare.seenBy(person(number));
      if (agreeing.includes(number)) expect(seen).toEqual([introduced]);
      else if (number !== 13 && number !== 20) expect(seen).toEqual([]);
    }
    const made = harness.spare.messages.filter(({ text }) => text === introduced).map(({ sentAt }) => sentAt);
    expect(made).toHaveLength(10);
    for (const at of made) {
      expect(made.filter((one) => one > at - 24 * hour && one <= at).length).toBeLessThanOrEqual(5);
      expect(new Date(at).getUTCHours()).toBeGreaterThanOrEqual(10);
      expect(new Date(at).getUTCHours()).toBeLessThan(21);
    }
    expect(harness.other.messages).toEqual([]);
  });

  it('holds what may have been sent and never says it again, and lets the rest be answered anew', async () => {
    const harness = await poolHarness();
    await acquainted(harness, 1, 2);
    harness.model.enqueue('in doubt.\n\nnever sent.');
    harness.main.loseNextReply('sendText', 1);
    await harness.main.personSays(person(1), 'what now');
    await harness.rest();
    harness.main.goOffline('test');
    await harness.main.personSays(person(2), 'kept by the server');
    harness.main.lose(banned);
    await harness.rest();
    expect(await statesOf(harness, 1)).toEqual(['sent', 'held in-doubt', 'held account-lost']);

    await harness.spare.personSays(person(1), 'hello');
    await harness.rest();
    expect(harness.spare.seenBy(person(1))).toEqual(['i hear you: hello.']);
    const prompt =
      harness.model.asked
        .at(-1)
        ?.messages.map(({ text }) => text)
        .join('\n') ?? '';
    expect(prompt).toContain('what now');
    expect(prompt).not.toContain('in doubt');
    expect(prompt).not.toContain('never sent');
    // Its turn may have reached the person: the question is history, not something to be answered.
    expect(prompt.split('\n').at(-1)).toBe('hello');
    await harness.clock.advance(2 * hour);
    expect(harness.main.messages.filter(({ text }) => text === 'in doubt.')).toHaveLength(1);
    expect(harness.spare.seenBy(person(1))).toHaveLength(1);
  });

  it('says again who it is where the disclosure was held back', async () => {
    const harness = await poolHarness();
    harness.main.failNext('sendText', { kind: 'flood', wait: 60_000, code: 'FLOOD_WAIT' });
    await harness.main.personSays(person(1), 'hi');
    await harness.rest();
    harness.main.lose(banned);
    await harness.rest();
    await harness.spare.personSays(person(1), 'hi again');
    await harness.rest();
    const [first = ''] = harness.spare.seenBy(person(1));
    expect(first).toMatch(/^Before we talk: I am Tess, an AI/u);
    expect(harness.main.seenBy(person(1))).toEqual([]);
  });

  it('leaves a thought that was made for the lost account unsaid', async () => {
    const harness = await poolHarness();
    await acquainted(harness, 1);
    harness.model.enqueue({ text: 'too late', hang: true });
    await harness.main.personSays(person(1), 'quick');
    await harness.rest();
    harness.main.lose(banned);
    await harness.rest();
    expect(await statesOf(harness, 1)).toEqual(['sent']);
    await harness.spare.personSays(person(1), 'hello?');
    await harness.rest();
    expect(harness.spare.seenBy(person(1))).toEqual(['i hear you: hello?.']);
    expect(harness.model.asked.at(-1)?.messages.at(-1)?.text).toMatch(/quick\nhello\?$/u);
  });
});

describe('what moves people to the standby', () => {
  it.each([
    ['frozen', { kind: 'account-frozen', code: 'FROZEN_METHOD_INVALID' }],
    ['logged-out', { kind: 'logged-out', code: 'SESSION_REVOKED' }],
    ['duplicated', { kind: 'session-duplicated', code: 'AUTH_KEY_DUPLICATED' }],
    ['deleted', { kind: 'account-deleted', code: 'USER_DEACTIVATED' }],
  ] as const)('an account that is %s', async (state, failure) => {
    const harness = await poolHarness();
    await acquainted(harness, 1);
    harness.main.lose(failure);
    await harness.rest();
    await harness.spare.personSays(person(1), 'still there?');
    await harness.rest();
    expect(harness.reports.join('\n')).toContain(`rotated main to spare (${state}): 1 moved`);
    expect(harness.spare.seenBy(person(1))).toEqual(['i hear you: still there?.']);
  });

  it.each([
    ['a flood wait', { kind: 'flood', wait: 30_000, code: 'FLOOD_WAIT' }, 40_000],
    ['PEER_FLOOD', { kind: 'account-limited', code: 'PEER_FLOOD' }, 20 * 60_000],
  ] as const)('not %s: the account rests and goes on', async (_name, failure, until) => {
    const harness = await poolHarness();
    await acquainted(harness, 1);
    harness.main.failNext('sendText', failure);
    await harness.main.personSays(person(1), 'well');
    await harness.rest();
    await harness.clock.advance(20_000);
    expect(harness.main.seenBy(person(1))).toHaveLength(1);
    await harness.clock.advance(until);
    await harness.rest();
    expect(lastOf(harness.main.seenBy(person(1)))).toBe('i hear you: well.');
    expect(harness.reports.join('\n')).not.toContain('rotated');
    expect(harness.runtime.health.health(spare)?.state).toBe('healthy');
  });

  it.each([
    ['a program that is too old', { kind: 'client-outdated', code: 'UPDATE_APP_TO_LOGIN' }],
    ['a blocked application', { kind: 'app-blocked', code: 'API_ID_INVALID' }],
  ] as const)('not %s', async (_name, failure) => {
    const harness = await poolHarness();
    await acquainted(harness, 1);
    harness.main.lose(failure);
    await harness.rest();
    expect(harness.reports.join('\n')).not.toContain('rotated');
  });

  it('says so when nobody can take over, and does it at the start when somebody can', async () => {
    const harness = await poolHarness();
    await acquainted(harness, 1);
    harness.spare.lose({ kind: 'logged-out', code: 'SESSION_REVOKED' });
    harness.main.lose(banned);
    await harness.rest();
    expect(harness.reports).toContain('not rotated main (banned)');
    const again = await harness.restart();
    expect(again.reports.join('\n')).toContain('not rotated main (banned)');
  });

  it('an account that was lost when the program died before it could act', async () => {
    const harness = await poolHarness();
    await acquainted(harness, 1);
    await harness.runtime.stop();
    harness.main.lose(banned);
    const again = await harness.restart();
    expect(again.reports.join('\n')).toContain('rotated main to spare (banned): 1 moved');
  });

  it('is kept over a restart', async () => {
    const harness = await poolHarness();
    await acquainted(harness, 1);
    harness.main.lose(banned);
    await harness.rest();
    const again = await harness.restart();
    await again.spare.personSays(person(1), 'you again');
    await again.rest();
    expect(again.spare.seenBy(person(1))).toEqual(['i hear you: you again.']);
    expect(again.reports.join('\n')).not.toContain('rotated');
  });
});

describe('a standby', () => {
  it('records what is written to it and does nothing that anybody could see', async () => {
    const harness = await poolHarness();
    await acquainted(harness, 1);
    const calls = harness.spare.calls.length;
    await harness.spare.personSays(person(1), 'psst');
    await harness.spare.personSays(person(2), 'a stranger');
    await harness.rest();
    // A person of the primary is answered there; a stranger waits.
    expect(lastOf(harness.main.seenBy(person(1)))).toBe('i hear you: psst.');
    expect(harness.main.seenBy(person(2))).toEqual([]);
    expect(harness.reports.filter((line) => line.startsWith('turn '))).toHaveLength(2);
    expect(harness.spare.calls.slice(calls).filter(({ operation }) => operation !== 'care')).toEqual([]);
    // Nothing that was written to the standby is marked as read on the primary either.
    const read = harness.main.calls.filter(({ operation }) => operation === 'markRead');
    expect(read).toHaveLength(1);

    harness.main.lose(banned);
    await harness.rest();
    expect(harness.spare.seenBy(person(2)).join()).toMatch(/Before we talk: .*i hear you: a stranger\.$/su);
  });

  it('lets a stranger have an answer on the account that serves', async () => {
    const harness = await poolHarness();
    await harness.spare.personSays(person(3), 'wrong number');
    await harness.rest();
    await harness.main.personSays(person(3), 'right number');
    await harness.rest();
    expect(harness.main.seenBy(person(3)).join()).toContain('right number');
    expect(harness.spare.seenBy(person(3))).toEqual([]);
  });
});

describe('the operator', () => {
  it('sees what a rotation would do, does it, and goes back', async () => {
    const harness = await poolHarness();
    await acquainted(harness, 1, 2);
    await harness.spare.personSays(person(1), 'saved your other number');
    await harness.rest();
    const plan = await harness.runtime.rotate({ from: 'main', dryRun: true });
    expect(plan).toMatchObject({
      from: main,
      to: spare,
      done: false,
      scope: { conversations: 2, reachable: 1 },
    });
    await harness.main.personSays(person(2), 'still main');
    await harness.rest();
    expect(lastOf(harness.main.seenBy(person(2)))).toBe('i hear you: still main.');

    await harness.runtime.rotate({ from: 'main', to: 'spare', dryRun: false });
    await harness.spare.personSays(person(1), 'and now');
    await harness.rest();
    expect(lastOf(harness.spare.seenBy(person(1)))).toBe('i hear you: and now.');
    await harness.runtime.rotate({ from: 'spare', to: 'main', dryRun: false });
    await harness.main.personSays(person(1), 'back home');
    await harness.rest();
    expect(lastOf(harness.main.seenBy(person(1)))).toBe('i hear you: back home.');
  });

  it.each([
    [{ from: 'nobody' }, 'there is no account nobody; accounts: main, spare, other, asleep'],
    [{ from: 'main', to: 'nobody' }, 'there is no account nobody; accounts: main, spare, other, asleep'],
    [{ from: 'main', to: 'main' }, 'main cannot take its own place; name another account with --to'],
    [
      { from: 'main', to: 'other' },
      'other belongs to anton, not to tess; name an account of the same character',
    ],
    [{ from: 'main', to: 'asleep' }, 'asleep is not signed in; run "kindred login asleep" first'],
    [{ from: 'spare' }, 'spare does not serve anybody (it is standby); rotate the account that serves: main'],
    [
      { from: 'other' },
      'other has no standby that could take over; give an account "character: anton" and "role: standby", and sign it in',
    ],
  ])('is told what is wrong with %j, and nothing changes', async (wish, words) => {
    const harness = await poolHarness();
    await expect(harness.runtime.rotate({ ...wish, dryRun: false })).rejects.toThrow(words);
    expect(await harness.database.read.selectFrom('rotation').selectAll().execute()).toEqual([]);
    expect(await harness.database.read.selectFrom('pool_member').selectAll().execute()).toEqual([]);
  });

  it('is told that a standby is lost itself', async () => {
    const harness = await poolHarness();
    harness.spare.lose(banned);
    await harness.rest();
    await expect(harness.runtime.rotate({ from: 'main', to: 'spare', dryRun: false })).rejects.toThrow(
      'spare is lost itself (banned); sign it in again, or name another standby',
    );
  });
});
