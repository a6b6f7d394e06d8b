import { expect, test } from 'vitest';
import { toAnthropic } from './to-anthropic.js';

const asked = (model: string, effort?: 'none' | 'low' | 'medium' | 'high') => {
  const body = toAnthropic({
    model,
    system: [],
    messages: [{ role: 'user', text: 'hi' }],
    maxTokens: 300,
    ...(effort && { effort }),
  });
  return { thinking: body.thinking, output: body.output_config, most: body.max_tokens };
};

test('a model that can be kept from thinking is, and its answer has all the room', () => {
  expect(asked('claude-haiku-5-5', 'none')).toEqual({
    thinking: { type: 'disabled' },
    output: { effort: 'low' },
    most: 300,
  });
  expect(asked('claude-sonnet-5-5', 'none').thinking).toEqual({ type: 'between_tools' });
});

test('a model that always thinks gets the lowest effort and room for its thoughts', () => {
  expect(asked('claude-opus-5-5', 'none')).toEqual({
    thinking: undefined,
    output: { effort: 'low' },
    most: 1_300,
  });
});

test('effort is sent as wished, with room for the thoughts', () => {
  expect(asked('claude-sonnet-5-5', 'medium')).toEqual({
    thinking: undefined,
    output: { effort: 'medium' },
    most: 3_300,
  });
});

test('a model that does not know the fields is sent none, and neither is one that nobody set an effort for', () => {
  const nothing = { thinking: undefined, output: undefined, most: 300 };
  expect(asked('claude-haiku-4-5', 'none')).toEqual(nothing);
  expect(asked('sandbox-canned', 'high')).toEqual(nothing);
  expect(asked('claude-haiku-5-5')).toEqual(nothing);
});
