import type { Milliseconds } from '../../core/clock.js';
import type { ModelFailure, ModelRequest } from '../contract.js';
import { fieldsOf, textField } from '../stream/event-json.js';
import type { Fields } from '../stream/event-json.js';
import { safeMessage } from '../failure-detail.js';
import { networkFailure } from '../network-failure.js';
import { retryAfterOf } from '../retry-after.js';
import { statusFailure } from '../status-failure.js';

/** What the SDK's errors carry, read by shape. `error` is the body's `error` object as the server sent it. */
interface ApiErrorShape {
  readonly status: number;
  readonly headers?: { get(name: string): string | null } | undefined;
  readonly error?: unknown;
  readonly requestID?: string | null | undefined;
}

/** Quota codes of a 429 that no wait cures (OpenAI), and the one DeepSeek and OpenRouter send with a 402. */
const spendCodes = new Set(['insufficient_quota', 'billing_hard_limit_reached', 'insufficient_balance']);
/** Codes with which OpenAI and Azure refuse a prompt. */
const refusalCodes = new Set(['content_filter', 'content_policy_violation', 'invalid_prompt']);

/** Every error of the SDK and of the network below it, as one of our failures. */
export function openaiFailure(error: unknown, request: ModelRequest, now: Milliseconds): ModelFailure {
  if (!isApiError(error)) return networkFailure(error);
  const body = fieldsOf(error.error);
  const detail = [error.status, ...codesOf(body), error.requestID].filter(Boolean).join(' ');
  return (
    byCode(body, detail) ??
    statusFailure(error.status, {
      detail,
      retryAfter: retryAfterOf((name) => error.headers?.get(name), now),
      message: safeMessage(textField(body, 'message'), request),
    })
  );
}

/** An error object inside a running stream; OpenRouter puts the HTTP status into `code`. */
export function openaiStreamFailure(body: Fields): ModelFailure {
  const detail = ['error event', ...codesOf(body)].join(' ');
  const code = body['code'];
  const status = typeof code === 'number' ? code : (statuses.get(textField(body, 'type') ?? '') ?? 500);
  return byCode(body, detail) ?? statusFailure(status, { detail });
}

const statuses: ReadonlyMap<string, number> = new Map([
  ['invalid_request_error', 400],
  ['authentication_error', 401],
  ['rate_limit_error', 429],
  ['rate_limit_exceeded', 429],
  ['overloaded_error', 529],
  ['server_overloaded', 503],
]);

function byCode(body: Fields, detail: string): ModelFailure | undefined {
  const codes = codesOf(body);
  // OpenRouter's moderation gives its reasons in the metadata of a 403.
  const flagged = fieldsOf(body['metadata'])['reasons'] !== undefined;
  if (flagged || codes.some((code) => refusalCodes.has(code))) return { kind: 'refused', detail };
  return codes.some((code) => spendCodes.has(code)) ? { kind: 'spend-limit', detail } : undefined;
}

function codesOf(body: Fields): string[] {
  return [body['type'], body['code'], body['param']]
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String)
    .filter((text) => /^[\w.-]{1,60}$/u.test(text));
}

function isApiError(error: unknown): error is ApiErrorShape & Error {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}
