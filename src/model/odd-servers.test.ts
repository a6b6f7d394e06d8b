import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { systemClock } from '../lib/system-clock.js';
import { errorShapes, thinkingForms } from '../sandbox/model/oddity/terms.js';
import { startModelServer } from '../sandbox/model/server.js';
import type { ModelServer } from '../sandbox/model/server.js';
import { createAnthropicProvider } from './anthropic/provider.js';
import type { ModelNote, ModelProvider, ModelRequest } from './contract.js';
import { createOpenAiProvider } from './openai/provider.js';

const clock = systemClock();
const request: ModelRequest = {
  model: 'some-model',
  system: [{ text: 'You are Ada.' }],
  messages: [{ role: 'user', text: 'hello there' }],
  maxTokens: 200,
};
const schema = { type: 'object', properties: { mood: { type: 'string' } }, required: ['mood'] };
const jsonRequest: ModelRequest = { ...request, jsonSchema: { name: 'mood', schema } };
const reply = 'Good morning.\n\nDid you sleep well?';

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer({ clock });
});
afterEach(() => server.close());

const openai = (settings: { plainAfter?: number; loadsModels?: boolean } = {}): Promise<ModelProvider> =>
  createOpenAiProvider({ name: 'local', baseUrl: `${server.baseUrl}/v1`, clock, ...settings });
const anthropic = (): Promise<ModelProvider> =>
  createAnthropicProvider({ apiKey: 'key', baseUrl: server.baseUrl, clock });

async function ask(provider: ModelProvider, asked: ModelRequest = request) {
  const pieces: string[] = [];
  const notes: ModelNote[] = [];
  const result = await provider.generate(asked, {
    signal: new AbortController().signal,
    onText: (piece) => pieces.push(piece),
    onRestart: () => {
      pieces.length = 0;
      return true;
    },
    onNote: (note) => notes.push(note),
  });
  return { result, seen: pieces.join(''), notes };
}

describe.each([
  ['OpenAI', () => openai()],
  ['Anthropic', () => anthropic()],
] as const)('a server that speaks like %s', (_name, create) => {
  test.each(thinkingForms)('thinking as %s is not seen, however the bytes are cut', async (form) => {
    const provider = await create();
    for (const size of [null, 1, 7]) {
      server.setOdd({ thinking: { form, text: 'a secret plan.\n\nAnd more of a secret.' } });
      server.setChunkBytes(size);
      server.script(reply);
      const { result, seen } = await ask(provider);
      expect(seen).not.toContain('secret');
      expect(result.text).toBe(seen);
      if (form === 'unclosed') expect(result).toMatchObject({ ok: false, failure: { kind: 'no-room' } });
      else expect(result).toMatchObject({ ok: true, text: reply, thought: true });
    }
  });

  test('thinking that takes all the tokens is no empty answer', async () => {
    server.setOdd({ thinking: { form: 'tags' }, thinkingTokens: 5_000 });
    server.script(reply);
    expect((await ask(await create())).result).toMatchObject({ ok: false, failure: { kind: 'no-room' } });
  });

  test('of two answers in one stream the second counts, alone', async () => {
    server.setOdd({ splices: 'the first, which broke' });
    server.script(reply);
    const { result, seen } = await ask(await create());
    expect(result).toMatchObject({ ok: true, text: reply });
    expect(seen).toBe(reply);
  });

  test.each(['text', 'thinking', 'line'] as const)('a stream without an end (%s) is cut', async (endless) => {
    server.setOdd({ endless });
    server.script(reply);
    const { result } = await ask(await create());
    expect(result.text.length).toBeLessThan(10_000);
    if (endless === 'text') expect(result).toMatchObject({ ok: true, stop: 'length' });
    else expect(result.ok).toBe(false);
  });

  test('a redirect is not followed, and the failure says what to do', async () => {
    const other = await startModelServer({ clock });
    server.setOdd({ redirectsTo: other.baseUrl });
    const { result } = await ask(await create());
    expect(result).toMatchObject({ ok: false, failure: { kind: 'invalid-request' } });
    expect(JSON.stringify(result)).toContain('correct baseUrl');
    expect(other.calls.count).toBe(0);
    await other.close();
  });

  test('prose where JSON was asked for: asked for in words, then with a fence, and remembered', async () => {
    const provider = await create();
    server.setOdd({ prose: 'unless-fenced' });
    const { result, notes } = await ask(provider, jsonRequest);
    expect(result.ok && JSON.parse(result.text)).toHaveProperty('mood');
    expect(server.calls.count).toBe(3);
    expect(notes).toEqual([{ kind: 'asked-plainer', parameter: 'json' }]);
    expect((await ask(provider, jsonRequest)).notes).toEqual([]);
    expect(server.calls.count).toBe(4);
  });

  test('prose in every case is said to be that', async () => {
    server.setOdd({ prose: 'always' });
    expect((await ask(await create(), jsonRequest)).result).toMatchObject({
      ok: false,
      failure: { kind: 'no-json' },
    });
  });

  test('words that are refused, and a prompt that does not fit, are failures of their own', async () => {
    server.setOdd({ refusesWords: ['there'], context: { tokens: 1_000, when: 'refuse' } });
    expect((await ask(await create())).result).toMatchObject({ ok: false, failure: { kind: 'refused' } });
    const long = { ...request, messages: [{ role: 'user', text: 'and so on '.repeat(1_000) } as const] };
    expect((await ask(await create(), long)).result).toMatchObject({
      ok: false,
      failure: { kind: 'too-long', reads: 1_000 },
    });
  });

  test('a prompt that was cut without a word is noticed; one that was read is not', async () => {
    const provider = await create();
    const long = {
      ...request,
      messages: [{ role: 'user', text: 'and so on it goes, '.repeat(1_500) } as const],
    };
    expect((await ask(provider, long)).notes).toEqual([]);
    server.setOdd({ context: { tokens: 2_048, when: 'cut' } });
    expect((await ask(provider, long)).notes).toMatchObject([{ kind: 'prompt-cut', read: 2_048 }]);
    expect((await ask(provider)).notes).toEqual([]);
  });
});

