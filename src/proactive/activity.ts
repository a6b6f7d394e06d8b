import type { Milliseconds } from '../core/clock.js';
import { dayMs, hourMs } from './local-time.js';

/** On how many different days somebody wrote within each hour of the UTC day, and how many days there were. */
export interface HourActivity {
  readonly days: readonly number[];
  readonly distinctDays: number;
  readonly messages: number;
}

/** People move, change jobs and change clocks: what is older says little about today. */
const rememberedMs = 60 * dayMs;

export function activityOf(times: readonly Milliseconds[], now: Milliseconds): HourActivity {
  const seen = Array.from({ length: 24 }, () => new Set<number>());
  const all = new Set<number>();
  let messages = 0;
  for (const at of times) {
    if (at > now || at < now - rememberedMs) continue;
    const day = Math.floor(at / dayMs);
    seen[Math.floor((at % dayMs) / hourMs)]?.add(day);
    all.add(day);
    messages += 1;
  }
  return { days: seen.map((days) => days.size), distinctDays: all.size, messages };
}

const hourOf = (at: Milliseconds): number => Math.floor((((at % dayMs) + dayMs) % dayMs) / hourMs);

/** Below this many days an hour without messages says nothing. */
const fewestDays = 4;

/** How usual it is that they write around this time: 0 never, 1 their busiest hour, 0.5 while too little is known. */
export function usualness({ days, distinctDays }: HourActivity, at: Milliseconds): number {
  if (distinctDays < fewestDays) return 0.5;
  const around = (hour: number): number =>
    0.25 * (days[(hour + 23) % 24] ?? 0) + 0.5 * (days[hour] ?? 0) + 0.25 * (days[(hour + 1) % 24] ?? 0);
  const most = Math.max(...days.map((_, hour) => around(hour)));
  return most === 0 ? 0.5 : around(hourOf(at)) / most;
}

/** They were seen awake in this hour, or beside it, on two different days: wherever they live, it was no night to them. */
export function isClearlyAwake({ days }: HourActivity, at: Milliseconds): boolean {
  const hour = hourOf(at);
  const here = days[hour] ?? 0;
  const beside = Math.max(days[(hour + 23) % 24] ?? 0, days[(hour + 1) % 24] ?? 0);
  return here >= 2 || (here >= 1 && beside >= 1);
}
