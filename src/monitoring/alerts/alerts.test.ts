import { expect, it } from 'vitest';
import { ManualClock, settle } from '../../../test/support/manual-clock.js';
import { webhookReceiver } from '../../../test/support/receiver.js';
import type { AlertOutcome, AlertRoute, DatedAlert } from './alert.js';
import { AlertDesk } from './alert-desk.js';
import * as words from './alert-words.js';
import { isSilent } from './silence-watch.js';
import { webhookRoute } from './webhook-route.js';

const never = new AbortController().signal;

/** A desk with one route that answers as told, then takes everything. */
function desk(outcomes: readonly AlertOutcome[] = [], mostPerHour = 20) {
  const clock = new ManualClock();
  const seen: DatedAlert[] = [];
  const lost: string[] = [];
  const route: AlertRoute = {
    name: 'webhook',
    deliver: async (alert) => {
      seen.push(alert);
      return outcomes[seen.length - 1] ?? { outcome: 'told' };
    },
  };
  const made = new AlertDesk({
    clock,
    chance: { next: () => 0.5 },
    mostPerHour,
    report: { told: () => undefined, notTold: (kind, _route, code) => lost.push(`${kind} ${code}`) },
  });
  made.add(route);
  return { clock, desk: made, seen, lost, kinds: () => seen.map(({ kind }) => kind) };
}

it('says once what stands, once that it is over, and nothing of what never stood', async () => {
  const { desk: made, kinds, clock } = desk();
  made.raise(words.accountWell('anna'));
  for (let again = 0; again < 3; again += 1)
    made.raise(words.accountLost('anna', 'banned', 'USER_DEACTIVATED_BAN'));
  made.raise(words.accountLost('ben', 'frozen', 'FROZEN_METHOD_INVALID'));
  made.raise(words.accountWell('anna'));
  made.raise(words.accountWell('anna'));
  made.raise(words.accountLost('anna', 'banned', 'USER_DEACTIVATED_BAN'));
  await settle();
  expect(kinds()).toEqual(['account-lost', 'account-lost', 'account-well', 'account-lost']);
  await clock.advance(7 * 3_600_000);
  made.raise(words.accountLost('ben', 'frozen', 'FROZEN_METHOD_INVALID'));
  await settle();
  expect(kinds()).toHaveLength(5);
});

it('holds back what is too much in an hour, and says how much that was', async () => {
  const { desk: made, seen, clock } = desk([], 3);
  for (let account = 0; account < 10; account += 1)
    made.raise(words.accountNotRotated(`a${account}`, 'banned'));
  await settle();
  expect(seen).toHaveLength(3);
  await clock.advance(3_600_000);
  made.raise(words.storeUnwell('full', 'SQLITE_FULL'));
  await settle();
  expect(seen.map(({ heldBack }) => heldBack)).toEqual([0, 0, 0, 7]);
});

it('tries again in order, waits as long as it is asked to, and gives up what is refused', async () => {
  const {
    desk: made,
    kinds,
    lost,
    clock,
  } = desk([
    { outcome: 'later', code: 'ECONNREFUSED' },
    { outcome: 'later', code: '429', waitMs: 60_000 },
    { outcome: 'told' },
    { outcome: 'refused', code: '404' },
  ]);
  made.raise(words.silence(4 * 3_600_000));
  made.raise(words.noAnswers(5));
  await settle();
  expect(kinds()).toEqual(['silence']);
  await clock.advance(2_000);
  expect(kinds()).toEqual(['silence', 'silence']);
  await clock.advance(59_000);
  expect(kinds()).toHaveLength(2);
  await clock.advance(1_000);
  expect(kinds()).toEqual(['silence', 'silence', 'silence', 'no-answers']);
  expect(lost).toEqual(['no-answers 404']);
});

it('lets go of what nobody took for hours, and of what is left when the program ends', async () => {
  const down = Array.from({ length: 200 }, (): AlertOutcome => ({ outcome: 'later', code: 'ECONNREFUSED' }));
  const { desk: made, lost, clock } = desk(down);
  made.raise(words.noAnswers(5));
  await clock.advance(7 * 3_600_000);
  expect(lost).toEqual(['no-answers ECONNREFUSED']);
  made.raise(words.accountTakenOver('anna'));
  await settle();
  await made.close(2_000);
  expect(lost).toEqual(['no-answers ECONNREFUSED', 'account-taken-over ECONNREFUSED']);
});

it('posts a sentence with fields for a program, and reads what the receiver says', async () => {
  const receiver = await webhookReceiver([
    { status: 200 },
    { status: 503, headers: { 'retry-after': '30' } },
    { status: 410 },
    { status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' } },
  ]);
  const clock = new ManualClock();
  const route = webhookRoute({ url: receiver.url, token: 'one-token', host: 'box', clock });
  const alert: DatedAlert = {
    ...words.accountRotated('anna', 'ben', 'banned', 3),
    at: Date.UTC(2026, 10, 30, 12),
    heldBack: 2,
  };
  const outcomes: AlertOutcome[] = [];
  for (let attempt = 0; attempt < 4; attempt += 1) outcomes.push(await route.deliver(alert, never));
  expect(outcomes).toEqual([
    { outcome: 'told' },
    { outcome: 'later', code: '503', waitMs: 30_000 },
    { outcome: 'refused', code: '410' },
    { outcome: 'refused', code: '302' },
  ]);
  expect(receiver.received[0]).toEqual({
    path: '/hook',
    authorization: 'Bearer one-token',
    body: {
      text: '3 chats of anna moved to ben (banned): put another standby in place. (2 more alerts were held back.)',
      ...{
        program: 'kindred',
        host: 'box',
        kind: 'account-rotated',
        severity: 'warning',
        key: 'rotated:anna',
      },
      ...{ at: '2026-11-30T12:00:00.000Z', heldBack: 2 },
      ...{ account: 'anna', successor: 'ben', state: 'banned', count: 3 },
    },
  });
  const nobody = webhookRoute({ url: 'http://127.0.0.1:9/secret-path', host: 'box', clock });
  const missed = await nobody.deliver(alert, never);
  expect(missed.outcome).toBe('later');
  expect(JSON.stringify(missed)).not.toContain('secret-path');
});

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 30, 20);
/** Ten messages in the hour before this time of day, on each of so many days before. */
const evenings = (days: readonly number[]): readonly number[] =>
  days.flatMap((day) => Array.from({ length: 10 }, (_, index) => now - day * 24 * hour - index * 5 * 60_000));

it.each([
  ['every evening but this one', evenings([1, 2, 3, 4, 5, 6, 7]), true],
  ['as every evening', [now - 60_000, ...evenings([1, 2, 3, 4, 5, 6, 7])], false],
  ['a party, once', evenings([3, 7]), false],
  ['a new store', evenings([1]).map((at) => at + 2 * hour), false],
  ['an empty store', [], false],
  ['in the mornings only', evenings([1, 2, 3, 4, 5, 6, 7]).map((at) => at - 10 * hour), false],
  ['a busy store, of which two days are seen', evenings([1, 2]).concat(now - 49 * hour), true],
])('hears silence where people usually write: %s', (_name, received, isOne) => {
  expect(isSilent(received, now, 3 * hour)).toBe(isOne);
});
