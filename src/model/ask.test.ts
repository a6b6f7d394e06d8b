import { expect, test, vi } from 'vitest';

import { ManualClock } from '../../test/support/manual-clock.js';
import { createAskRole } from './ask.js';
import type { AskOptions, AskResult, RoleRequest } from './ask.js';
import type { ModelFailure } from './contract.js';
import { buildRoleTable } from './roles.js';
import { scriptedProvider } from './scripted.js';
import type { ScriptedAnswer } from './scripted.js';

const request: RoleRequest = { system: [], messages: [{ role: 'user', text: 'hi' }], maxTokens: 10 };
const fail = (kind: Exclude<ModelFailure['kind'], 'aborted'>, text?: string): ScriptedAnswer => ({
  failure: { kind, detail: 'planned' },
  ...(text !== undefined && { text }),
});

/** A role with a first model and (unless told otherwise) one fallback on another provider. */
function setting(first: ScriptedAnswer[], second?: ScriptedAnswer[]) {
  const clock = new ManualClock();
  const one = scriptedProvider({ name: 'one', clock });
  const two = scriptedProvider({ name: 'two', clock });
  one.enqueue(...first);
  two.enqueue(...(second ?? []));
  const roles = buildRoleTable(
    {
      'voice.everyday': [
        { provider: 'one', model: 'a', temperature: 0.4 },
        ...(second === undefined ? [] : [{ provider: 'two', model: 'b' }]),
      ],
    },
    [one, two],
  );
  const ask = createAskRole({ roles, clock, chance: { next: () => 0.5 } });
  const controller = new AbortController();
  const run = async (options: Partial<AskOptions> = {}): Promise<AskResult> => {
    const asked = ask('voice.everyday', request, { signal: controller.signal, ...options });
    const settled = vi.fn();
    asked.then(settled, settled);
    while (settled.mock.calls.length === 0) await clock.advance(100);
    return asked;
  };
  return { clock, one, two, ask, controller, run };
}

const outcomes = (result: AskResult): string[] =>
  result.attempts.map(({ provider, model, outcome }) => `${provider}/${model} ${outcome}`);

test('a good answer is the end, and the attempt says who gave it', async () => {
  const { run, one } = setting([{ text: 'hello', usage: { input: 3, output: 1 } }]);
  const result = await run();
  expect(result).toMatchObject({ ok: true, text: 'hello' });
  expect(result.attempts).toEqual([
    {
      provider: 'one',
      model: 'a',
      ms: 0,
      outcome: 'ok',
      usage: { input: 3, output: 1, cacheRead: 0, cacheWrite: 0 },
    },
  ]);
  expect(one.asked[0]).toMatchObject({ model: 'a', temperature: 0.4, maxTokens: 10 });
});

test.each(['rate-limited', 'overloaded', 'unavailable', 'stalled'] as const)(
  '%s: twice the first model, then its fallback',
  async (kind) => {
    const { run } = setting([fail(kind), fail(kind)], ['at last']);
    const result = await run();
    expect(result).toMatchObject({ ok: true, text: 'at last' });
    expect(outcomes(result)).toEqual([`one/a ${kind}`, `one/a ${kind}`, 'two/b ok']);
  },
);

test.each(['refused', 'garbage', 'unauthorized', 'spend-limit', 'invalid-request'] as const)(
  '%s: straight to the fallback',
  async (kind) => {
    const { run, clock } = setting([fail(kind)], ['from the other']);
    const before = clock.now();
    const result = await run();
    expect(outcomes(result)).toEqual([`one/a ${kind}`, 'two/b ok']);
    expect(clock.now() - before, 'another model needs no wait').toBe(100);
  },
);

test.each(['refused', 'unauthorized', 'spend-limit', 'invalid-request'] as const)(
  '%s without a fallback is never asked again',
  async (kind) => {
    const { run } = setting([fail(kind)]);
    expect(outcomes(await run())).toEqual([`one/a ${kind}`]);
  },
);

test('garbage without a fallback is asked again', async () => {
  const { run } = setting([fail('garbage'), 'clean']);
  expect(outcomes(await run())).toEqual(['one/a garbage', 'one/a ok']);
});

test('attempts are bounded, whatever is asked for', async () => {
  const endless = Array.from({ length: 9 }, () => fail('unavailable'));
  expect((await setting(endless).run()).attempts).toHaveLength(3);
  expect((await setting(endless).run({ maxAttempts: 99 })).attempts).toHaveLength(5);
  expect((await setting(endless).run({ maxAttempts: 0 })).attempts).toHaveLength(1);
});

test('waits grow, and the one the provider names is kept', async () => {
  const { ask, clock, controller, one } = setting([
    { failure: { kind: 'rate-limited', detail: '', retryAfter: 20_000 } },
    'now',
  ]);
  const asked = ask('voice.everyday', request, { signal: controller.signal });
  await clock.advance(19_999);
  expect(one.asked).toHaveLength(1);
  await clock.advance(1);
  expect((await asked).ok).toBe(true);
});

test('a named wait longer than the patience goes to the fallback at once, or ends', async () => {
  const late: ScriptedAnswer = { failure: { kind: 'rate-limited', detail: '', retryAfter: 90_000 } };
  const { run, clock } = setting([late], ['sooner']);
  const before = clock.now();
  expect(outcomes(await run())).toEqual(['one/a rate-limited', 'two/b ok']);
  expect(clock.now() - before).toBe(100);
  expect(outcomes(await setting([late]).run())).toEqual(['one/a rate-limited']);
});

