import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { ModelFailure, ModelProvider, ModelRequest, ModelResult } from '../../src/model/contract.js';
import type { ManualClock } from '../support/manual-clock.js';

/** What the other side is made to do with the next request. */
export type Phenomenon =
  | { readonly kind: 'text'; readonly text: string; readonly chunkBytes?: number }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'length'; readonly text: string }
  | { readonly kind: 'refusal' | 'empty' | 'unauthorized' | 'spend-limit' }
  | { readonly kind: 'cut' | 'stall'; readonly when: 'before' | 'mid'; readonly text: string }
  | { readonly kind: 'garbage'; readonly shape: 'json' | 'sse' | 'html' }
  | { readonly kind: 'error-in-stream'; readonly text: string }
  | { readonly kind: 'rate-limit'; readonly retryAfter?: number | string; readonly retryAfterMs?: number }
  | { readonly kind: 'overloaded' | 'server-error'; readonly status: number }
  | { readonly kind: 'invalid-request'; readonly message: string };

/** A provider, and the hands on its other side. */
export interface ModelHarness {
  readonly provider: ModelProvider;
  readonly clock: ManualClock;
  /** Prepares the answer to the next request. */
  next(phenomenon: Phenomenon): void;
  /** Requests that have reached the other side. */
  asked(): number;
  /** The first-byte and between-bytes deadlines the provider was made with. */
  readonly deadlines: { readonly firstByte: number; readonly betweenBytes: number };
  close(): Promise<void>;
}

const question: ModelRequest = {
  model: 'sandbox-canned',
  system: [{ text: 'You are Ada.', cache: '1h' }, { text: '   ' }],
  messages: [
    { role: 'user', text: 'hello there' },
    { role: 'assistant', text: 'oh hi', cache: '5m' },
    { role: 'user', text: 'my secret is a purple umbrella' },
  ],
  maxTokens: 200,
};

