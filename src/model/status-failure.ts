import type { Milliseconds } from '../core/clock.js';
import type { ModelFailure } from './contract.js';

export interface StatusDetail {
  /** Status, type, codes, request id: fit for a log. */
  readonly detail: string;
  readonly retryAfter?: Milliseconds | undefined;
  /** What the provider said about the request; only used where the request is wrong. */
  readonly message?: string;
}

/** What an HTTP status means, the same for every provider. */
export function statusFailure(status: number, { detail, retryAfter, message }: StatusDetail): ModelFailure {
  const wait = retryAfter === undefined ? {} : { retryAfter };
  switch (status) {
    case 401:
    case 403:
      return { kind: 'unauthorized', detail };
    case 402:
      return { kind: 'spend-limit', detail };
    case 408:
    case 409:
    case 425:
      return { kind: 'unavailable', detail };
    case 429:
      return { kind: 'rate-limited', detail, ...wait };
    case 503:
    case 529:
      return { kind: 'overloaded', detail, ...wait };
    default:
      if (status >= 500) return { kind: 'unavailable', detail };
      return { kind: 'invalid-request', detail: message ? `${detail}: ${message}` : detail };
  }
}
