import type { Clock } from '../../core/clock.js';
import { ZoneClocks } from '../../proactive/local-time.js';
import { properties, violations, type Property } from './proactive-judge.js';
import { personWeek } from './proactive-person.js';
import { liveWeek } from './proactive-week.js';
import { dice } from '../../lib/dice.js';

export interface ProactiveBenchOptions {
  readonly weeks: number;
  readonly seed: number;
  readonly clock: Clock;
  readonly progress: (line: string) => void;
}

export interface ProactiveBenchResult {
  readonly weeks: number;
  /** Openers that broke a property, by property; all zero is what is promised. */
  readonly violations: Readonly<Record<Property, number>>;
  readonly sent: number;
  /** Why plans went out, waited or ended. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Seeds of the first weeks that broke something. */
  readonly seeds: readonly number[];
}

/** Many weeks of people, clocks and outages over the decision core, each judged from outside. */
export function proactiveBench({
  weeks,
  seed,
  clock,
  progress,
}: ProactiveBenchOptions): ProactiveBenchResult {
  const startedAt = clock.steady();
  const clocks = new ZoneClocks();
  const broken = Object.fromEntries(properties.map((property) => [property, 0])) as Record<Property, number>;
  const reasons: Record<string, number> = {};
  const seeds: number[] = [];
  let sent = 0;
  for (let week = 0; week < weeks; week += 1) {
    const chance = dice(seed + week);
    const person = personWeek(chance);
    const history = liveWeek(person, clocks, chance);
    sent += history.sendings.length;
    for (const [reason, count] of Object.entries(history.reasons)) {
      reasons[reason] = (reasons[reason] ?? 0) + count;
    }
    const found = violations(person, history);
    for (const [property, count] of found) broken[property] += count;
    if (found.size > 0 && seeds.length < 10) seeds.push(seed + week);
    if ((week + 1) % 1_000 === 0) progress(`${week + 1} weeks`);
  }
  const seconds = Math.round((clock.steady() - startedAt) / 100) / 10;
  return { weeks, violations: broken, sent, reasons, seconds, seeds };
}
