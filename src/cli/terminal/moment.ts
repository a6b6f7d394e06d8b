import type { Milliseconds } from '../../core/clock.js';

/** A time to the minute in UTC, as tables show it: `2026-01-05 09:30`. */
export function toMinute(time: Milliseconds | null): string {
  return time === null ? '-' : new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}

const minuteMs = 60_000;
const steps = [
  { ms: 86_400_000, name: (count: number) => (count === 1 ? 'day' : 'days') },
  { ms: 3_600_000, name: () => 'h' },
  { ms: minuteMs, name: () => 'min' },
] as const;

/** How long ago, or how far ahead, as lists show it: `3 min ago`, `in 2 h`, `just now`. */
export function toAge(time: Milliseconds | null, now: Milliseconds): string {
  if (time === null) return '-';
  const away = Math.abs(now - time);
  const step = steps.find(({ ms }) => away >= ms);
  if (!step) return time > now ? 'in a moment' : 'just now';
  const count = Math.floor(away / step.ms);
  const words = `${count} ${step.name(count)}`;
  return time > now ? `in ${words}` : `${words} ago`;
}
