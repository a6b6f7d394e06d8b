import type { Clock, Milliseconds } from '../../../core/clock.js';

/** Nobody can be answered who never wrote: there is no address for them. */
export const NOBODY = { ok: false, failure: { kind: 'peer-unknown', code: 'NEVER_WROTE' } } as const;

/** When we sent something, where the service does not tell: by our clock, as exact as what it will say of it later. */
export function wholeSecond(clock: Clock): Milliseconds {
  return Math.floor(clock.now() / 1_000) * 1_000;
}
