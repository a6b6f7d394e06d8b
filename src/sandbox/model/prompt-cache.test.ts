import { expect, test } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.js';
import { PromptCache } from './prompt-cache.js';
import { parseMessagesRequest } from './wire/validate.js';
import type { MessagesRequest } from './wire/wire.js';

const minute = 60_000;
const long = (name: string): string => `${name} `.repeat(2400 / (name.length + 1));
type Mark = '5m' | '1h' | undefined;
const block = (text: string, ttl?: Mark): object => ({
  type: 'text',
  text,
  ...(ttl !== undefined && { cache_control: { type: 'ephemeral', ttl } }),
});

function request(body: object): MessagesRequest {
  const parsed = parseMessagesRequest(
    { model: 'claude-opus-5', max_tokens: 1, messages: [{ role: 'user', content: 'hi' }], ...body },
    { version: '2026-10-21', needsMaxTokens: true },
  );
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.request;
}

function caches() {
  const clock = new ManualClock();
  const cache = new PromptCache(clock);
  return { clock, account: (body: object, owner = 'me') => cache.account(request(body), owner) };
}

test('writes at a breakpoint, reads the same bytes, and the sum never changes', () => {
  const { account } = caches();
  const body = { system: [block(long('identity'), '1h'), block('It is Monday.')] };
  const first = account(body);
  const second = account(body);
  expect(first).toMatchObject({ cacheRead: 0, cacheWrite5m: 0 });
  expect(first.cacheWrite1h).toBeGreaterThan(600);
  expect(second).toEqual({ ...first, cacheRead: first.cacheWrite1h, cacheWrite1h: 0 });
});

test('one other byte in front of the breakpoint reads nothing, behind it everything', () => {
  const { account } = caches();
  const first = account({ system: [block(long('identity'), '5m')] });
  expect(account({ system: [block(`${long('identity')}!`, '5m')] }).cacheRead).toBe(0);
  const other = account({
    system: [block(long('identity'), '5m')],
    messages: [{ role: 'user', content: 'something else' }],
  });
  expect(other.cacheRead).toBe(first.cacheWrite5m);
});

test('another model, another key, a tool in front: another cache', () => {
  const { account } = caches();
  const body = { system: [block(long('identity'), '5m')] };
  account(body);
  expect(account({ ...body, model: 'claude-opus-5-5' }).cacheRead).toBe(0);
  expect(account(body, 'you').cacheRead).toBe(0);
  expect(account({ ...body, tools: [{ name: 't', input_schema: {} }] }).cacheRead).toBe(0);
  expect(account(body).cacheRead).toBeGreaterThan(0);
});

test('below the minimum of the model nothing is written', () => {
  const { account } = caches();
  const body = { system: [block(long('identity'), '5m')] };
  expect(account(body).cacheWrite5m).toBeGreaterThan(0);
  for (const model of ['claude-sonnet-5', 'claude-haiku-4-5', 'an-unknown-model']) {
    account({ ...body, model });
    expect(account({ ...body, model })).toMatchObject({ cacheRead: 0, cacheWrite5m: 0 });
  }
});

test('five minutes are renewed by reading and end without it', async () => {
  const { account, clock } = caches();
  const body = { system: [block(long('identity'), '5m')] };
  account(body);
  for (let count = 0; count < 4; count += 1) {
    await clock.advance(4 * minute);
    expect(account(body).cacheRead).toBeGreaterThan(0);
  }
  await clock.advance(5 * minute);
  expect(account(body).cacheRead).toBe(0);
});

test('an hour outlives its five-minute tail', async () => {
  const { account, clock } = caches();
  const body = {
    system: [block(long('identity'), '1h')],
    messages: [{ role: 'user', content: [block(long('past'), '5m')] }],
  };
  const first = account(body);
  expect(first.cacheWrite5m).toBeGreaterThan(500);
  await clock.advance(20 * minute);
  expect(account(body)).toMatchObject({
    cacheRead: first.cacheWrite1h,
    cacheWrite5m: first.cacheWrite5m,
    cacheWrite1h: 0,
  });
  await clock.advance(60 * minute);
  expect(account(body).cacheRead).toBe(0);
});

test('a window that grows reads what it had and writes only what is new', () => {
  const { account } = caches();
  const turn = (count: number) => ({
    system: [block(long('identity'), '1h')],
    messages: [
      ...Array.from({ length: count }, (_, index) => ({
        role: index % 2 === 0 ? 'user' : 'assistant',
        content: [block(`${index} ${long('words')}`, index === count - 2 ? '5m' : undefined)],
      })),
      ...(count % 2 === 0 ? [{ role: 'user', content: 'now' }] : []),
    ],
  });
  account(turn(3));
  const next = account(turn(5));
  expect(next.cacheWrite1h).toBe(0);
  expect(next.cacheRead).toBeGreaterThan(1800);
  expect(next.cacheWrite5m).toBeLessThan(1400);
});

test('a breakpoint looks back over twenty blocks and no further', () => {
  const talk = (count: number, marked: number) => ({
    messages: Array.from({ length: count }, (_, index) => ({
      role: 'user',
      content: [block(index === 0 ? long('start') : `${index}`, index === marked ? '5m' : undefined)],
    })),
  });
  const near = caches();
  near.account(talk(1, 0));
  expect(near.account(talk(20, 19)).cacheRead).toBeGreaterThan(0);
  const far = caches();
  far.account(talk(1, 0));
  expect(far.account(talk(21, 20)).cacheRead).toBe(0);
});
