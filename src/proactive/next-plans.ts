import type { Chance } from '../core/chance.js';
import type { Milliseconds } from '../core/clock.js';
import { usualness, type HourActivity } from './activity.js';
import { dayMs, hourMs, minuteMs, type ZoneClock } from './local-time.js';
import { naturalMoment } from './natural-moments.js';
import { kindRules, type PlanKind } from './plan-kinds.js';
import { quietUntil, type QuietRange } from './quiet-range.js';

/** Something remembered that can be a reason to write. */
export interface Remembered {
  readonly memory: number;
  readonly kind: string;
  readonly due: { readonly at: Milliseconds; readonly precision: 'minute' | 'day' } | null;
  readonly since: Milliseconds;
  readonly emotion: string | null;
  readonly intensity: number;
  readonly importance: number;
  /** Something promised or asked for at its moment: said at the moment itself, not asked about afterwards. */
  readonly isReminder: boolean;
}

export interface PlanningInput {
  readonly now: Milliseconds;
  /** The latest talk, oldest first. */
  readonly talk: readonly {
    readonly row: number;
    readonly by: 'person' | 'us';
    readonly text: string;
    readonly at: Milliseconds;
  }[];
  readonly remembered: readonly Remembered[];
  readonly threads: readonly { readonly row: number; readonly openedAt: Milliseconds }[];
  readonly clock: ZoneClock;
  readonly activity: HourActivity;
  readonly quiet: readonly QuietRange[];
  /** Lines of the character's file it writes about by itself; those used lately are left out. */
  readonly about: readonly number[];
  readonly perWeek: number;
  readonly stage: number;
  readonly farewell: boolean;
}

export interface PlannedOpener {
  readonly kind: PlanKind;
  /** The same impulse has the same key, however often it is thought of. */
  readonly key: string;
  readonly source: string;
  readonly dueAt: Milliseconds;
}

/** Heavy feelings one asks after the next day. */
const heavy: ReadonlySet<string> = new Set([
  'sadness',
  'fear',
  'anger',
  'disgust',
  'grief',
  'shame',
  'loneliness',
  'stress',
]);
const aheadMs = 14 * dayMs;

/** What the character may want to write first, from what is remembered, from the talk itself, and from its own days. */
export function nextPlans(input: PlanningInput, chance: Chance): readonly PlannedOpener[] {
  if (input.perWeek === 0) return [];
  return [
    ...fromMemories(input, chance),
    ...fromTalk(input, chance),
    ...fromThreads(input, chance),
    ...fromItsDay(input, chance),
  ].map((plan) => ({ ...plan, dueAt: Math.round(plan.dueAt / minuteMs) * minuteMs }));
}

function fromMemories(input: PlanningInput, chance: Chance): readonly PlannedOpener[] {
  const { now, remembered, clock } = input;
  return remembered.flatMap(({ memory, kind, due, since, emotion, intensity, importance, isReminder }) => {
    const source = `memory:${memory}`;
    const plan = (kind: PlanKind, dueAt: Milliseconds): PlannedOpener[] =>
      dueAt > now && dueAt < now + aheadMs ? [{ kind, key: `${kind}:${source}`, source, dueAt }] : [];
    if (due?.precision === 'minute' && isReminder) return plan('reminder', due.at);
    if (due !== null) {
      // How it went is asked once it is over; of a day without an hour, in the evening.
      const dueAt =
        due.precision === 'minute'
          ? due.at + (2 + chance.next() * 2) * hourMs
          : clock.instant(
              clock.local(due.at + 12 * hourMs).day,
              18 * 60 + 15 + Math.floor(chance.next() * 90),
            );
      return plan('follow-up', dueAt);
    }
    if (kind === 'emotion' && emotion !== null && heavy.has(emotion) && intensity >= 0.5) {
      if (now - since > 36 * hourMs) return [];
      return plan('care', goodHour(input, since + (16 + chance.next() * 6) * hourMs));
    }
    if (kind === 'milestone' && importance >= 0.5) return plan('anniversary', anniversary(input, since));
    return [];
  });
}

/** The same day of the next year, late in the morning. */
function anniversary({ clock, now }: PlanningInput, since: Milliseconds): Milliseconds {
  const first = new Date(clock.local(since).day * dayMs);
  for (let years = 1; ; years += 1) {
    const day = Date.UTC(first.getUTCFullYear() + years, first.getUTCMonth(), first.getUTCDate()) / dayMs;
    const at = clock.instant(day, 11 * 60);
    if (at > now) return at;
  }
}

