import { dayMs, hourMs } from '../../proactive/local-time.js';
import type { PersonRecording, Recording } from '../recording.js';
import { openersOf } from '../summary.js';
import type { Line } from './line-plot.js';

/** Messages by day and hour, as the people's own wall clocks had it. */
export function messagesByHour(
  { people, days }: Recording,
  startsAt: number,
  which: 'people' | 'character' | 'openers',
): readonly (readonly number[])[] {
  const cells = Array.from({ length: days }, () => Array.from({ length: 24 }, () => 0));
  for (const person of people) {
    const hourOf = new Intl.DateTimeFormat('en-GB', {
      timeZone: person.habits.zone,
      hour: '2-digit',
      hourCycle: 'h23',
    });
    for (const at of momentsOf(person, which)) {
      const row = cells[Math.min(days - 1, Math.max(0, Math.floor((at - startsAt) / dayMs)))];
      const hour = Number(hourOf.format(at));
      if (row) row[hour] = (row[hour] ?? 0) + 1;
    }
  }
  return cells;
}

function momentsOf(person: PersonRecording, which: 'people' | 'character' | 'openers'): readonly number[] {
  if (which === 'openers') return openersOf(person).map(({ at }) => at);
  const isWanted = which === 'people' ? 'person' : 'character';
  return person.talk.filter(({ author }) => author === isWanted).map(({ at }) => at);
}

/** How often somebody was written to in vain in a row, at the end of each day. */
export function ignoredStreaks({ people, days }: Recording, startsAt: number): readonly Line[] {
  return people.map((person) => {
    const openers = openersOf(person);
    const values = Array.from({ length: days }, (_, day) => {
      const until = startsAt + (day + 1) * dayMs;
      const before = openers.filter(({ at }) => at < until);
      const lastAnswered = before.findLastIndex(({ isAnswered }) => isAnswered);
      return before.length - 1 - lastAnswered;
    });
    return { name: person.habits.name, values, colour: 'us', isFaint: true };
  });
}

/** Closeness at the end of each day, one line a person, and the mean of all. */
export function closeness({ people, days }: Recording): readonly Line[] {
  const lines = people.map((person): Line => {
    let value = 0;
    const values = Array.from({ length: days }, (_, day) => {
      for (const step of person.relationship) if (step.day === day) value += step.closeness;
      return Math.min(1, Math.max(0, value));
    });
    return { name: person.habits.name, values, colour: 'purple', isFaint: true };
  });
  return [...lines, { name: 'all people, on average', values: means(lines, days), colour: 'purple' }];
}

/** Voice score reply by reply, the mean over people who have so many replies. */
export function driftLines({ people }: Recording): readonly Line[] {
  const lines = people
    .filter(({ drift }) => drift.length > 1)
    .map(({ habits, drift }): Line => ({ name: habits.name, values: drift, colour: 'good', isFaint: true }));
  const longest = Math.max(0, ...lines.map(({ values }) => values.length));
  const mean = means(lines, longest).slice(0, lengthOfMany(lines));
  return [...lines, { name: 'all chats, on average', values: mean, colour: 'good' }];
}

export function memoriesByDay({ people, days }: Recording): readonly Line[] {
  const made = Array.from({ length: days }, () => 0);
  const used = Array.from({ length: days }, () => 0);
  for (const { memories, recalled } of people) {
    for (const { day } of memories) made[day] = (made[day] ?? 0) + 1;
    for (const day of recalled) used[day] = (used[day] ?? 0) + 1;
  }
  return [
    { name: 'memories made', values: made, colour: 'them' },
    { name: 'turns in which something was recalled', values: used, colour: 'us' },
  ];
}

/** Share of answers that came within so long, for a curve over the wait. */
export function waitCurve({ people }: Recording): {
  readonly steps: readonly number[];
  readonly shares: readonly number[];
} {
  const waits = people.flatMap((person) => person.waits);
  const steps = [2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 300_000, hourMs, 8 * hourMs];
  const shares = steps.map((step) =>
    waits.length === 0 ? 0 : waits.filter((wait) => wait <= step).length / waits.length,
  );
  return { steps, shares };
}

/** A mean of one or two chats is none: it ends where fewer than a third of them go on. */
function lengthOfMany(lines: readonly Line[]): number {
  const lengths = lines.map(({ values }) => values.length).sort((one, other) => other - one);
  return lengths[Math.floor(lengths.length / 3)] ?? 0;
}

function means(lines: readonly Line[], length: number): readonly (number | null)[] {
  return Array.from({ length }, (_, index) => {
    const values = lines.flatMap(({ values: all }) => {
      const value = all[index];
      return value === undefined || value === null ? [] : [value];
    });
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}
