import type { Milliseconds } from '../core/clock.js';
import type { ServerWords } from '../core/server-words.js';
import type { ModelFailure } from './contract.js';

export interface StatusDetail {
  /** Status, type, codes, request id: fit for a log. */
  readonly detail: string;
  readonly retryAfter?: Milliseconds | undefined;
  /** What the provider said, made safe; may be empty. */
  readonly said?: ServerWords;
}

/** What an HTTP status means, the same for every provider. */
export function statusFailure(status: number, { detail, retryAfter, said }: StatusDetail): ModelFailure {
  const wait = retryAfter === undefined ? {} : { retryAfter };
  const own = said === undefined || said === '' ? { detail } : { detail, said };
  switch (status) {
    case 401:
    case 403:
      return { kind: 'unauthorized', ...own };
    case 402:
      return { kind: 'spend-limit', ...own };
    case 408:
    case 409:
    case 425:
      return { kind: 'unavailable', ...own };
    case 429:
      return { kind: 'rate-limited', ...own, ...wait };
    case 503:
    case 529:
      return { kind: 'overloaded', ...own, ...wait };
    default:
      if (status >= 300 && status < 400) {
        return {
          kind: 'invalid-request',
          detail: `${detail}, a redirect, which is not followed: correct baseUrl`,
        };
      }
      return { kind: status >= 500 ? 'unavailable' : 'invalid-request', ...own };
  }
}
