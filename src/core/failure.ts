import type { Milliseconds } from './clock.js';

/**
 * A failure the operator can act on: one line saying what, where and what to do.
 * Thrown only where the program cannot go on; expected outcomes are values.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  constructor(
    message: string,
    /** What the operator can do about it, in a few words. */
    readonly remedy?: string,
    options?: ErrorOptions,
  ) {
    super(remedy === undefined ? message : `${message}; ${remedy}`, options);
  }
}

/** What became of a request that may be asked again, and when. */
export type RetryVerdict =
  | { readonly retry: 'never' }
  /** The same request may succeed after this wait. */
  | { readonly retry: 'after'; readonly wait: Milliseconds }
  /** The outcome is unknown: repeat only with the same idempotency key. */
  | { readonly retry: 'same-key' };
