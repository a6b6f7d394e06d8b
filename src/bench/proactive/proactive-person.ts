import type { Chance } from '../../core/chance.js';
import { planKinds, type PlanKind } from '../../proactive/plan-kinds.js';
import type { QuietRange } from '../../proactive/quiet-range.js';

const hour = 3_600_000;
const day = 24 * hour;
const minute = 60_000;

/** What happens in a week, in the order of its true time, whatever the machine's clock shows meanwhile. */
export type WeekEvent = { readonly at: number } & (
  | {
      readonly kind: 'writes';
      readonly bursts: number;
      readonly isFarewell: boolean;
      readonly isCrisis: boolean;
      /** How long the last of it waits for an answer. */
      readonly waits: number;
    }
  | { readonly kind: 'stops' | 'blocks' | 'withdraws' | 'forbids' | 'agrees' }
  | { readonly kind: 'moves'; readonly zone: string; readonly tells: boolean }
  | { readonly kind: 'clock'; readonly skew: number }
  | { readonly kind: 'down'; readonly until: number }
  | { readonly kind: 'taken-over'; readonly until: number }
  | { readonly kind: 'account'; readonly until: number; readonly state: 'limited' | 'away' }
  | { readonly kind: 'plans'; readonly plan: PlanKind; readonly dueAt: number; readonly hasSource: boolean }
);

/** One seeded week of one person, with everything about them that stays. */
export interface PersonWeek {
  readonly start: number;
  readonly end: number;
  readonly zone: string;
  readonly zoneIs: 'stated' | 'inferred' | 'unknown';
  readonly confidence: number;
  readonly characterZone: string;
  readonly hasAgreed: boolean;
  readonly quiet: readonly QuietRange[];
  readonly away: readonly QuietRange[];
  readonly perDay: number;
  readonly perWeek: number;
  readonly minGapMs: number;
  readonly stage: number;
  readonly momentum: number;
  /** How often an opener is answered, and how often it is even looked at. */
  readonly answers: number;
  readonly looks: number;
  /** When they wrote in the month before. */
  readonly past: readonly number[];
  /** Openers of the weeks before that nobody answered, oldest first. */
  readonly earlier: readonly number[];
  readonly events: readonly WeekEvent[];
}

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Europe/Moscow',
  'Pacific/Auckland',
  'America/Los_Angeles',
  'Africa/Lagos',
  'Asia/Kathmandu',
] as const;

/** Weeks in which clocks change somewhere, among others. */
const starts = [
  Date.UTC(2026, 2, 6),
  Date.UTC(2026, 2, 26),
  Date.UTC(2026, 3, 2),
  Date.UTC(2026, 9, 1),
  Date.UTC(2026, 9, 22),
  Date.UTC(2026, 9, 30),
  Date.UTC(2026, 6, 10),
  Date.UTC(2026, 11, 28),
] as const;

const quietHours: readonly QuietRange[] = [
  { from: 22 * 60, to: 8 * 60 },
  { from: 23 * 60 + 30, to: 6 * 60 + 45 },
  { from: 60, to: 5 * 60 },
  { from: 2 * 60, to: 3 * 60 },
];

const ownHours: readonly QuietRange[] = [
  { from: 9 * 60, to: 18 * 60, days: [0, 1, 2, 3, 4] },
  { from: 5 * 60, to: 12 * 60 },
  { from: 23 * 60, to: 60, days: [4, 5] },
];

