import type { Milliseconds } from '../core/clock.js';

interface Waiting {
  readonly text: string;
  readonly sentAt: Milliseconds;
}

/** Two lines in a row need no quote; this many, or this much later, and it is no longer clear what is meant. */
const many = 3;
const longAfterMs = 5 * 60_000;

const asks = /[?？؟]/u;

/**
 * Which of several waiting messages an answer quotes, by its place; null for none, which is usual. A person quotes to say
 * which question they answer: the only one that was asked, when other messages came after it.
 */
export function quotedOf(burst: readonly Waiting[]): number | null {
  const latest = burst.at(-1);
  const asked = burst.flatMap(({ text }, place) => (asks.test(text) ? [place] : []));
  const [question] = asked;
  if (!latest || question === undefined || asked.length > 1 || question === burst.length - 1) return null;
  const since = latest.sentAt - (burst[question]?.sentAt ?? latest.sentAt);
  return burst.length - question >= many || since >= longAfterMs ? question : null;
}
