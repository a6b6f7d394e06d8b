/** Milliseconds since 1970 in UTC. Every time in the program and in the store has this unit. */
export type Milliseconds = number;

/**
 * Time as a parameter, so that a month can be rehearsed in a minute.
 * Only the composition root makes a real one; lint forbids the raw calls everywhere else.
 */
export interface Clock {
  now(): Milliseconds;
  /** A steady count for measuring durations; never goes back when the wall clock is set. */
  steady(): Milliseconds;
  /** Resolves after `ms`, or as soon as the signal aborts (it never rejects; look at the signal afterwards). */
  sleep(ms: Milliseconds, signal?: AbortSignal): Promise<void>;
  /** Calls `action` once after `ms` unless cancelled. An unreferenced timer does not keep the process alive. */
  after(ms: Milliseconds, action: () => void, options?: { unref?: boolean }): { cancel(): void };
}
