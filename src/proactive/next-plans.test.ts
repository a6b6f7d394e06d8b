import { describe, expect, it } from 'vitest';
import { activityOf } from './activity.js';
import { hourMs, minuteMs, ZoneClock } from './local-time.js';
import { nextPlans, type PlanningInput, type Remembered } from './next-plans.js';

const evening = Date.UTC(2026, 5, 1, 19, 30);
const middle = { next: () => 0.5 };
const about: Remembered = {
  memory: 7,
  kind: 'plan',
  due: null,
  since: evening,
  emotion: null,
  intensity: 0,
  importance: 0.5,
  isReminder: false,
};

function plansFor(changes: Partial<PlanningInput>) {
  const input: PlanningInput = {
    now: evening,
    talk: [
      { row: 3, by: 'person', text: 'long day', at: evening - 20 * minuteMs },
      { row: 4, by: 'us', text: 'tell me', at: evening - 19 * minuteMs },
    ],
    remembered: [],
    threads: [],
    clock: new ZoneClock('UTC'),
    activity: activityOf([], evening),
    quiet: [{ from: 22 * 60, to: 8 * 60 }],
    about: [],
    perWeek: 5,
    stage: 0.8,
    farewell: false,
    ...changes,
  };
  return nextPlans(input, middle);
}

describe('what might be said first', () => {
  it('reminds at the moment itself, and asks afterwards how anything else went', () => {
    const due = { at: evening + 20 * hourMs, precision: 'minute' } as const;
    const [reminder] = plansFor({ talk: [], remembered: [{ ...about, due, isReminder: true }] });
    expect(reminder).toEqual({
      kind: 'reminder',
      key: 'reminder:memory:7',
      source: 'memory:7',
      dueAt: due.at,
    });
    const [followUp] = plansFor({ talk: [], remembered: [{ ...about, due }] });
    expect(followUp?.kind).toBe('follow-up');
    expect(followUp?.dueAt).toBeGreaterThan(due.at + hourMs);
  });

  it('wishes a good night after an evening that did not end with one, before it is quiet', () => {
    const [plan] = plansFor({});
    expect(plan).toMatchObject({ kind: 'good-night', source: 'message:3' });
    expect(new Date(plan?.dueAt ?? 0).toISOString()).toBe('2026-06-01T21:30:00.000Z');
    expect(plansFor({ farewell: true })).toEqual([]);
    expect(plansFor({ stage: 0.3 })).toEqual([]);
    expect(plansFor({ quiet: [{ from: 21 * 60, to: 8 * 60 }] })).toEqual([]);
  });
});