function fromTalk(input: PlanningInput, chance: Chance): readonly PlannedOpener[] {
  const { now, talk, clock, farewell } = input;
  const plans: PlannedOpener[] = [];
  for (const { row, by, text, at } of talk.filter((message) => now - message.at < 12 * hourMs)) {
    if (by !== 'person') continue;
    const moment = naturalMoment(text);
    if (!moment) continue;
    const { day } = clock.local(at);
    const earliest =
      moment.notBefore === undefined ? 0 : clock.instant(day + (moment.isTomorrow ? 1 : 0), moment.notBefore);
    const dueAt = Math.max(at + moment.afterMs, earliest) + chance.next() * 30 * minuteMs;
    if (dueAt > now) plans.push({ kind: 'follow-up', key: `talk:${row}`, source: `message:${row}`, dueAt });
  }
  const last = talk.at(-1);
  if (plans.length === 0 && last?.by === 'us' && !farewell && wasLively(talk)) {
    const dueAt = last.at + (75 + chance.next() * 90) * minuteMs;
    const theirs = talk.findLast(({ by }) => by === 'person');
    if (theirs && dueAt > now)
      plans.push({ kind: 'nudge', key: `nudge:${theirs.row}`, source: `message:${theirs.row}`, dueAt });
  }
  return plans;
}

/** Back and forth within half an hour, and then nothing: the talk broke off rather than ended. */
function wasLively(talk: PlanningInput['talk']): boolean {
  const last = talk.at(-1);
  if (!last) return false;
  const late = talk.filter(({ at }) => last.at - at < 30 * minuteMs);
  return (
    late.filter(({ by }) => by === 'person').length >= 3 && late.filter(({ by }) => by === 'us').length >= 3
  );
}

function fromThreads(input: PlanningInput, chance: Chance): readonly PlannedOpener[] {
  const { now, threads, stage } = input;
  if (stage < kindRules['old-thread'].fromStage) return [];
  const old = threads.filter(({ openedAt }) => now - openedAt > 2 * dayMs);
  const thread = old[Math.floor(chance.next() * old.length)];
  if (!thread) return [];
  const dueAt = goodHour(input, now + (1.5 + chance.next() * 2) * dayMs);
  return [{ kind: 'old-thread', key: `thread:${thread.row}`, source: `thread:${thread.row}`, dueAt }];
}

/** Something of its own days, as often as its author lets it, and at an hour they are usually there. */
function fromItsDay(input: PlanningInput, chance: Chance): readonly PlannedOpener[] {
  const { now, about, perWeek, clock, remembered, stage } = input;
  const plans: PlannedOpener[] = [];
  const line = about[Math.floor(chance.next() * about.length)];
  if (line !== undefined) {
    const dueAt = goodHour(input, now + (0.6 + chance.next() * 0.8) * (7 / perWeek) * dayMs);
    const { day } = clock.local(dueAt);
    plans.push({ kind: 'share', key: `share:${Math.floor(day / 2)}`, source: `about:${line}`, dueAt });
  }
  // A good morning needs a day that is worth one.
  const today = remembered.find(({ due }) => due !== null && due.at > now && due.at < now + 36 * hourMs);
  if (today?.due && stage >= kindRules['good-morning'].fromStage && perWeek >= 3) {
    const { day } = clock.local(today.due.at + (today.due.precision === 'day' ? 12 * hourMs : 0));
    const dueAt = clock.instant(day, 7 * 60 + 30 + Math.floor(chance.next() * 60));
    const isBefore = today.due.precision === 'day' || dueAt < today.due.at - hourMs;
    if (dueAt > now && isBefore) {
      plans.push({
        kind: 'good-morning',
        key: `good-morning:${day}`,
        source: `memory:${today.memory}`,
        dueAt,
      });
    }
  }
  return [...plans, ...goodNight(input, chance)];
}

/** From an evening they talked in and did not say good night: an hour and a half after it broke off, before it is quiet. */
function goodNight(
  { now, talk, clock, quiet, stage, perWeek, farewell }: PlanningInput,
  chance: Chance,
): readonly PlannedOpener[] {
  const theirs = talk.findLast(({ by }) => by === 'person');
  const last = talk.at(-1);
  if (!theirs || !last || farewell || stage < kindRules['good-night'].fromStage || perWeek < 3) return [];
  const { day, minute } = clock.local(theirs.at);
  if (minute < 17 * 60 || clock.local(now).day !== day) return [];
  const usual = clock.instant(day, 21 * 60 + 10 + Math.floor(chance.next() * 40));
  const dueAt = Math.max(usual, last.at + 95 * minuteMs);
  const isStillEvening = clock.local(dueAt).day === day && quietUntil(quiet, clock, dueAt) === null;
  if (dueAt <= now || !isStillEvening) return [];
  return [{ kind: 'good-night', key: `good-night:${day}`, source: `message:${theirs.row}`, dueAt }];
}

/** The best hour from `from` on within a day: outside their quiet hours, and when they are usually there. */
function goodHour({ clock, activity, quiet }: PlanningInput, from: Milliseconds): Milliseconds {
  const hours = Array.from({ length: 24 }, (_, hour) => from + hour * hourMs).filter(
    (at) => quietUntil(quiet, clock, at) === null && isDay(clock.local(at).minute),
  );
  const [best = from] = [...hours].sort((a, b) => usualness(activity, b) - usualness(activity, a) || a - b);
  return best;
}

const isDay = (minute: number): boolean => minute >= 9 * 60 && minute < 21 * 60 + 30;
