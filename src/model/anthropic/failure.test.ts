import { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk';
import { expect, test } from 'vitest';

import type { ModelRequest } from '../contract.js';
import { anthropicFailure, anthropicStreamFailure, wordsOfFailure } from './failure.js';

const request: ModelRequest = {
  model: 'm',
  system: [{ text: 'You keep the keys of the lighthouse.' }],
  messages: [{ role: 'user', text: 'hello' }],
  maxTokens: 1,
};

function status(code: number, type: string, message = 'words', errorCode?: string): Error {
  const error = { type, message, ...(errorCode !== undefined && { details: { error_code: errorCode } }) };
  return APIError.generate(code, { type: 'error', error }, undefined, new Headers({ 'request-id': 'req_7' }));
}

test.each([
  [status(400, 'invalid_request_error'), 'invalid-request'],
  [status(404, 'not_found_error'), 'invalid-request'],
  [status(413, 'request_too_large'), 'invalid-request'],
  [status(422, 'invalid_request_error'), 'invalid-request'],
  [status(401, 'authentication_error'), 'unauthorized'],
  [status(403, 'permission_error'), 'unauthorized'],
  [status(402, 'billing_error'), 'spend-limit'],
  [status(403, 'billing_error'), 'spend-limit'],
  [status(400, 'invalid_request_error', 'Your credit balance is too low to access the API'), 'spend-limit'],
  [status(429, 'rate_limit_error', '', 'enforced_spend_limit_reached'), 'spend-limit'],
  [status(429, 'rate_limit_error', '', 'contract_spend_limit_reached'), 'spend-limit'],
  [status(429, 'rate_limit_error', '', 'ramp_limit_exceeded'), 'rate-limited'],
  [status(429, 'rate_limit_error'), 'rate-limited'],
  [status(529, 'overloaded_error'), 'overloaded'],
  [status(503, 'api_error'), 'overloaded'],
  [status(500, 'api_error'), 'unavailable'],
  [status(502, 'api_error'), 'unavailable'],
  [status(504, 'timeout_error'), 'unavailable'],
  [status(408, 'timeout_error'), 'unavailable'],
  [new APIConnectionTimeoutError(), 'stalled'],
  [new APIConnectionError({ cause: new TypeError('fetch failed') }), 'unavailable'],
  [new TypeError('terminated'), 'unavailable'],
  ['not even an error', 'unavailable'],
])('%s', (error, kind) => {
  expect(anthropicFailure(error, request, 0).kind).toBe(kind);
});

test.each([
  [
    {
      detail: [
        { type: 'extra_forbidden', loc: ['body', 'cache_control'], msg: 'Extra inputs are not permitted' },
      ],
    },
    'cache_control',
  ],
  [{ error: 'unknown field thinking', message: 'thinking is not supported' }, 'thinking'],
  [{ message: 'stop_sequences: not supported', type: 'BadRequestError' }, 'stop_sequences'],
  [{ object: 'error', detail: 'output_config is unknown' }, 'output_config'],
])('what other servers say in a shape of their own is read: %j', (body, named) => {
  const error = APIError.generate(422, body, undefined, new Headers());
  expect(anthropicFailure(error, request, 0).kind).toBe('invalid-request');
  const words = wordsOfFailure(error);
  expect([...(words?.parameters ?? []), words?.text].join(' ')).toContain(named);
});

test('the detail names the request for the provider and never the prompt', () => {
  expect(anthropicFailure(status(400, 'invalid_request_error', 'max_tokens: too large'), request, 0)).toEqual(
    {
      kind: 'invalid-request',
      detail: '400 invalid_request_error req_7',
      said: 'max_tokens: too large',
    },
  );
  const quoting = status(400, 'invalid_request_error', 'bad block "keys of the lighthouse"');
  expect(JSON.stringify(anthropicFailure(quoting, request, 0))).not.toContain('lighthouse');
});

test.each([
  ['overloaded_error', 'overloaded'],
  ['rate_limit_error', 'rate-limited'],
  ['authentication_error', 'unauthorized'],
  ['billing_error', 'spend-limit'],
  ['invalid_request_error', 'invalid-request'],
  ['api_error', 'unavailable'],
  ['something_new', 'unavailable'],
  [undefined, 'unavailable'],
])('in the stream: %s', (type, kind) => {
  expect(anthropicStreamFailure({ type, message: 'words' }, request).kind).toBe(kind);
});