export function personWeek(chance: Chance): PersonWeek {
  const luck = (share: number): boolean => chance.next() < share;
  const between = (low: number, high: number): number => low + chance.next() * (high - low);
  const pick = <T>(list: readonly [T, ...T[]] | readonly T[]): T =>
    list[Math.floor(chance.next() * list.length)] as T;
  const start = pick(starts) + Math.floor(between(0, 24)) * hour;
  const end = start + 7 * day;
  const moment = (): number => Math.floor(between(start, end));
  const zone = pick(zones);
  const usualHours = Array.from({ length: 3 }, () => Math.floor(between(0, 24)) * hour);
  const past = Array.from({ length: Math.floor(between(0, 40)) }, () => {
    const days = Math.floor(between(1, 30));
    return Math.floor(start / day) * day - days * day + pick(usualHours) + between(0, hour);
  });
  const inVain = luck(0.3) ? Math.floor(between(1, 5)) : 0;
  // As far apart as the back-off wants them, so that only what comes now can break it.
  const earlier = [21, 20, 17, 5].slice(4 - inVain).map((days) => start - days * day);
  return {
    start,
    end,
    zone,
    zoneIs: pick(['stated', 'stated', 'inferred', 'unknown'] as const),
    confidence: between(0.5, 1),
    characterZone: pick(zones),
    hasAgreed: luck(0.85),
    quiet: [pick(quietHours), ...(luck(0.4) ? [pick(ownHours)] : [])],
    away: luck(0.7) ? [{ from: 23 * 60, to: 7 * 60 }] : [],
    perDay: pick([0, 1, 1, 1, 2, 3] as const),
    perWeek: pick([1, 3, 7, 14] as const),
    minGapMs: between(1, 8) * hour,
    stage: chance.next(),
    momentum: between(-1, 1),
    answers: pick([0, 0, 0.3, 0.8] as const),
    looks: pick([0.1, 0.9] as const),
    past: past.filter((at) => at < (earlier[0] ?? start)).sort((a, b) => a - b),
    earlier,
    events: events(start, { chance, luck, between, pick, moment }).sort((a, b) => a.at - b.at),
  };
}

interface Draws {
  readonly chance: Chance;
  readonly luck: (share: number) => boolean;
  readonly between: (low: number, high: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly moment: () => number;
}

function events(start: number, { luck, between, pick, moment }: Draws): WeekEvent[] {
  const made: WeekEvent[] = [];
  const times = Math.floor(between(0, 12));
  for (let time = 0; time < times; time += 1) {
    const bursts = Math.ceil(between(0, 8));
    const waits = luck(0.2) ? between(0, 10) * hour : minute;
    made.push({ at: moment(), kind: 'writes', bursts, isFarewell: luck(0.25), isCrisis: luck(0.04), waits });
  }
  const plans = Math.floor(between(2, 24));
  for (let plan = 0; plan < plans; plan += 1) {
    const at = luck(0.3) ? start : moment();
    const dueAt = at + between(-0.1, 2.5) * day;
    made.push({ at, kind: 'plans', plan: pick(planKinds), dueAt, hasSource: !luck(0.05) });
  }
  // A day full of things that come due together is what an outage makes dangerous.
  if (luck(0.4)) {
    const at = moment();
    made.push({ at, kind: 'down', until: at + between(0.3, 60) * hour });
    for (let plan = 0; plan < 6; plan += 1) {
      const dueAt = at + between(0, 12) * hour;
      made.push({
        at: Math.max(start, at - hour),
        kind: 'plans',
        plan: pick(planKinds),
        dueAt,
        hasSource: true,
      });
    }
  }
  if (luck(0.1)) made.push({ at: moment(), kind: 'stops' });
  if (luck(0.1)) made.push({ at: moment(), kind: 'blocks' });
  if (luck(0.1)) made.push({ at: moment(), kind: 'withdraws' });
  if (luck(0.1)) made.push({ at: moment(), kind: 'forbids' });
  if (luck(0.2)) made.push({ at: moment(), kind: 'agrees' });
  if (luck(0.3)) made.push({ at: moment(), kind: 'moves', zone: pick(zones), tells: true });
  if (luck(0.25)) {
    const at = moment();
    made.push({ at, kind: 'clock', skew: Math.round(between(-72, 72)) * hour });
    if (luck(0.7)) {
      const back = at + between(0.1, 30) * hour;
      made.push({ at: back, kind: 'clock', skew: 0 });
      for (let plan = 0; plan < 5; plan += 1) {
        const at = back + between(0, 3) * hour;
        made.push({ at, kind: 'plans', plan: pick(planKinds), dueAt: at, hasSource: true });
      }
    }
  }
  if (luck(0.15)) {
    const at = moment();
    made.push({ at, kind: 'taken-over', until: at + between(1, 30) * hour });
  }
  if (luck(0.2)) {
    const at = moment();
    made.push({
      at,
      kind: 'account',
      until: at + between(1, 30) * hour,
      state: pick(['limited', 'away'] as const),
    });
  }
  return made.map((event) => ({ ...event, at: Math.floor(event.at / minute) * minute }));
}