/** What every provider owes the port, whoever is behind it. */
export function modelContract(name: string, start: () => Promise<ModelHarness>): void {
  describe(`model contract: ${name}`, () => {
    let harness: ModelHarness;
    beforeEach(async () => {
      harness = await start();
    });
    afterEach(() => harness.close());

    /** Asks once and keeps what was handed out on the way. */
    function ask(phenomenon: Phenomenon, request: ModelRequest = question) {
      harness.next(phenomenon);
      const pieces: string[] = [];
      const controller = new AbortController();
      const result = harness.provider.generate(request, {
        signal: controller.signal,
        onText: (piece) => pieces.push(piece),
      });
      return { pieces, controller, result };
    }

    async function failureOf(phenomenon: Phenomenon): Promise<ModelFailure & { text: string }> {
      const before = harness.asked();
      const result = await ask(phenomenon).result;
      expect(harness.asked(), 'a failed request is never repeated by the provider').toBe(before + 1);
      if (result.ok) throw new Error('the request succeeded');
      return { ...result.failure, text: result.text };
    }

    test('hands out the answer piece by piece, in order, and gives it whole at the end', async () => {
      const text = 'Well, that is a long way home. Did you walk?';
      const { pieces, result } = ask({ kind: 'text', text });
      expect(await result).toMatchObject({ ok: true, text, stop: 'end' });
      expect(pieces.join('')).toBe(text);
      expect(pieces.length).toBeGreaterThan(3);
    });

    test.each([1, 2, 3, 7])(
      'keeps every character when the bytes arrive in slices of %i',
      async (chunkBytes) => {
        const text = 'Ну привет 👋🏽 семья 👨‍👩‍👧 и 𝒜𝒹𝒶, 漢字, ё — конец';
        const { pieces, result } = ask({ kind: 'text', text, chunkBytes });
        expect(await result).toMatchObject({ ok: true, text });
        expect(pieces.join('')).toBe(text);
      },
    );

    test('reports the tokens', async () => {
      const result = await ask({ kind: 'text', text: 'four words of answer' }).result;
      expect(result.ok && result.usage.input).toBeGreaterThan(0);
      expect(result.ok && result.usage.output).toBeGreaterThan(0);
    });

    test('says when the answer was cut by the limit', async () => {
      const result = await ask({ kind: 'length', text: 'one two three four' }).result;
      expect(result).toMatchObject({ ok: true, stop: 'length' });
    });

    test('gives JSON where a schema was asked for', async () => {
      const schema = { type: 'object', properties: { mood: { type: 'string' } }, required: ['mood'] };
      const result = await ask(
        { kind: 'json', value: { mood: 'spokojnie ☁️' } },
        { ...question, jsonSchema: { name: 'mood', schema } },
      ).result;
      expect(result.ok && JSON.parse(result.text)).toEqual({ mood: 'spokojnie ☁️' });
    });

    test('answers a second time after a first', async () => {
      await ask({ kind: 'text', text: 'one' }).result;
      expect(await ask({ kind: 'text', text: 'two' }).result).toMatchObject({ ok: true, text: 'two' });
      expect(harness.asked()).toBe(2);
    });

    test('a refusal', async () => {
      expect(await failureOf({ kind: 'refusal' })).toMatchObject({ kind: 'refused' });
    });

    test('an empty answer', async () => {
      expect(await failureOf({ kind: 'empty' })).toMatchObject({ kind: 'garbage' });
    });

    test.each(['json', 'sse', 'html'] as const)('garbage: %s', async (shape) => {
      const failure = await failureOf({ kind: 'garbage', shape });
      // Bytes that are no events are passed over by the rules of event streams; what remains is a stream without an end.
      expect(failure.kind).toBe(shape === 'sse' ? 'unavailable' : 'garbage');
    });

    test('a connection cut before the first byte', async () => {
      expect(await failureOf({ kind: 'cut', when: 'before', text: '' })).toMatchObject({
        kind: 'unavailable',
        text: '',
      });
    });

    test('a stream cut in the middle keeps what had arrived', async () => {
      const failure = await failureOf({ kind: 'cut', when: 'mid', text: 'the first and the rest' });
      expect(failure).toMatchObject({ kind: 'unavailable', text: 'the' });
    });

    test('an error in the middle of the stream', async () => {
      const failure = await failureOf({ kind: 'error-in-stream', text: 'the first and the rest' });
      expect(failure).toMatchObject({ kind: 'overloaded', text: 'the' });
    });

    test('silence before the first byte ends at its deadline and not earlier', async () => {
      const { result } = ask({ kind: 'stall', when: 'before', text: '' });
      const settled = vi.fn();
      result.then(settled, settled);
      await vi.waitFor(() => {
        expect(harness.asked()).toBe(1);
      });
      await harness.clock.advance(harness.deadlines.firstByte - 1);
      expect(settled).not.toHaveBeenCalled();
      await harness.clock.advance(1);
      expect(await result).toMatchObject({ ok: false, failure: { kind: 'stalled' }, text: '' });
      expect(harness.asked()).toBe(1);
    });

    test('silence in the middle ends at its deadline and keeps what had arrived', async () => {
      const { result, pieces } = ask({ kind: 'stall', when: 'mid', text: 'the first and the rest' });
      await vi.waitFor(() => {
        expect(pieces).toEqual(['the']);
      });
      await harness.clock.advance(harness.deadlines.betweenBytes);
      expect(await result).toMatchObject({ ok: false, failure: { kind: 'stalled' }, text: 'the' });
    });

    test('429 without a wait', async () => {
      const failure = await failureOf({ kind: 'rate-limit' });
      expect(failure.kind).toBe('rate-limited');
      expect(failure).not.toHaveProperty('retryAfter');
    });

    test('429 with a wait in seconds, in milliseconds, and as a date', async () => {
      expect(await failureOf({ kind: 'rate-limit', retryAfter: 7 })).toMatchObject({
        kind: 'rate-limited',
        retryAfter: 7_000,
      });
      expect(await failureOf({ kind: 'rate-limit', retryAfter: 7, retryAfterMs: 250 })).toMatchObject({
        retryAfter: 250,
      });
      const date = new Date(harness.clock.now() + 30_000).toUTCString();
      expect(await failureOf({ kind: 'rate-limit', retryAfter: date })).toMatchObject({ retryAfter: 30_000 });
    });

    test.each([
      ['overloaded', 529, 'overloaded'],
      ['overloaded', 503, 'overloaded'],
      ['server-error', 500, 'unavailable'],
      ['server-error', 502, 'unavailable'],
      ['server-error', 504, 'unavailable'],
    ] as const)('%s %i', async (kind, status, expected) => {
      expect((await failureOf({ kind, status })).kind).toBe(expected);
    });

    test('a wrong key and a spend limit', async () => {
      expect((await failureOf({ kind: 'unauthorized' })).kind).toBe('unauthorized');
      expect((await failureOf({ kind: 'spend-limit' })).kind).toBe('spend-limit');
    });

    test('a wrong request says what was wrong, but never quotes the prompt', async () => {
      const plain = await failureOf({ kind: 'invalid-request', message: 'this model does not exist' });
      expect(plain).toMatchObject({ kind: 'invalid-request' });
      expect(plain.said).toContain('this model does not exist');
      const quoting = await failureOf({
        kind: 'invalid-request',
        message: 'cannot read: my secret is a purple umbrella',
      });
      expect(JSON.stringify(quoting)).not.toContain('umbrella');
    });

    test('an abort before the request sends nothing', async () => {
      const controller = new AbortController();
      controller.abort();
      const result = await harness.provider.generate(question, { signal: controller.signal });
      expect(result).toMatchObject({ ok: false, failure: { kind: 'aborted' }, text: '' });
      expect(harness.asked()).toBe(0);
    });

    test('an abort while nothing has come', async () => {
      const { result, controller } = ask({ kind: 'stall', when: 'before', text: '' });
      await vi.waitFor(() => {
        expect(harness.asked()).toBe(1);
      });
      controller.abort();
      expect(await result).toMatchObject({ ok: false, failure: { kind: 'aborted' } });
    });

    test('an abort from inside the stream: nothing is handed out after it', async () => {
      harness.next({ kind: 'text', text: 'one two three four five' });
      const controller = new AbortController();
      const pieces: string[] = [];
      const result: ModelResult = await harness.provider.generate(question, {
        signal: controller.signal,
        onText: (piece) => {
          pieces.push(piece);
          if (pieces.length === 2) controller.abort();
        },
      });
      expect(result).toMatchObject({ ok: false, failure: { kind: 'aborted' }, text: 'one two' });
      expect(pieces).toEqual(['one', ' two']);
    });

    test('an abort at the last word still is an abort', async () => {
      harness.next({ kind: 'text', text: 'one two' });
      const controller = new AbortController();
      const result = await harness.provider.generate(question, {
        signal: controller.signal,
        onText: (piece) => {
          if (piece.includes('two')) controller.abort();
        },
      });
      expect(result).toMatchObject({ ok: false, failure: { kind: 'aborted' }, text: 'one two' });
    });

    test('leaves no timer behind', async () => {
      await ask({ kind: 'text', text: 'done' }).result;
      await ask({ kind: 'rate-limit' }).result;
      await vi.waitFor(() => {
        expect(harness.clock.pending).toBe(0);
      });
    });
  });
}
