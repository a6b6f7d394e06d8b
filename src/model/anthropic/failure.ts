import type { Milliseconds } from '../../core/clock.js';
import type { ModelFailure, ModelRequest } from '../contract.js';
import { isRefusal, tooLong, wordsOfError } from '../error-words.js';
import type { ErrorWords } from '../error-words.js';
import { safeMessage } from '../failure-detail.js';
import { networkFailure } from '../network-failure.js';
import { retryAfterOf } from '../retry-after.js';
import { statusFailure } from '../status-failure.js';
import { fieldsOf } from '../stream/event-json.js';

/** What the SDK's errors carry; read by shape, so that the SDK stays unloaded where it is not used. */
interface ApiErrorShape {
  readonly status: number;
  readonly headers?: { get(name: string): string | null } | undefined;
  /** The whole body, of any shape; what the server said stands under `error`. */
  readonly error?: unknown;
  readonly requestID?: string | null | undefined;
}

/** Codes of a 429 that no wait cures (the SDK's table of error codes, 1.12). */
const spendCodes = new Set(['contract_spend_limit_reached', 'enforced_spend_limit_reached']);

/** Every error of the SDK and of the network below it, as one of our failures. */
export function anthropicFailure(error: unknown, request: ModelRequest, now: Milliseconds): ModelFailure {
  if (!isApiError(error)) return networkFailure(error);
  const body = saidIn(error.error);
  const words = wordsOfError(body);
  const detail = [error.status, ...words.codes, error.requestID].filter(Boolean).join(' ');
  return (
    byWords(error.status, body, words, detail, request) ??
    statusFailure(error.status, {
      detail,
      retryAfter: retryAfterOf((name) => error.headers?.get(name), now),
      said: safeMessage(words.text, request),
    })
  );
}

/** The body's own words of a request that was turned down, for finding the parameter it is about. */
export function wordsOfFailure(error: unknown): ErrorWords | undefined {
  return isApiError(error) ? wordsOfError(saidIn(error.error)) : undefined;
}

/** Anthropic says it under `error`; other servers of its protocol as text there, beside it, under `detail`, or as no JSON at all. */
function saidIn(body: unknown): unknown {
  const inner = fieldsOf(body)['error'];
  return typeof inner === 'object' && inner !== null ? inner : body;
}

/** An `error` event in a running stream has a type and no status: the status that goes with the type decides. */
export function anthropicStreamFailure(body: unknown, request: ModelRequest): ModelFailure {
  const words = wordsOfError(body);
  const type = words.codes.find((code) => statuses.has(code));
  const detail = `error event ${type ?? words.codes[0] ?? 'of no type'}`;
  const status = statuses.get(type ?? '') ?? 500;
  return (
    byWords(status, body, words, detail, request) ??
    statusFailure(status, { detail, said: safeMessage(words.text, request) })
  );
}

const statuses: ReadonlyMap<string, number> = new Map([
  ['invalid_request_error', 400],
  ['authentication_error', 401],
  ['billing_error', 402],
  ['permission_error', 403],
  ['not_found_error', 404],
  ['rate_limit_error', 429],
  ['timeout_error', 504],
  ['api_error', 500],
  ['overloaded_error', 529],
]);

function byWords(
  status: number,
  body: unknown,
  words: ErrorWords,
  detail: string,
  request: ModelRequest,
): ModelFailure | undefined {
  const said = safeMessage(words.text, request);
  const own = said === '' ? { detail } : { detail, said };
  if (isSpend(status, words)) return { kind: 'spend-limit', ...own };
  if (status !== 429 && status < 500 && isRefusal(words)) return { kind: 'refused', ...own };
  const long = tooLong(body, words);
  return long === null ? undefined : { kind: 'too-long', ...own, ...long };
}

/** A billing type, a spend code, or the 400 that says the credit is used up. */
function isSpend(status: number, { codes, text }: ErrorWords): boolean {
  return (
    codes.some((code) => code === 'billing_error' || spendCodes.has(code)) ||
    (status === 400 && /credit balance is too low/iu.test(text))
  );
}

function isApiError(error: unknown): error is ApiErrorShape & Error {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}
