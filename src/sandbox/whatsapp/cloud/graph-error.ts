import { createHash } from 'node:crypto';
import type { ServiceAnswer } from '../wire/http-service.js';

/**
 * Codes, HTTP statuses and titles as on Meta's page (support/error-codes, 2026-06-18), as far as calls and statuses give
 * them here; the page says to trust the code and not the title.
 */
const titles: Readonly<Record<number, readonly [number, string]>> = {
  0: [401, 'AuthException'],
  1: [400, 'API Unknown'],
  2: [503, 'API Service'],
  4: [400, 'API Too Many Calls'],
  10: [403, 'Permission Denied'],
  33: [400, 'Parameter value is not valid'],
  100: [400, 'Invalid parameter'],
  190: [401, 'Access token has expired'],
  368: [403, 'Temporarily blocked for policies violations'],
  80007: [400, 'Rate limit issues'],
  130429: [429, 'Rate limit hit'],
  130472: [400, "User's number is part of an experiment"],
  131000: [500, 'Something went wrong'],
  131005: [403, 'Access denied'],
  131008: [400, 'Required parameter is missing'],
  131009: [400, 'Parameter value is not valid'],
  131016: [500, 'Service unavailable'],
  131021: [400, 'Recipient cannot be sender'],
  131026: [400, 'Message undeliverable'],
  131031: [403, 'Account has been locked'],
  131042: [400, 'Business eligibility payment issue'],
  131047: [400, 'Re-engagement message'],
  131048: [400, 'Spam rate limit hit'],
  131049: [400, 'Meta chose not to deliver'],
  131050: [400, 'User has stopped receiving marketing messages'],
  131051: [400, 'Unsupported message type'],
  131056: [400, '(Business Account, Consumer Account) pair rate limit hit'],
  132001: [404, 'Template does not exist'],
  132015: [400, 'Template is paused'],
  133010: [400, 'Phone number not registered'],
};

export function titleOf(code: number): string {
  return titles[code]?.[1] ?? 'Unknown error';
}

/** The envelope that every refusal of the Graph API comes in. */
export function graphError(code: number, details?: string): ServiceAnswer {
  const [status, title] = titles[code] ?? [400, 'Unknown error'];
  return {
    status,
    body: {
      error: {
        message: `(#${code}) ${title}`,
        type: 'OAuthException',
        code,
        ...(details === undefined ? {} : { error_data: { messaging_product: 'whatsapp', details } }),
        fbtrace_id: `A${createHash('sha256').update(`${code} ${details}`).digest('base64url').slice(0, 22)}`,
      },
    },
  };
}

/** Thrown by a call that is refused. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal';
  constructor(
    readonly code: number,
    readonly details?: string,
  ) {
    super(`(#${code}) ${titleOf(code)}`);
  }
}
