import type { Milliseconds } from '../../core/clock.js';
import type { ModelFailure, ModelRequest } from '../contract.js';
import { safeMessage } from '../failure-detail.js';
import { networkFailure } from '../network-failure.js';
import { retryAfterOf } from '../retry-after.js';

/** What the SDK's errors carry; read by shape, so that the SDK itself stays unloaded where it is not used. */
interface ApiErrorShape {
  readonly status: number;
  readonly headers?: { get(name: string): string | null } | undefined;
  readonly type?: string | null;
  readonly errorCode?: string | null;
  readonly apiMessage?: string | null;
  readonly requestID?: string | null | undefined;
}

/** Codes of a 429 that no wait cures (the SDK's `ERROR_CODE_CLASSES`, 1.12). */
const spendCodes = new Set(['contract_spend_limit_reached', 'enforced_spend_limit_reached']);

/** Every error of the SDK and of the network below it, as one of our failures. */
export function anthropicFailure(error: unknown, request: ModelRequest, now: Milliseconds): ModelFailure {
  if (!isApiError(error)) return networkFailure(error);
  const detail = [error.status, error.type, error.errorCode, error.requestID].filter(Boolean).join(' ');
  const retryAfter = retryAfterOf((name) => error.headers?.get(name), now);
  const wait = retryAfter === undefined ? {} : { retryAfter };
  if (isSpend(error)) return { kind: 'spend-limit', detail };
  switch (error.status) {
    case 401:
    case 403:
      return { kind: 'unauthorized', detail };
    case 429:
      return { kind: 'rate-limited', detail, ...wait };
    case 503:
    case 529:
      return { kind: 'overloaded', detail, ...wait };
    case 408:
    case 409:
      return { kind: 'unavailable', detail };
    default:
      return error.status >= 500
        ? { kind: 'unavailable', detail }
        : { kind: 'invalid-request', detail: `${detail} ${safeMessage(error.apiMessage, request)}`.trim() };
  }
}

/** An `error` event in a running stream has a type and no status. */
export function anthropicStreamFailure(type: string | undefined): ModelFailure {
  const detail = `error event ${type ?? 'of no type'}`;
  switch (statusOfType(type)) {
    case 401:
      return { kind: 'unauthorized', detail };
    case 402:
      return { kind: 'spend-limit', detail };
    case 429:
      return { kind: 'rate-limited', detail };
    case 529:
      return { kind: 'overloaded', detail };
    case 400:
      return { kind: 'invalid-request', detail };
    default:
      return { kind: 'unavailable', detail };
  }
}

function statusOfType(type: string | null | undefined): number | undefined {
  switch (type) {
    case 'invalid_request_error':
    case 'not_found_error':
      return 400;
    case 'authentication_error':
    case 'permission_error':
      return 401;
    case 'billing_error':
      return 402;
    case 'rate_limit_error':
      return 429;
    case 'overloaded_error':
      return 529;
    default:
      return undefined;
  }
}

/** 402, a billing type, a spend code, or the old 400 that says the credit is used up. */
function isSpend(error: ApiErrorShape): boolean {
  return (
    error.status === 402 ||
    error.type === 'billing_error' ||
    (typeof error.errorCode === 'string' && spendCodes.has(error.errorCode)) ||
    (error.status === 400 && /credit balance is too low/iu.test(error.apiMessage ?? ''))
  );
}

function isApiError(error: unknown): error is ApiErrorShape & Error {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}
