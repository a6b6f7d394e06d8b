import { expect, it, vi } from 'vitest';
import { conversationId, peerId } from '../../src/core/ids.js';
import { readPlanned } from '../../src/store/plan/plan-reader.js';
import type { ProactiveSettings } from '../../src/proactive/wish.js';
import { runtimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const conversation = conversationId('tess/telegram:100');
const minute = 60_000;
const hour = 60 * minute;
const proactive: ProactiveSettings = {
  isOn: true,
  perDay: 1,
  perWeek: 5,
  minGapMs: 4 * hour,
  quiet: [{ from: 22 * 60, to: 8 * 60 }],
  secondOpinion: false,
};
const promises = /reminder (?:is )?set|i(?:'ll| will) remind/iu;

it.each([
  ['remind me in one minute', /cannot remind you/u],
  ['hey! my train goes at 7. remind me when it leaves please', /cannot remind you/u],
  ['七点叫醒我', /cannot remind you/u],
])('with nothing written first, %s gets an honest no and no plan', async (text, no) => {
  const harness = await runtimeHarness({ answer: () => ({ text: 'reminder set!' }) });
  await harness.channel.personSays(ada, text);
  await harness.rest();
  const seen = harness.channel.seenBy(ada).join('\n');
  expect(seen).toMatch(no);
  expect(seen).not.toMatch(promises);
  expect(await readPlanned(harness.database.read, conversation)).toEqual([]);
});

it('what is asked for at a time is planned, and comes at it: in a minute, and when the train leaves at seven', async () => {
  const harness = await runtimeHarness({ proactive, settings: { proactive } });
  harness.model.enqueue('hey.');
  await harness.channel.personSays(ada, 'hi, I am Ada');
  await harness.rest();
  const seen = (): string | undefined => harness.channel.seenBy(ada).at(-1);
  await harness.channel.personSays(ada, 'remind me in one minute to stretch');
  // What reads dates is loaded when it is needed first.
  await vi.waitFor(
    async () => {
      await harness.rest();
      expect(seen()).toMatch(/Monday.* 09:01/u);
    },
    { timeout: 20_000 },
  );
  harness.model.enqueue('stretch, now.');
  await harness.clock.leap(11 * minute, minute);
  expect(seen()).toBe('stretch, now.');

  await harness.channel.personSays(ada, 'my train leaves at 7, remind me then');
  await vi.waitFor(
    async () => {
      await harness.rest();
      expect(seen()).toMatch(/19:00/u);
    },
    { timeout: 20_000 },
  );
  const [plan] = await readPlanned(harness.database.read, conversation);
  expect(new Date(plan?.dueAt ?? 0).getUTCHours()).toBe(19);
});

it('what no rule hears as a request is not promised either', async () => {
  const harness = await runtimeHarness({ proactive, settings: { proactive } });
  harness.model.enqueue('reminder set!');
  harness.model.enqueue('i cannot do that by myself. set an alarm?');
  await harness.channel.personSays(ada, 'remind me of it some time');
  await harness.rest();
  expect(harness.channel.seenBy(ada).at(-1)).toContain('set an alarm?');
});
