import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, test, vi } from 'vitest';

import { httpHarness } from '../../../test/contract/model-over-http.js';
import { modelContract } from '../../../test/contract/model.js';
import { systemClock } from '../../lib/system-clock.js';
import type { ModelRequest } from '../contract.js';
import { createOpenAiProvider } from './provider.js';

modelContract('openai package against the sandbox', () =>
  httpHarness(({ baseUrl, clock, deadlines }) =>
    createOpenAiProvider({
      name: 'local',
      apiKey: 'test-key',
      baseUrl: `${baseUrl}/v1`,
      clock,
      deadlines,
      plainAfter: 0,
    }),
  ),
);

const request: ModelRequest = {
  model: 'some-model',
  system: [{ text: 'You are Ada.' }, { text: 'Be kind.' }],
  messages: [{ role: 'user', text: 'hello' }],
  maxTokens: 50,
  temperature: 0.7,
};
const schema = { type: 'object', properties: { a: { type: 'number' } }, required: ['a'] };

interface Seen {
  readonly messages: readonly { role: string; content: string }[];
  readonly response_format?: { type: string };
  readonly stream_options?: unknown;
  readonly temperature?: number;
  readonly authorization: string | undefined;
  readonly organization: unknown;
}

/** A server with quirks: it answers each body as told and keeps what it saw. */
async function against(
  answer: (body: Seen) => { status?: number; type?: string; body: string },
  asked: ModelRequest = request,
) {
  const seen: Seen[] = [];
  const server = createServer((incoming, response) => {
    let text = '';
    incoming.on('data', (part: Buffer) => (text += part.toString()));
    incoming.on('end', () => {
      const body = {
        ...(JSON.parse(text) as Seen),
        authorization: incoming.headers.authorization,
        organization: incoming.headers['openai-organization'],
      };
      seen.push(body);
      const { status = 200, type = 'text/event-stream', body: reply } = answer(body);
      response.writeHead(status, { 'content-type': type }).end(reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const provider = await createOpenAiProvider({
    name: 'quirky',
    plainAfter: 0,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    clock: systemClock(),
  });
  const ask = () => provider.generate(asked, { signal: new AbortController().signal });
  const result = await ask();
  return {
    seen,
    result,
    again: ask,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const chunk = (delta: object, finish: string | null = null, more: object = {}): string =>
  `data: ${JSON.stringify({ id: 'x', choices: [{ index: 0, delta, finish_reason: finish }], ...more })}\n\n`;

test('sends one system message, the temperature, and asks for the usage', async () => {
  const { seen, close } = await against(() => ({ body: chunk({ content: 'hi' }, 'stop') }));
  close();
  expect(seen[0]).toMatchObject({
    messages: [
      { role: 'system', content: 'You are Ada.\n\nBe kind.' },
      { role: 'user', content: 'hello' },
    ],
    temperature: 0.7,
    max_tokens: 50,
    stream_options: { include_usage: true },
  });
});

test('keys in the environment stay where they are', async () => {
  for (const name of ['ADMIN_KEY', 'API_KEY', 'ORG_ID']) vi.stubEnv(`OPENAI_${name}`, 'from-the-environment');
  const { seen, close } = await against(() => ({ body: chunk({ content: 'hi' }, 'stop') }));
  close();
  expect(seen[0]).toMatchObject({ authorization: 'Bearer none', organization: undefined });
});

test('an end without [DONE] and without usage is still a whole answer', async () => {
  const { result, close } = await against(() => ({ body: chunk({ content: 'hi' }) + chunk({}, 'stop') }));
  close();
  expect(result).toMatchObject({ ok: true, text: 'hi', usage: { input: 0, output: 0 } });
});

test('thinking is left out, in its own field and in the text', async () => {
  const { result, close } = await against(() => ({
    body:
      chunk({ reasoning_content: 'hmm', content: null }) +
      chunk({ content: '<thi' }) +
      chunk({ content: 'nk>so' }) +
      chunk({ content: '...</think>\n\nWell' }) +
      chunk({ content: ', hi' }, 'stop') +
      'data: [DONE]\n\n',
  }));
  close();
  expect(result).toMatchObject({ ok: true, text: 'Well, hi' });
});

test('cached tokens are counted apart, in both spellings', async () => {
  for (const cached of [{ prompt_tokens_details: { cached_tokens: 60 } }, { prompt_cache_hit_tokens: 60 }]) {
    const { result, close } = await against(() => ({
      body: chunk({ content: 'hi' }, 'stop', {
        usage: { prompt_tokens: 100, completion_tokens: 5, ...cached },
      }),
    }));
    close();
    expect(result).toMatchObject({ ok: true, usage: { input: 40, cacheRead: 60, output: 5, cacheWrite: 0 } });
  }
});

test('a server that does not stream is understood', async () => {
  const whole = {
    choices: [{ message: { role: 'assistant', content: 'all\nat once' }, finish_reason: 'stop' }],
  };
  const { result, close } = await against(() => ({
    type: 'application/json; charset=utf-8',
    body: JSON.stringify(whole, null, 2),
  }));
  close();
  expect(result).toMatchObject({ ok: true, text: 'all\nat once' });
});

test('a server without structured output is asked in words, and remembered', async () => {
  const { seen, result, again, close } = await against(
    ({ response_format: format }) =>
      format !== undefined
        ? {
            status: 400,
            type: 'application/json',
            body: '{"error":{"message":"response_format not supported"}}',
          }
        : { body: chunk({ content: 'Sure:\n```json\n{"a": 1}\n```' }, 'stop') },
    { ...request, jsonSchema: { name: 'a', schema } },
  );
  await again();
  close();
  expect(result.ok && JSON.parse(result.text)).toEqual({ a: 1 });
  expect(seen.map((body) => body.response_format?.type)).toEqual([
    'json_schema',
    'json_object',
    undefined,
    undefined,
  ]);
  expect(seen[2]?.messages[0]?.content).toContain(JSON.stringify(schema));
});

test('a server that refuses stream_options is asked without them', async () => {
  const { seen, result, close } = await against(({ stream_options: options }) =>
    options !== undefined
      ? {
          status: 400,
          type: 'application/json',
          body: '{"error":{"message":"unknown field stream_options"}}',
        }
      : { body: chunk({ content: 'hi' }, 'stop') },
  );
  close();
  expect(result.ok).toBe(true);
  expect(seen).toHaveLength(2);
});

test('a refused schema does not turn a wrong request into an endless one', async () => {
  const { seen, result, close } = await against(
    () => ({ status: 400, type: 'application/json', body: '{"error":{"message":"no such thing"}}' }),
    { ...request, jsonSchema: { name: 'a', schema } },
  );
  close();
  expect(result).toMatchObject({ ok: false, failure: { kind: 'invalid-request' } });
  expect(seen).toHaveLength(3);
});

test.each([
  [{ code: 429, message: 'slow down' }, 'rate-limited'],
  [{ code: 402 }, 'spend-limit'],
  [{ type: 'insufficient_quota' }, 'spend-limit'],
  [{ code: 'content_filter' }, 'refused'],
  [{ code: 502 }, 'unavailable'],
  [{}, 'unavailable'],
])('an error inside the stream: %o', async (error, kind) => {
  const { result, close } = await against(() => ({
    body: `${chunk({ content: 'so' })}data: ${JSON.stringify({ error })}\n\n`,
  }));
  close();
  expect(result).toMatchObject({ ok: false, failure: { kind }, text: 'so' });
});

test('JSON that was cut off by the limit wants more room', async () => {
  const { result, close } = await against(() => ({ body: chunk({ content: '{"a": ' }, 'length') }), {
    ...request,
    jsonSchema: { name: 'a', schema },
  });
  close();
  expect(result).toMatchObject({ ok: false, failure: { kind: 'no-room' } });
});