test('an abort while waiting ends it without another request', async () => {
  const { ask, clock, controller, one } = setting([fail('overloaded'), 'never']);
  const asked = ask('voice.everyday', request, { signal: controller.signal });
  await clock.advance(10);
  controller.abort();
  expect(await asked).toMatchObject({ ok: false, failure: { kind: 'aborted' } });
  expect(one.asked).toHaveLength(1);
  expect(clock.pending).toBe(0);
});

test('text that was shown: the caller is asked before it begins anew', async () => {
  const { run } = setting([fail('unavailable', 'half an')], []);
  const { run: again } = setting([fail('unavailable', 'half an'), 'a whole answer']);
  expect(await run({ onText: vi.fn() })).toMatchObject({ ok: false, text: 'half an' });

  const events: string[] = [];
  const result = await again({
    onText: (piece) => events.push(piece),
    onRestart: () => {
      events.push('|');
      return true;
    },
  });
  expect(result).toMatchObject({ ok: true, text: 'a whole answer' });
  expect(events).toEqual(['half', ' an', '|', 'a', ' whole', ' answer']);
});

test('a committed bubble forbids a restart', async () => {
  const { run, one, two } = setting([fail('unavailable', 'half an'), 'no'], ['no']);
  const result = await run({ onText: vi.fn(), onRestart: () => false });
  expect(result).toMatchObject({ ok: false, failure: { kind: 'unavailable' }, text: 'half an' });
  expect([one.asked.length, two.asked.length]).toEqual([1, 0]);
});

test('the last failure asks nobody about a restart that will not come', async () => {
  const onRestart = vi.fn(() => true);
  await setting([fail('invalid-request', 'a')]).run({ onText: vi.fn(), onRestart });
  expect(onRestart).not.toHaveBeenCalled();
});

test("a character's own models are asked in place of the role's, with fallbacks and effort of their own", async () => {
  const { run, one, two } = setting([], [fail('overloaded'), fail('overloaded')]);
  one.enqueue('from the last of the list');
  const result = await run({
    instead: [
      { provider: 'two', model: 'own', effort: 'low' },
      { provider: 'one', model: 'spare' },
    ],
  });
  expect(outcomes(result)).toEqual(['two/own overloaded', 'two/own overloaded', 'one/spare ok']);
  expect(two.asked[0]).toMatchObject({ model: 'own', effort: 'low' });
  expect(one.asked[0]).not.toHaveProperty('effort');
});

test("models that no provider serves are passed over, and the role's asked where none is left", async () => {
  const { run } = setting(['as configured']);
  const result = await run({ instead: [{ provider: 'gone', model: 'x' }] });
  expect(outcomes(result)).toEqual(['one/a ok']);
});

test('an answer that thinking left no room for is asked for again with room, which is remembered', async () => {
  const { run, one } = setting([fail('no-room'), 'hello', 'and again']);
  expect(await run({ maxAttempts: 1 })).toMatchObject({ ok: true, text: 'hello' });
  expect(one.asked.map(({ maxTokens, effort }) => [maxTokens, effort])).toEqual([
    [10, undefined],
    [2_010, 'low'],
  ]);
  await run();
  expect(one.asked.at(-1)?.maxTokens).toBe(2_010);
});

test('where no room is enough another model is asked', async () => {
  const { run } = setting([fail('no-room'), fail('no-room'), fail('no-room')], ['hello']);
  const result = await run();
  expect(result).toMatchObject({ ok: true, text: 'hello' });
  expect(outcomes(result)).toEqual(['one/a no-room', 'one/a no-room', 'one/a no-room', 'two/b ok']);
});

test('prose where JSON was asked for is told once, and another model is asked each time', async () => {
  const clock = new ManualClock();
  const one = scriptedProvider({ name: 'one', otherwise: () => fail('no-json') });
  const two = scriptedProvider({ name: 'two', otherwise: () => '{}' });
  const roles = buildRoleTable(
    {
      scribe: [
        { provider: 'one', model: 'a' },
        { provider: 'two', model: 'b' },
      ],
      'voice.everyday': [{ provider: 'two', model: 'b' }],
    },
    [one, two],
  );
  const told: string[] = [];
  const ask = createAskRole({
    roles,
    clock,
    chance: { next: () => 0 },
    report: ({ role, note }) => told.push(`${role} ${note.kind}`),
  });
  for (let count = 0; count < 2; count += 1) {
    expect(await ask('scribe', request, { signal: new AbortController().signal })).toMatchObject({
      ok: true,
    });
  }
  expect(told).toEqual(['scribe no-json']);
});

test('no half of a character reaches a model', async () => {
  const { one, ask } = setting(['hello']);
  const cut = {
    ...request,
    system: [{ text: 'a \ud83d' }],
    messages: [{ role: 'user', text: '\ude00 hi 😀' } as const],
  };
  await ask('voice.everyday', cut, { signal: new AbortController().signal });
  expect(one.asked[0]).toMatchObject({ system: [{ text: 'a ' }], messages: [{ text: ' hi 😀' }] });
});
