import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { expect, test } from 'vitest';

import type { ModelRequest } from '../contract.js';
import { openaiFailure } from './failure.js';

const request: ModelRequest = {
  model: 'm',
  system: [],
  messages: [{ role: 'user', text: 'the harbour was grey at five' }],
  maxTokens: 1,
};

const status = (code: number, error: object = {}, headers: Record<string, string> = {}): Error =>
  APIError.generate(code, { error }, undefined, new Headers(headers));

test.each([
  [status(400, { message: 'nope' }), 'invalid-request'],
  [status(400, { code: 'content_filter' }), 'refused'],
  [status(400, { code: 'content_policy_violation' }), 'refused'],
  [status(403, { code: 403, metadata: { reasons: ['x'] } }), 'refused'],
  [status(404, { code: 'model_not_found' }), 'invalid-request'],
  [status(401, { code: 'invalid_api_key' }), 'unauthorized'],
  [status(403), 'unauthorized'],
  [status(402), 'spend-limit'],
  [status(429, { code: 'insufficient_quota' }), 'spend-limit'],
  [status(429, { code: 'rate_limit_exceeded' }), 'rate-limited'],
  [status(503), 'overloaded'],
  [status(500), 'unavailable'],
  [status(502), 'unavailable'],
  [new APIConnectionTimeoutError(), 'stalled'],
  [new APIConnectionError({ cause: new TypeError('fetch failed') }), 'unavailable'],
])('%s', (error, kind) => {
  expect(openaiFailure(error, request, 0).kind).toBe(kind);
});

test('a wait is taken over', () => {
  expect(openaiFailure(status(429, {}, { 'retry-after': '4' }), request, 0)).toMatchObject({
    retryAfter: 4_000,
  });
});

test('neither a key nor the prompt gets into the detail', () => {
  const bad = [
    status(400, { message: 'Incorrect API key provided: sk-proj-abcdef123456' }),
    status(400, { message: 'cannot parse "the harbour was grey"', code: 'the harbour was grey' }),
  ].map((error) => JSON.stringify(openaiFailure(error, request, 0)));
  expect(bad.join()).not.toMatch(/abcdef|harbour/);
});
