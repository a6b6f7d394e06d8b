import type { Milliseconds } from '../../core/clock.js';
import type { ModelFailure, ModelRequest } from '../contract.js';
import { safeMessage } from '../failure-detail.js';
import { networkFailure } from '../network-failure.js';
import { retryAfterOf } from '../retry-after.js';
import { statusFailure } from '../status-failure.js';

/** What the SDK's errors carry; read by shape, so that the SDK stays unloaded where it is not used. */
interface ApiErrorShape {
  readonly status: number;
  readonly headers?: { get(name: string): string | null } | undefined;
  readonly type?: string | null;
  readonly errorCode?: string | null;
  readonly apiMessage?: string | null;
  readonly requestID?: string | null | undefined;
}

/** Codes of a 429 that no wait cures (the SDK's table of error codes, 1.12). */
const spendCodes = new Set(['contract_spend_limit_reached', 'enforced_spend_limit_reached']);

/** Every error of the SDK and of the network below it, as one of our failures. */
export function anthropicFailure(error: unknown, request: ModelRequest, now: Milliseconds): ModelFailure {
  if (!isApiError(error)) return networkFailure(error);
  const detail = [error.status, error.type, error.errorCode, error.requestID].filter(Boolean).join(' ');
  if (isSpend(error)) return { kind: 'spend-limit', detail };
  return statusFailure(error.status, {
    detail,
    retryAfter: retryAfterOf((name) => error.headers?.get(name), now),
    message: safeMessage(error.apiMessage, request),
  });
}

/** An `error` event in a running stream has a type and no status: the status that goes with the type decides. */
export function anthropicStreamFailure(type: string | undefined): ModelFailure {
  return statusFailure(statuses.get(type ?? '') ?? 500, { detail: `error event ${type ?? 'of no type'}` });
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

/** A billing type, a spend code, or the 400 that says the credit is used up. */
function isSpend(error: ApiErrorShape): boolean {
  return (
    error.type === 'billing_error' ||
    (typeof error.errorCode === 'string' && spendCodes.has(error.errorCode)) ||
    (error.status === 400 && /credit balance is too low/iu.test(error.apiMessage ?? ''))
  );
}

function isApiError(error: unknown): error is ApiErrorShape & Error {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}
