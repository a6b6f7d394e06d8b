import { expect, test } from 'vitest';

import { httpHarness } from '../../../test/contract/model-over-http.js';
import { modelContract } from '../../../test/contract/model.js';
import { systemClock } from '../../lib/system-clock.js';
import { startModelServer } from '../../sandbox/model/server.js';
import { createAnthropicProvider } from './provider.js';

modelContract('Anthropic SDK against the sandbox', () =>
  httpHarness(({ baseUrl, clock, deadlines }) =>
    createAnthropicProvider({ apiKey: 'test-key', baseUrl, clock, deadlines }),
  ),
);

const request = {
  model: 'claude-opus-5',
  system: [{ text: 'You are Ada. '.repeat(400), cache: '1h' as const }],
  messages: [{ role: 'user' as const, text: 'hello' }],
  maxTokens: 50,
};
const signal = new AbortController().signal;

test('reports what the prompt cache saved', async () => {
  const server = await startModelServer({ clock: systemClock() });
  const provider = await createAnthropicProvider({
    apiKey: 'k',
    baseUrl: server.baseUrl,
    clock: systemClock(),
  });
  const first = await provider.generate(request, { signal });
  const second = await provider.generate(request, { signal });
  await server.close();
  if (!first.ok || !second.ok) throw new Error('the sandbox did not answer');
  expect(first.usage.cacheRead).toBe(0);
  expect(first.usage.cacheWrite).toBeGreaterThan(1000);
  expect(second.usage).toMatchObject({
    input: first.usage.input,
    cacheRead: first.usage.cacheWrite,
    cacheWrite: 0,
  });
});

test('nobody listening is a failure that names the reason', async () => {
  const server = await startModelServer({ clock: systemClock() });
  const { baseUrl } = server;
  await server.close();
  const provider = await createAnthropicProvider({ apiKey: 'k', baseUrl, clock: systemClock() });
  expect(await provider.generate(request, { signal })).toMatchObject({
    ok: false,
    failure: { kind: 'unavailable', detail: 'ECONNREFUSED' },
  });
});

test('a slow stream with signs of life is no stall', async () => {
  const harness = await httpHarness(async ({ baseUrl, clock, deadlines }) =>
    createAnthropicProvider({ apiKey: 'k', baseUrl, clock, deadlines }),
  );
  harness.next({ kind: 'text', text: 'one two three' });
  harness.setLatency({ perToken: 14_000 });
  const pieces: string[] = [];
  const result = harness.provider.generate(request, { signal, onText: (piece) => pieces.push(piece) });
  for (const count of [1, 2]) {
    await expect.poll(() => pieces.length).toBe(count);
    await harness.clock.advance(14_000);
  }
  expect(await result).toMatchObject({ ok: true, text: 'one two three' });
  await harness.close();
});

test('the key reaches the server and no log of it', async () => {
  const server = await startModelServer({ clock: systemClock(), key: 'the-right-key' });
  const ask = async (apiKey: string) =>
    (await createAnthropicProvider({ apiKey, baseUrl: server.baseUrl, clock: systemClock() })).generate(
      request,
      {
        signal,
      },
    );
  const good = await ask('the-right-key');
  const bad = await ask('another-key');
  await server.close();
  expect(good.ok).toBe(true);
  expect(bad).toMatchObject({ ok: false, failure: { kind: 'unauthorized' } });
  expect(JSON.stringify([server.calls.list(), bad])).not.toMatch(/the-right-key|another-key/);
});

test.each(['abort', 'stall'])(
  'the connection is dropped behind an %s, so that the provider stops generating',
  async (how) => {
    const harness = await httpHarness(({ baseUrl, clock, deadlines }) =>
      createAnthropicProvider({ apiKey: 'k', baseUrl, clock, deadlines }),
    );
    harness.next({ kind: 'stall', when: 'mid', text: 'one two' });
    const controller = new AbortController();
    const pieces: string[] = [];
    const result = harness.provider.generate(request, {
      signal: controller.signal,
      onText: (piece) => pieces.push(piece),
    });
    await expect.poll(() => pieces).toEqual(['one']);
    if (how === 'abort') controller.abort();
    else await harness.clock.advance(15_000);
    expect(await result).toMatchObject({
      failure:
        how === 'abort'
          ? { kind: 'aborted' }
          : { kind: 'stalled', detail: 'no byte for 15000 ms in mid-stream' },
    });
    await expect.poll(() => harness.calls.last()?.abandoned).toBe(true);
    await harness.close();
  },
);
