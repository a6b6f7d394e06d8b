import type { ModelFault } from '../faults.js';
import { invalidRequest } from './validate.js';
import type { WireError } from './wire.js';

/** The error a fault answers with, or nothing where it strikes in another way. */
export function faultError(fault: ModelFault | undefined, streamed: boolean): WireError | undefined {
  switch (fault?.kind) {
    case 'rate-limit':
      return {
        status: 429,
        type: 'rate_limit_error',
        message: 'This request would exceed the rate limit.',
        headers: {
          ...retryAfter(fault.retryAfter),
          ...(fault.retryAfterMs !== undefined && { 'retry-after-ms': String(fault.retryAfterMs) }),
        },
      };
    case 'overloaded':
      return overloaded(fault.status ?? 529, retryAfter(fault.retryAfter));
    case 'server-error':
      return { status: fault.status ?? 500, type: 'api_error', message: 'Internal server error' };
    case 'unauthorized':
      return { status: 401, type: 'authentication_error', message: 'invalid API key' };
    case 'spend-limit':
      return {
        status: 429,
        type: 'rate_limit_error',
        message: 'The spend limit of this organization is reached.',
        code: 'enforced_spend_limit_reached',
      };
    case 'invalid-request':
      return invalidRequest(fault.message ?? 'messages: this request is not valid');
    case 'stream-error':
      return streamed ? undefined : overloaded(529, {});
    default:
      return undefined;
  }
}

function overloaded(status: number, headers: Record<string, string>): WireError {
  return { status, type: 'overloaded_error', message: 'Overloaded', headers };
}

function retryAfter(value: number | string | undefined): Record<string, string> {
  return value === undefined ? {} : { 'retry-after': String(value) };
}
