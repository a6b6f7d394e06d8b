import type { Meter } from '../../../observe/meter.js';
import type { RuntimeReport } from '../runtime-parts.js';

/** What the runtime reports, as counts. */
export function reportToMeter(meter: Meter): Partial<RuntimeReport> {
  return {
    received: (_conversation, count) => meter.received(count),
    finished: ({ cause, outcome, reason, timings, checks }, bubbles) =>
      meter.turn({ cause, outcome, reason, bubbles, ownMs: timings.asked, checks }),
    sent: (_bubble, ms) => meter.bubble('sent', ms),
    notSent: (_bubble, action) => meter.bubble(action),
    undelivered: () => meter.bubble('undelivered'),
    withheld: () => meter.bubble('withheld'),
    broken: () => meter.broke('outbox'),
    rotated: () => meter.rotated(true),
    notRotated: () => meter.rotated(false),
    failed: (part) => meter.broke(part),
  };
}

/** Tells all of these the same, in this order. */
export function allReports(first: RuntimeReport, others: readonly Partial<RuntimeReport>[]): RuntimeReport {
  const calls = (Object.keys(first) as (keyof RuntimeReport)[]).map((name) => {
    const told = [first, ...others].flatMap((report) => report[name] ?? []) as readonly ((
      ...facts: unknown[]
    ) => void)[];
    return [name, (...facts: unknown[]) => told.forEach((tell) => tell(...facts))] as const;
  });
  return Object.fromEntries(calls) as unknown as RuntimeReport;
}
