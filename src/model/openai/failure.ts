import type { Milliseconds } from '../../core/clock.js';
import type { ModelFailure, ModelRequest } from '../contract.js';
import { isRefusal, tooLong, wordsOfError } from '../error-words.js';
import type { ErrorWords } from '../error-words.js';
import { safeMessage } from '../failure-detail.js';
import { fieldsOf } from '../stream/event-json.js';
import { networkFailure } from '../network-failure.js';
import { retryAfterOf } from '../retry-after.js';
import { statusFailure } from '../status-failure.js';

/** What the SDK's errors carry, read by shape. `error` is what the body had under `error`, of any shape. */
interface ApiErrorShape {
  readonly status: number;
  readonly headers?: { get(name: string): string | null } | undefined;
  readonly error?: unknown;
  readonly requestID?: string | null | undefined;
}

/** Quota codes of a 429 that no wait cures (OpenAI), and the one DeepSeek and OpenRouter send with a 402. */
const spendCodes = new Set(['insufficient_quota', 'billing_hard_limit_reached', 'insufficient_balance']);

/** Every error of the SDK and of the network below it, as one of our failures. */
export function openaiFailure(error: unknown, request: ModelRequest, now: Milliseconds): ModelFailure {
  if (!isApiError(error)) return networkFailure(error);
  const words = wordsOfError(error.error);
  const detail = [error.status, ...words.codes, ...namedIn(words), error.requestID].filter(Boolean).join(' ');
  return (
    byWords(error.error, words, detail, request) ??
    statusFailure(error.status, {
      detail,
      retryAfter: retryAfterOf((name) => error.headers?.get(name), now),
      said: safeMessage(words.text, request),
    })
  );
}

/** An error inside a running stream; OpenRouter puts the HTTP status into `code`. */
export function openaiStreamFailure(body: unknown, request: ModelRequest): ModelFailure {
  const words = wordsOfError(body);
  const detail = ['error event', ...words.codes].join(' ');
  const status =
    words.codes.map((code) => statuses.get(code) ?? Number(code)).find((one) => one >= 400) ?? 500;
  return (
    byWords(body, words, detail, request) ??
    statusFailure(status, { detail, said: safeMessage(words.text, request) })
  );
}

/** The body's own words of a request that was turned down, for finding the parameter it is about. */
export function wordsOfFailure(error: unknown): ErrorWords | undefined {
  return isApiError(error) ? wordsOfError(error.error) : undefined;
}

const statuses: ReadonlyMap<string, number> = new Map([
  ['invalid_request_error', 400],
  ['authentication_error', 401],
  ['rate_limit_error', 429],
  ['rate_limit_exceeded', 429],
  ['overloaded_error', 529],
  ['server_overloaded', 503],
]);

function byWords(
  body: unknown,
  words: ErrorWords,
  detail: string,
  request: ModelRequest,
): ModelFailure | undefined {
  const said = safeMessage(words.text, request);
  const own = said === '' ? { detail } : { detail, said };
  // OpenRouter's moderation gives its reasons in the metadata of a 403.
  const flagged = fieldsOf(fieldsOf(body)['metadata'])['reasons'] !== undefined;
  if (flagged || isRefusal(words)) return { kind: 'refused', ...own };
  if (words.codes.some((code) => spendCodes.has(code))) return { kind: 'spend-limit', ...own };
  const long = tooLong(body, words);
  return long === null ? undefined : { kind: 'too-long', ...own, ...long };
}

function namedIn({ parameters }: ErrorWords): readonly string[] {
  return [...new Set(parameters)].filter((name) => /^[\w.-]{1,60}$/u.test(name));
}

function isApiError(error: unknown): error is ApiErrorShape & Error {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}
