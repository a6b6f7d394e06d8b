import { expect, test } from 'vitest';

import { anthropicReader } from './from-anthropic.js';

const event = (type: string, fields: object): { event: string; data: string } => ({
  event: type,
  data: JSON.stringify({ type, ...fields }),
});
const start = event('message_start', { message: { usage: { input_tokens: 7, output_tokens: 1 } } });
const text = (words: string): ReturnType<typeof event> =>
  event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: words } });
const stop = (reason: string, usage: object = { output_tokens: 5 }): ReturnType<typeof event> =>
  event('message_delta', { delta: { stop_reason: reason }, usage });

function read(events: readonly ReturnType<typeof event>[]) {
  const pieces: string[] = [];
  const request = { model: 'm', system: [], messages: [], maxTokens: 100 };
  const onText = (piece: string): number => pieces.push(piece);
  const onRestart = (): boolean => {
    pieces.length = 0;
    return true;
  };
  const reader = anthropicReader(request, { hold: false, mostCharacters: 5_000, onText, onRestart });
  const results = events.map((one) => reader.take(one)).filter((result) => result !== undefined);
  return { pieces, result: results[0] ?? reader.end() };
}

test('an answer that says why it stopped is whole without its last event', () => {
  expect(read([start, text('hi'), stop('end_turn')]).result).toMatchObject({
    ok: true,
    text: 'hi',
    stop: 'end',
  });
  expect(read([start, text('hi')]).result).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
});

test('thinking, pings and what nobody knows yet are passed over', () => {
  const { pieces, result } = read([
    start,
    event('ping', {}),
    event('content_block_start', { index: 0, content_block: { type: 'thinking', thinking: 'hm' } }),
    event('content_block_delta', { index: 0, delta: { type: 'thinking_delta', thinking: 'secret' } }),
    event('something_new', { text: 'no' }),
    text('out loud'),
    stop('end_turn'),
    event('message_stop', {}),
  ]);
  expect(pieces).toEqual(['out loud']);
  expect(result).toMatchObject({ ok: true, text: 'out loud' });
});

test('the last count of tokens stands, and null keeps the one before', () => {
  const { result } = read([start, text('hi'), stop('end_turn', { output_tokens: 9, input_tokens: null })]);
  expect(result).toMatchObject({ usage: { input: 7, output: 9, cacheRead: 0, cacheWrite: 0 } });
});

test.each([
  ['end_turn', 'end'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['stop_sequence', 'stop-sequence'],
  ['tool_use', 'end'],
])('%s', (reason, expected) => {
  expect(read([start, text('hi'), stop(reason)]).result).toMatchObject({ ok: true, stop: expected });
});

test('a refusal keeps the words before it apart from an answer', () => {
  expect(read([start, text('well'), stop('refusal')]).result).toMatchObject({
    ok: false,
    failure: { kind: 'refused' },
    text: 'well',
  });
});
