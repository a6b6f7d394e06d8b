import Anthropic, { APIError } from '@anthropic-ai/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.js';
import { numberPicture } from '../../model/number-picture.js';
import { startModelServer } from './server.js';
import type { ModelServer } from './server.js';

const ask = {
  model: 'claude-sonnet-5',
  max_tokens: 100,
  messages: [{ role: 'user' as const, content: 'hello' }],
};

describe('the model server, asked by the unmodified SDK', () => {
  let server: ModelServer;
  let client: Anthropic;
  let clock: ManualClock;
  beforeEach(async () => {
    clock = new ManualClock();
    server = await startModelServer({ clock });
    client = new Anthropic({ apiKey: 'key', baseURL: server.baseUrl, maxRetries: 0 });
  });
  afterEach(() => server.close());

  async function refusal(body: object): Promise<APIError> {
    const error: unknown = await client.messages.create({ ...ask, ...body }).then(
      () => new Error('it was accepted'),
      (reason: unknown) => reason,
    );
    if (error instanceof APIError) return error;
    throw error;
  }

  test('answers whole and streamed alike', async () => {
    server.script('Same words.', 'Same words.');
    const whole = await client.messages.create(ask);
    const stream = client.messages.stream(ask);
    const names: string[] = [];
    stream.on('streamEvent', (event) => names.push(event.type));
    const streamed = await stream.finalMessage();
    expect(whole.content).toMatchObject([{ type: 'text', text: 'Same words.' }]);
    expect(streamed.content).toMatchObject([{ type: 'text', text: 'Same words.' }]);
    expect(streamed.usage).toEqual(whole.usage);
    expect(names).toEqual([
      'message_start',
      'content_block_start',
      'content_block_delta',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
    expect(whole._request_id).toMatch(/^req_/);
  });

  test('takes effort and thinking where the model does, and keeps them with the call', async () => {
    const quick = { thinking: { type: 'disabled' as const }, output_config: { effort: 'low' as const } };
    await client.messages.create({ ...ask, model: 'claude-haiku-5-5', ...quick });
    expect(server.calls.last()?.body).toMatchObject(quick);
  });

  test.each([
    [{ model: 'claude-haiku-4-5', output_config: { effort: 'low' } }, 'does not support the effort'],
    [{ model: 'claude-opus-5-5', thinking: { type: 'disabled' } }, 'is not supported for this model'],
    [{ model: 'claude-sonnet-5-5', thinking: { type: 'disabled' } }, 'is not supported for this model'],
    [{ model: undefined }, 'model: Field required'],
    [{ max_tokens: undefined }, 'max_tokens: Field required'],
    [{ max_tokens: 0 }, 'max_tokens'],
    [{ messages: undefined }, 'messages: Field required'],
    [{ messages: [] }, 'at least one message'],
    [{ messages: [{ role: 'assistant', content: 'hi' }] }, 'first message must use the "user" role'],
    [{ messages: [{ role: 'user', content: '' }] }, 'non-empty content'],
    [{ messages: [{ role: 'user', content: [] }] }, 'non-empty content'],
    [{ messages: [{ role: 'user', content: [{ type: 'text', text: ' ' }] }] }, 'non-empty'],
    [{ messages: [{ role: 'robot', content: 'hi' }] }, 'messages.0.role'],
    [
      { messages: [...ask.messages, { role: 'assistant', content: 'I was' }] },
      'does not support assistant message prefill',
    ],
    [{ temperature: 1 }, 'temperature: Extra inputs are not permitted'],
    [{ system: [{ type: 'text', text: 'a', cache_control: { type: 'ephemeral', ttl: '2h' } }] }, 'ttl'],
    [{ tool_choice: { type: 'tool', name: 'absent' } }, 'tool_choice'],
  ])('refuses %j', async (body, words) => {
    const error = await refusal(body);
    expect(error).toMatchObject({ status: 400, type: 'invalid_request_error' });
    expect(error.apiMessage).toContain(words);
    expect(error.requestID).toMatch(/^req_/);
  });

  test('takes what the API takes: turns that do not alternate, older models with a prefill', async () => {
    const twice = [...ask.messages, { role: 'user' as const, content: 'still there?' }];
    expect((await client.messages.create({ ...ask, messages: twice })).stop_reason).toBe('end_turn');
    const prefilled = [...ask.messages, { role: 'assistant' as const, content: 'I was' }];
    const older = { ...ask, model: 'claude-haiku-4-5', messages: prefilled };
    expect((await client.messages.create(older)).stop_reason).toBe('end_turn');
  });

  test('five breakpoints are one too many, and the long-lived come first', async () => {
    const block = (ttl: '5m' | '1h') => ({
      type: 'text',
      text: 'a',
      cache_control: { type: 'ephemeral', ttl },
    });
    const five = Array.from({ length: 5 }, () => block('5m'));
    expect((await refusal({ system: five })).message).toContain('maximum of 4');
    expect((await refusal({ system: [block('5m'), block('1h')] })).message).toContain("ttl='1h'");
    const good = [block('1h'), block('5m')] as Anthropic.TextBlockParam[];
    expect((await client.messages.create({ ...ask, system: good })).stop_reason).toBe('end_turn');
  });

  test('a key is needed, and every route but the known ones is unknown', async () => {
    const url = (path: string) => `${server.baseUrl}${path}`;
    const noKey = await fetch(url('/v1/messages'), { method: 'POST', body: '{}' });
    expect([noKey.status, await noKey.json()]).toMatchObject([
      401,
      { error: { type: 'authentication_error' } },
    ]);
    const lost = await fetch(url('/v1/nothing'), { headers: { 'x-api-key': 'k' } });
    expect([lost.status, await lost.json()]).toMatchObject([404, { error: { type: 'not_found_error' } }]);
    const broken = await fetch(url('/v1/messages'), {
      method: 'POST',
      body: '{',
      headers: { 'x-api-key': 'k' },
    });
    expect([broken.status, await broken.json()]).toMatchObject([
      400,
      { error: { type: 'invalid_request_error' } },
    ]);
  });

  test('the older API version still takes a temperature', async () => {
    const old = new Anthropic({
      apiKey: 'key',
      baseURL: server.baseUrl,
      defaultHeaders: { 'anthropic-version': '2023-06-01' },
    });
    const warm = { ...ask, temperature: 0.5 };
    expect((await old.messages.create(warm)).stop_reason).toBe('end_turn');
  });

  test('fits a schema, by output format and by a forced tool', async () => {
    const schema = {
      type: 'object',
      properties: {
        decision: { enum: ['reply', 'wait'] },
        count: { type: 'integer', minimum: 2 },
        items: { type: 'array', items: { type: 'string' } },
        note: { type: 'string' },
      },
      required: ['decision', 'count', 'items', 'note'],
    };
    const formatted = await client.messages.create({
      ...ask,
      output_config: { format: { type: 'json_schema', schema } },
    });
    const [block] = formatted.content;
    const fitting = { decision: 'reply', count: 2, items: [], note: 'hello' };
    expect(block?.type === 'text' && JSON.parse(block.text)).toEqual(fitting);

    const tooled = client.messages.stream({
      ...ask,
      tools: [{ name: 'decide', input_schema: { ...schema, type: 'object' } }],
      tool_choice: { type: 'tool', name: 'decide' },
    });
    expect(await tooled.finalMessage()).toMatchObject({
      stop_reason: 'tool_use',
      content: [{ type: 'tool_use', name: 'decide', input: fitting }],
    });
  });

  test('keeps the limits of the request: tokens and stop sequences', async () => {
    server.script('a very long answer that goes on and on', 'left STOP right');
    const short = await client.messages.create({ ...ask, max_tokens: 2 });
    expect(short).toMatchObject({ stop_reason: 'max_tokens', content: [{ text: 'a very l' }] });
    const stopped = await client.messages.create({ ...ask, stop_sequences: ['STOP'] });
    expect(stopped).toMatchObject({
      stop_reason: 'stop_sequence',
      stop_sequence: 'STOP',
      content: [{ text: 'left ' }],
    });
  });

  test('takes pictures, counts tokens, lists models', async () => {
    const { png } = numberPicture('4711');
    const source = {
      type: 'base64' as const,
      media_type: 'image/png' as const,
      data: png.toString('base64'),
    };
    const content = [
      { type: 'image' as const, source },
      { type: 'text' as const, text: 'Which number stands in it?' },
    ];
    const answer = await client.messages.create({ ...ask, messages: [{ role: 'user', content }] });
    expect(server.calls.last()?.images).toBe(1);
    expect(answer.content).toMatchObject([{ text: '4711' }]);
    const counted = await client.messages.countTokens({
      model: ask.model,
      messages: [{ role: 'user', content }],
    });
    expect(counted.input_tokens).toBe(answer.usage.input_tokens);
    // 296 by 136 pixels are 11 by 5 patches.
    expect(counted.input_tokens).toBeGreaterThan(55);
    const names = (await client.models.list()).data.map(({ id }) => id);
    expect(names).toContain('sandbox-canned');
  });

  test('a list of models makes the others unknown', async () => {
    const strict = await startModelServer({ clock, models: ['only-this'] });
    const other = new Anthropic({ apiKey: 'key', baseURL: strict.baseUrl, maxRetries: 0 });
    await expect(other.messages.create(ask)).rejects.toMatchObject({ status: 404, type: 'not_found_error' });
    await strict.close();
  });

  test('faults strike the model and the number of requests they were planted for', async () => {
    server.faults.add({ kind: 'overloaded' }, { model: 'claude-opus-5', count: 2, after: 1 });
    const outcome = (model: string) =>
      client.messages.create({ ...ask, model }).then(
        () => 'ok',
        (error: unknown): unknown => (error instanceof APIError ? error.status : 'lost'),
      );
    expect(await outcome('claude-sonnet-5')).toBe('ok');
    for (const expected of ['ok', 529, 529, 'ok']) expect(await outcome('claude-opus-5')).toBe(expected);
    expect(server.faults.list()).toMatchObject([{ used: 2, left: 0 }]);
  });

  test('lines are said once, rules as often as they match, and JSON only where it was asked for', async () => {
    const say = async (content: string): Promise<unknown> => {
      const message = await client.messages.create({ ...ask, messages: [{ role: 'user', content }] });
      return message.content[0]?.type === 'text' && message.content[0].text;
    };
    server.scriptWhen({ userIncludes: 'NAME' }, 'I am Ada.');
    server.script({ json: { never: true } }, 'first', 'second');
    expect([await say('one'), await say('your name?'), await say('two'), await say('my name?')]).toEqual([
      'first',
      'I am Ada.',
      'second',
      'I am Ada.',
    ]);
    server.clearScript();
    expect(await say('three')).not.toBe('I am Ada.');
  });

  test('the log holds the whole question and no key', async () => {
    await client.messages.create(ask);
    const call = server.calls.last();
    expect(call).toMatchObject({ path: '/v1/messages', body: ask, status: 200, model: ask.model });
    expect(JSON.stringify(call?.headers)).not.toContain('Bearer');
    expect(server.control.usage()).toMatchObject({ calls: 1, output: call?.usage?.output });
  });

  test('a caller that leaves is noticed', async () => {
    server.faults.add({ kind: 'stall', when: 'mid' });
    const stream = client.messages.stream(ask);
    stream.on('text', () => {
      stream.abort();
    });
    await expect(stream.finalMessage()).rejects.toThrow();
    await expect.poll(() => server.calls.last()?.abandoned).toBe(true);
  });

  test('control speaks in values that JSON can carry', async () => {
    const { control } = server;
    expect(control.script({ lines: ['by control'] })).toEqual({ queued: 1 });
    control.addFault({ fault: { kind: 'refusal' }, count: 1 });
    expect(JSON.parse(JSON.stringify(control.faults()))).toMatchObject({ faults: [{ left: 1 }] });
    control.clearFaults();
    expect(await client.messages.create(ask)).toMatchObject({ content: [{ text: 'by control' }] });
    expect(control.calls({ last: 1 })).toMatchObject({ count: 1, calls: [{ answer: 'by control' }] });
    control.clearCalls();
    expect(control.calls()).toEqual({ count: 0, calls: [] });
  });

  test('a taken port is an error for the operator', async () => {
    await expect(startModelServer({ clock, port: server.port })).rejects.toThrow(
      'is in use by another program; choose another one for the model server',
    );
  });
});
