import { afterAll, beforeAll, expect, test } from 'vitest';

import { systemClock } from '../../lib/system-clock.js';
import { startModelServer } from '../../sandbox/model/server.js';
import type { ModelServer } from '../../sandbox/model/server.js';
import { createAnthropicProvider } from './provider.js';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ clock: systemClock() });
});
afterAll(() => server.close());

test('streams a scripted answer', async () => {
  server.script('Привет, как ты? 🙂 fine');
  const provider = await createAnthropicProvider({
    apiKey: 'k',
    baseUrl: server.baseUrl,
    clock: systemClock(),
  });
  const pieces: string[] = [];
  const result = await provider.generate(
    {
      model: 'sandbox-canned',
      system: [{ text: 'You are Ada.' }],
      messages: [{ role: 'user', text: 'hi' }],
      maxTokens: 100,
    },
    { signal: new AbortController().signal, onText: (piece) => pieces.push(piece) },
  );
  expect(result).toMatchObject({ ok: true, text: 'Привет, как ты? 🙂 fine', stop: 'end' });
  expect(pieces.join('')).toBe('Привет, как ты? 🙂 fine');
  expect(pieces.length).toBeGreaterThan(2);
  expect(server.calls.last()?.headers).not.toHaveProperty('authorization');
});
