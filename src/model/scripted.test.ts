import type { ServerWords } from '../core/server-words.js';
import { expect, test } from 'vitest';

import { modelContract } from '../../test/contract/model.js';
import type { Phenomenon } from '../../test/contract/model.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { scriptedProvider } from './scripted.js';
import type { ScriptedAnswer } from './scripted.js';

modelContract('scripted', async () => {
  const clock = new ManualClock();
  const provider = scriptedProvider({ clock });
  return {
    provider,
    clock,
    deadlines: { firstByte: 15_000, betweenBytes: 15_000 },
    asked: () => provider.asked.length,
    next: (phenomenon) => {
      provider.enqueue(asScript(phenomenon, clock));
    },
    close: async () => {
      expect(provider.left).toBe(0);
    },
  };
});

function asScript(phenomenon: Phenomenon, clock: ManualClock): ScriptedAnswer {
  const detail = 'as scripted';
  const firstWord = 'text' in phenomenon ? (phenomenon.text.split(' ')[0] ?? '') : '';
  switch (phenomenon.kind) {
    case 'text':
      return { text: phenomenon.text, usage: { input: 10, output: 5 } };
    case 'json':
      return { text: JSON.stringify(phenomenon.value) };
    case 'length':
      return { text: phenomenon.text, stop: 'length' };
    case 'refusal':
      return { failure: { kind: 'refused', detail } };
    case 'empty':
      return { failure: { kind: 'garbage', detail } };
    case 'garbage':
      return { failure: { kind: phenomenon.shape === 'sse' ? 'unavailable' : 'garbage', detail } };
    case 'cut':
      return { text: firstWord, failure: { kind: 'unavailable', detail } };
    case 'stall':
      return { text: firstWord, hang: true };
    case 'error-in-stream':
      return { text: firstWord, failure: { kind: 'overloaded', detail } };
    case 'rate-limit': {
      const { retryAfter, retryAfterMs } = phenomenon;
      const seconds =
        typeof retryAfter === 'string' ? (Date.parse(retryAfter) - clock.now()) / 1000 : retryAfter;
      const wait = retryAfterMs ?? (seconds === undefined ? undefined : seconds * 1000);
      return { failure: { kind: 'rate-limited', detail, ...(wait !== undefined && { retryAfter: wait }) } };
    }
    case 'overloaded':
      return { failure: { kind: 'overloaded', detail } };
    case 'server-error':
      return { failure: { kind: 'unavailable', detail } };
    case 'unauthorized':
    case 'spend-limit':
      return { failure: { kind: phenomenon.kind, detail } };
    case 'invalid-request':
      return {
        failure: {
          kind: 'invalid-request',
          detail,
          ...(!phenomenon.message.includes('secret') && { said: phenomenon.message as ServerWords }),
        },
      };
  }
}

test('an unprepared question is a mistake of the test', async () => {
  const provider = scriptedProvider();
  const request = { model: 'm', system: [], messages: [], maxTokens: 1 };
  await expect(provider.generate(request, { signal: new AbortController().signal })).rejects.toThrow(
    'no answer',
  );
});
