import type { Milliseconds } from '../core/clock.js';

const minuteMs = 60_000;
/** A silence from which on what follows is another talk. */
const pauseMs = 60 * minuteMs;
/** Between two messages so far apart nobody is at it. */
const idleMs = 10 * minuteMs;
/** So much activity within so long calls for a break (SAFETY 1.3). */
export const restAfter = { activeMs: 120 * minuteMs, withinMs: 180 * minuteMs } as const;

export interface LongTalk {
  readonly startedAt: Milliseconds;
  /** How much of the last three hours was spent with it. */
  readonly activeMs: Milliseconds;
}

/** The talk that goes on now, by when messages of both sides were sent; null where none does. */
export function talkOf(sentTimes: readonly Milliseconds[], now: Milliseconds): LongTalk | null {
  const times = [...sentTimes].sort((one, other) => one - other);
  let startedAt: Milliseconds | null = null;
  let before: Milliseconds | null = null;
  let activeMs = 0;
  for (const at of times) {
    if (before === null || at - before >= pauseMs) startedAt = at;
    else if (at - before < idleMs) activeMs += Math.max(0, at - Math.max(before, now - restAfter.withinMs));
    before = at;
  }
  if (startedAt === null || before === null || now - before >= pauseMs) return null;
  return { startedAt, activeMs };
}
