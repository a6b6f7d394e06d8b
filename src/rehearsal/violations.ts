import type { Milliseconds } from '../core/clock.js';
import { dayMs, hourMs, minuteMs, type ZoneClocks } from '../proactive/local-time.js';
import type { Habits } from './habits.js';
import type { PersonRecording, Recording } from './recording.js';

/** A promise of the program that something in the rehearsal broke, seen from outside. */
export interface Violation {
  readonly property: string;
  readonly person: string;
  readonly at: Milliseconds;
}

export interface Promises {
  /** Hours of the person's own day in which nobody writes first, from and to. */
  readonly quiet: { readonly from: number; readonly to: number };
  readonly perDay: number;
  readonly perWeek: number;
}

/** Nobody is written to first while a talk is under way; shorter than what the program itself keeps. */
const liveTalkMs = 20 * minuteMs;
const farewellMs = 8 * hourMs;
const farewells =
  /^(?:good night!|off to bed, night|sleep well|gotta go, bye|talk later|see you|спокойной ночи!|всё, спать|сладких снов|мне пора, пока|до связи)$/u;
const stops = new Set(['stop', 'стоп']);

/**
 * Judge a rehearsal by what people saw, with none of the code that decided: the words of the rehearsal's own people say
 * when somebody said farewell or stop, and their habits say where they were.
 */
export function violationsOf(
  recording: Recording,
  promises: Promises,
  zones: ZoneClocks,
  startsAt: Milliseconds,
): readonly Violation[] {
  return recording.people.flatMap((person) => judge(person, promises, zones, startsAt));
}

function judge(
  { habits, talk, decisions }: PersonRecording,
  promises: Promises,
  zones: ZoneClocks,
  startsAt: Milliseconds,
): readonly Violation[] {
  const found: Violation[] = [];
  const add = (property: string, at: Milliseconds): void =>
    void found.push({ property, person: habits.name, at });
  const sent: Milliseconds[] = [];
  const seen = new Set<string>();
  let stoppedAt: Milliseconds | null = null;
  let farewellAt: Milliseconds | null = null;
  let lastSaid: Milliseconds | null = null;
  for (const message of talk) {
    const { at, author, text, cause, turn } = message;
    if (author === 'person') {
      const said = text.trim().toLowerCase();
      stoppedAt = stops.has(said) ? at : null;
      farewellAt = farewells.test(said) ? at : null;
      lastSaid = at;
      continue;
    }
    if (text === '') add('empty-message', at);
    if (stoppedAt !== null && cause === 'proactive') add('after-stop', at);
    if (cause !== 'proactive' || turn === null || seen.has(turn)) continue;
    seen.add(turn);
    if (!habits.agrees) add('without-consent', at);
    if (lastSaid === null) add('wrote-to-a-stranger', at);
    if (lastSaid !== null && at - lastSaid < liveTalkMs) add('live-talk', at);
    if (farewellAt !== null && at - farewellAt < farewellMs) add('after-farewell', at);
    if (isQuiet(at, habits, promises, zones, startsAt)) add('quiet-hours', at);
    if (sent.filter((one) => at - one < dayMs).length + 1 > promises.perDay) add('above-daily-cap', at);
    if (sent.filter((one) => at - one < 7 * dayMs).length + 1 > promises.perWeek) add('above-weekly-cap', at);
    if (!decisions.some((decision) => decision.turn === turn && decision.reason !== ''))
      add('without-reason', at);
    sent.push(at);
  }
  return found;
}

/**
 * In quiet hours on the person's true clock, and while they sleep. Nobody told the program where they are: a message in
 * their waking hours that a wrongly guessed clock let through wakes nobody, one in their sleep breaks the promise.
 */
function isQuiet(
  at: Milliseconds,
  habits: Habits,
  { quiet }: Promises,
  zones: ZoneClocks,
  startsAt: Milliseconds,
): boolean {
  const day = Math.floor((at - startsAt) / dayMs) + 1;
  const hasTravelled = habits.travels.some((stop) => stop.day <= day);
  if (hasTravelled) return false;
  const hour = zones.of(habits.zone).local(at).minute / 60;
  return !within(habits.awake, hour) && within(quiet, hour);
}

/**
 * How many openers fell into the quiet hours of the clock that the person had then, asleep or not: beside the broken
 * promises, because the program may not know that clock, and whoever reads the report does.
 */
export function inTrueQuietHours(
  { people }: Recording,
  { quiet }: Promises,
  zones: ZoneClocks,
  startsAt: Milliseconds,
): number {
  return people.reduce((sum, { habits, talk }) => {
    const turns = new Set<string>();
    for (const { at, cause, turn } of talk) {
      if (cause !== 'proactive' || turn === null) continue;
      const hour = zones.of(zoneAt(habits, at, startsAt)).local(at).minute / 60;
      if (within(quiet, hour)) turns.add(turn);
    }
    return sum + turns.size;
  }, 0);
}

function zoneAt({ zone, travels }: Habits, at: Milliseconds, startsAt: Milliseconds): string {
  const day = Math.floor((at - startsAt) / dayMs) + 1;
  const stops = travels.filter((stop) => stop.day <= day).sort((one, other) => one.day - other.day);
  return stops.at(-1)?.zone ?? zone;
}

/** Whether an hour lies in a stretch of the day that may run over midnight. */
const within = ({ from, to }: { readonly from: number; readonly to: number }, hour: number): boolean =>
  from <= to ? hour >= from && hour < to : hour >= from || hour < to;
