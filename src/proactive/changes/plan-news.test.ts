import { expect, test } from 'vitest';
import { planNews } from '../../../test/support/plan-news.js';
import { dayMs, hourMs, ZoneClock } from '../local-time.js';
import { changeOf } from './plan-changes.js';
import { tomorrowWords, weekdays } from './change-words.js';

const clock = new ZoneClock('Europe/London');
/** A Monday, nine in the morning. */
const monday = Date.UTC(2026, 2, 2, 9);

/** On the day it names: weekdays are those behind this Monday, a weekend begins on Saturday. */
function dayOf(plan: string): number {
  if (tomorrowWords.test(plan)) return 1;
  if (plan.includes('weekend')) return 5;
  return Math.max(
    0,
    weekdays.findIndex((name) => name.test(plan)),
  );
}

function isChanged(plan: string, said: string): boolean {
  const event = { text: plan, saidAt: monday, at: monday + dayOf(plan) * dayMs };
  const other = { text: 'haircut with the new guy', saidAt: monday - hourMs, at: monday + 10 * dayMs };
  return changeOf(event, [{ text: said, at: monday + 6 * hourMs }], [other], clock) !== null;
}

test('what is called off or moved is heard nine times of ten, in eight languages', () => {
  const heard = planNews.changed.filter(([plan, said]) => isChanged(plan, said));
  expect(heard.length / planNews.changed.length).toBeGreaterThanOrEqual(0.9);
});

test('what sounds a little like it seldom costs an opener', () => {
  const kept = planNews.stands.filter(([plan, said]) => !isChanged(plan, said));
  expect(kept.length / planNews.stands.length).toBeGreaterThanOrEqual(0.85);
});
