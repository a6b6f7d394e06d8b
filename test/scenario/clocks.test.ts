import { expect, it, vi } from 'vitest';
import { answersTo, ask, commandHere, people, runningHere, sandboxHome } from '../support/kindred.js';

const minute = 60_000;
const day = 86_400_000;

it.each([
  { aheadMs: 6 * minute, code: 'MACHINE_CLOCK_BEHIND_BY_6_MINUTES', words: '6 minutes behind' },
  { aheadMs: 3 * day, code: 'MACHINE_CLOCK_BEHIND_BY_3_DAYS', words: '3 days behind' },
  { aheadMs: -3 * day, code: 'MACHINE_CLOCK_AHEAD_BY_3_DAYS', words: '3 days ahead of' },
])('a clock that is wrong is told once and changes nothing: $code', async ({ aheadMs, code, words }) => {
  const sandbox = await sandboxHome({ aheadMs });
  const { telegram, account, home } = sandbox;
  const [ada = 0] = await people(sandbox, 1);
  const kindred = await runningHere(sandbox);
  // Neither stale nor from before the run: answered.
  await ask(sandbox, ada, 'good evening', 1);

  // Whoever takes over by writing from a phone is noticed, and for half an hour by our clock.
  const before = Date.now();
  telegram.people.person(account).say(ada, 'the human here.');
  const pausedUntil = await vi.waitFor(
    async () => {
      const { stdout } = await commandHere(home, ['chats', '--json']);
      const until = Number(/"pausedUntil": ?(?<until>\d+)/u.exec(stdout)?.groups?.['until']);
      expect(until).toBeGreaterThan(0);
      return until;
    },
    { timeout: 10_000 },
  );
  expect(Math.abs(pausedUntil - before - 30 * minute)).toBeLessThan(minute);
  expect(await answersTo(sandbox, ada, 2)).toHaveLength(2);

  expect((await commandHere(home, ['accounts', '--json'])).stdout).toContain(code);
  expect((await commandHere(home, ['accounts'])).stdout).toContain(`is ${words} Telegram's`);
  expect((await commandHere(home, ['ban-check'])).stdout).toContain(`is ${words} Telegram's`);
  expect(kindred.log().split('the clock of this machine').length - 1).toBe(1);
});