describe('parameters that a server does not know', () => {
  const full: ModelRequest = { ...jsonRequest, temperature: 0.5, effort: 'low', stopSequences: ['###'] };
  const named = errorShapes.filter((shape) => shape !== 'nothing');
  const parameters = [
    'stream_options',
    'max_tokens',
    'reasoning_effort',
    'response_format',
    'stop',
    'temperature',
  ];

  test.each(named.flatMap((shape) => parameters.map((parameter) => [shape, parameter] as const)))(
    'refused as %s: %s',
    async (shape, parameter) => {
      const provider = await openai();
      server.setOdd({ refuses: { parameters: [parameter], shape } });
      const { result, notes } = await ask(provider, full);
      expect(result.ok && JSON.parse(result.text)).toHaveProperty('mood');
      expect(notes).toHaveLength(1);
      const before = server.calls.count;
      expect((await ask(provider, full)).notes).toEqual([]);
      // Remembered: the second question is asked once.
      expect(server.calls.count).toBe(before + 1);
      const sent = server.calls.list().at(-1)?.body as Readonly<Record<string, unknown>>;
      expect(sent).not.toHaveProperty(parameter);
    },
  );

  test('all of them refused, one after the other', async () => {
    server.setOdd({ refuses: { parameters, shape: 'detail-list' } });
    expect((await ask(await openai(), full)).result.ok).toBe(true);
  });

  test('a refusal that says nothing is answered with the plainest way', async () => {
    server.setOdd({ refuses: { parameters: ['temperature'], shape: 'nothing' } });
    expect((await ask(await openai(), full)).result.ok).toBe(true);
  });

  test('Anthropic: what is refused by name is left out', async () => {
    server.setOdd({ refuses: { parameters: ['output_config'], shape: 'detail-list' } });
    const { result } = await ask(await anthropic(), jsonRequest);
    expect(result.ok && JSON.parse(result.text)).toHaveProperty('mood');
  });
});

describe('a first answer of a model that is not known', () => {
  test('waits until it can be told, and comes in pieces once the model has shown that it speaks plainly', async () => {
    const provider = await openai({ plainAfter: 2 });
    const counts: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      server.script('one two three four five');
      let pieces = 0;
      await provider.generate(request, { signal: new AbortController().signal, onText: () => (pieces += 1) });
      counts.push(pieces);
    }
    expect(counts).toEqual([1, 1, 5]);
  });

  test('a model that thought once is waited for ever after', async () => {
    const provider = await openai({ plainAfter: 1 });
    server.setOdd({ thinking: { form: 'closing-tag', text: 'a secret' } });
    server.script('hello');
    expect((await ask(provider)).seen).toBe('hello');
    server.setOdd({});
    for (let count = 0; count < 3; count += 1) await ask(provider);
    server.setOdd({ thinking: { form: 'closing-tag', text: 'a secret' } });
    server.script('hello again');
    expect((await ask(provider)).seen).toBe('hello again');
  });
});

describe('a model that loads for a while', () => {
  test('loads once, though whoever asked went away again and again', async () => {
    server.setOdd({ loadsFor: 400 });
    server.script('awake now');
    const provider = await openai({ loadsModels: true });
    for (let count = 0; count < 5; count += 1) {
      const away = new AbortController();
      const asked = provider.generate(request, { signal: away.signal });
      setTimeout(() => {
        away.abort();
      }, 20);
      expect(await asked).toMatchObject({ ok: false, failure: { kind: 'aborted' } });
    }
    expect((await ask(provider)).result.ok).toBe(true);
    expect(server.loads).toBe(1);
    expect(server.calls.count).toBe(2);
  });
});
