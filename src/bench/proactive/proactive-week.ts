import type { Chance } from '../../core/chance.js';
import { activityOf } from '../../proactive/activity.js';
import { considerOpener } from '../../proactive/consider.js';
import type { ProactiveFacts, SentOpener } from '../../proactive/facts.js';
import { hourMs, type ZoneClocks } from '../../proactive/local-time.js';
import { settleMissed } from '../../proactive/missed.js';
import type { PlanKind } from '../../proactive/plan-kinds.js';
import type { PersonWeek, WeekEvent } from './proactive-person.js';

/** An opener as it left, with what is needed to judge it from outside. Times are true ones unless said otherwise. */
export interface Sending {
  readonly at: number;
  /** What the machine's clock showed. */
  readonly shown: number;
  readonly kind: PlanKind;
  readonly hasSource: boolean;
  readonly reason: string;
  /** When the plan was made, and when it was to be looked at first. */
  readonly plannedAt: number;
  /** The outage it fell due in; null where it was looked at in time. */
  readonly outage: number | null;
  /** Where the program believed the person to be. */
  readonly zone: string;
}

/** What a person lived through, by true time. */
export interface WeekHistory {
  readonly sendings: readonly Sending[];
  readonly said: readonly { readonly at: number; readonly shown: number; readonly by: 'person' | 'us' }[];
  readonly farewells: readonly { readonly at: number; readonly shown: number }[];
  readonly crises: readonly { readonly at: number; readonly shown: number }[];
  /** From when on nothing may come any more, and while there was no consent. */
  readonly endedAt: number | null;
  readonly unagreed: readonly (readonly [from: number, to: number])[];
  readonly takenOver: readonly (readonly [from: number, to: number])[];
  /** While something waited for an answer. */
  readonly open: readonly (readonly [from: number, to: number])[];
  readonly answered: readonly number[];
  /** Everything decided, by reason. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly withoutReason: number;
}

interface Planned {
  readonly plan: number;
  readonly kind: PlanKind;
  readonly dueAt: number;
  readonly createdAt: number;
  readonly plannedAt: number;
  readonly hasSource: boolean;
  lookAt: number;
  looks: number;
  outage: number | null;
}

const minute = 60_000;

/** One week of the decision core: what a person does, what a clock does, and what the core makes of it. */
export function liveWeek(week: PersonWeek, clocks: ZoneClocks, chance: Chance): WeekHistory {
  const said: { at: number; shown: number; by: 'person' | 'us' }[] = [];
  const farewells: { at: number; shown: number }[] = [];
  const crises: { at: number; shown: number }[] = [];
  const sendings: Sending[] = [];
  const sent: (SentOpener & { answerAt: number | null })[] = week.earlier
    .toReversed()
    .map((at) => ({ at, kind: 'share', isAnswered: false, isSeen: true, answerAt: null }));
  const answered: number[] = [];
  const unagreed: [number, number][] = week.hasAgreed ? [] : [[week.start, Infinity]];
  const takenOver: [number, number][] = [];
  const open: [number, number][] = [];
  const reasons: Record<string, number> = {};
  let withoutReason = 0;
  let plans: Planned[] = [];
  let made = 0;
  const state = {
    skew: 0,
    zone: week.zone,
    consent: week.hasAgreed,
    stopped: false,
    blocked: false,
    forbidden: false,
    endedAt: null as number | null,
    upFrom: 0,
    outages: 0,
    away: { until: 0, state: 'away' as 'limited' | 'away' },
    humanUntil: 0,
    busyUntil: 0,
  };
  const wrote = [...week.past];
  const events: WeekEvent[] = [...week.events];
  const queue = (event: WeekEvent): void => {
    const at = events.findIndex((other) => other.at > event.at);
    events.splice(at === -1 ? events.length : at, 0, event);
  };

  for (let now = week.start; now < week.end;) {
    const next = events[0]?.at ?? Infinity;
    const look = Math.min(Infinity, ...plans.map(({ lookAt }) => lookAt - state.skew));
    const tick = Math.max(state.upFrom, Math.ceil(Math.max(look, now + minute) / minute) * minute);
    now = Math.min(next, tick);
    if (now >= week.end) break;
    if (next <= tick) {
      const event = events.shift();
      if (event) happen(event, now);
    } else scan(now);
  }
  return {
    sendings,
    said,
    farewells,
    crises,
    endedAt: state.endedAt,
    unagreed,
    takenOver,
    open,
    answered,
    reasons,
    withoutReason,
  };

  function happen(event: WeekEvent, now: number): void {
    const shown = now + state.skew;
    switch (event.kind) {
      case 'writes': {
        if (state.blocked) return;
        for (let message = 0; message < event.bursts; message += 1) {
          const at = now + message * 2 * minute;
          said.push({ at, shown: at + state.skew, by: 'person' });
          said.push({ at: at + minute, shown: at + minute + state.skew, by: 'us' });
          wrote.push(at + state.skew);
        }
        const lastAt = now + (event.bursts - 1) * 2 * minute;
        // The last of it waits: no model answers, or the account is offline.
        said.splice(-1, 1, { at: lastAt + event.waits, shown: lastAt + event.waits + state.skew, by: 'us' });
        state.busyUntil = Math.max(state.busyUntil, lastAt + event.waits);
        open.push([now, lastAt + event.waits]);
        if (event.isFarewell) farewells.push({ at: now, shown });
        if (event.isCrisis) crises.push({ at: now, shown });
        for (const opener of sent) {
          if (opener.answerAt === null) opener.answerAt = now;
        }
        answered.push(now);
        return;
      }
      case 'plans':
        plans.push({
          plan: (made += 1),
          kind: event.plan,
          dueAt: event.dueAt + state.skew,
          lookAt: Math.max(event.dueAt + state.skew, shown),
          createdAt: shown,
          plannedAt: now,
          hasSource: event.hasSource,
          looks: 0,
          outage: null,
        });
        return;
      case 'stops':
        state.stopped = true;
        state.endedAt = Math.min(state.endedAt ?? Infinity, now);
        return;
      case 'blocks':
        state.blocked = true;
        state.endedAt = Math.min(state.endedAt ?? Infinity, now);
        return;
      case 'withdraws':
        if (state.consent) unagreed.push([now, Infinity]);
        state.consent = false;
        return;
      case 'agrees': {
        const open = unagreed.at(-1);
        if (!state.consent && open) open[1] = now;
        state.consent = true;
        return;
      }
      case 'forbids':
        if (!state.forbidden) unagreed.push([now, Infinity]);
        state.forbidden = true;
        return;
      case 'moves':
        state.zone = event.zone;
        return;
      case 'clock':
        state.skew = event.skew;
        // To the program a clock that jumps ahead is an outage like any other.
        state.outages += 1;
        return;
      case 'down':
        state.upFrom = Math.max(state.upFrom, event.until);
        state.outages += 1;
        return;
      case 'taken-over':
        state.humanUntil = Math.max(state.humanUntil, event.until);
        takenOver.push([now, event.until]);
        return;
      case 'account':
        state.away = { until: event.until, state: event.state };
        return;
    }
  }

  function scan(now: number): void {
    const shown = now + state.skew;
    const due = plans.filter(({ lookAt }) => lookAt <= shown);
    for (const plan of due) {
      // Only what fell due while nobody looked is late because of the outage.
      if (shown - plan.lookAt > 15 * minute && plan.outage === null) plan.outage = state.outages;
    }
    const { take, later, dropped } = settleMissed(due, shown);
    for (const { plan, reason } of dropped) end(plan, reason);
    for (const plan of later) plan.lookAt = shown + 10 * minute;
    if (!take) return;
    const verdict = considerOpener(factsFor(take, shown, now), shown, chance);
    if (verdict.reason === '') withoutReason += 1;
    if (verdict.verdict === 'wait') {
      count(verdict.reason);
      take.lookAt = Math.max(verdict.until, shown + minute);
      if (verdict.isRetry) take.looks += 1;
      return;
    }
    end(take, verdict.verdict === 'send' ? `sent-${verdict.reason}` : verdict.reason);
    if (verdict.verdict !== 'send') return;
    sendings.push({
      at: now,
      shown,
      kind: take.kind,
      hasSource: take.hasSource,
      reason: verdict.reason,
      plannedAt: take.plannedAt,
      outage: take.outage,
      zone: state.zone,
    });
    said.push({ at: now, shown, by: 'us' });
    const isSeen = chance.next() < week.looks;
    sent.unshift({ at: shown, kind: take.kind, isAnswered: false, isSeen, answerAt: null });
    if (chance.next() < week.answers) {
      const at = now + Math.ceil(chance.next() * 300) * minute;
      queue({ at, kind: 'writes', bursts: 2, isFarewell: false, isCrisis: false, waits: minute });
    }
  }

  function end(plan: Planned, reason: string): void {
    count(reason);
    plans = plans.filter((other) => other !== plan);
  }

  function count(reason: string): void {
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  }

  function factsFor(plan: Planned, shown: number, now: number): ProactiveFacts {
    const lastOf = (side: 'person' | 'us') =>
      said
        .filter(({ by, at }) => by === side && at <= now)
        .sort((a, b) => a.at - b.at)
        .at(-1);
    const theirs = lastOf('person');
    const ours = lastOf('us');
    const { kind } = plan;
    return {
      plan: { ...plan, source: plan.hasSource ? 'memory:1' : null },
      isOn: true,
      consent: state.consent ? 'agreed' : kind === 'requested' ? 'this-message' : 'none',
      hasStopped: state.stopped,
      hasBlocked: state.blocked,
      isUnwanted: state.forbidden,
      isTakenOver: state.humanUntil > now,
      pausedUntil: null,
      talk: {
        personWroteAt: theirs?.shown ?? week.past.at(-1) ?? null,
        ourSideWroteAt: ours?.shown ?? null,
        isOpen: now < state.busyUntil,
        farewellAt: farewells.at(-1)?.shown ?? null,
        crisisAt: crises.at(-1)?.shown ?? null,
        momentum: week.momentum,
      },
      sent: sent.map((opener) => ({ ...opener, isAnswered: opener.answerAt !== null })),
      person: {
        zone:
          week.zoneIs === 'inferred'
            ? {
                kind: 'inferred',
                zone: state.zone,
                confidence: week.confidence,
                doubtMs: week.confidence >= 0.8 ? hourMs : 2 * hourMs,
              }
            : { kind: week.zoneIs, zone: state.zone },
        clock: clocks.of(state.zone),
        activity: activityOf(wrote, shown),
        quiet: week.quiet,
      },
      character: { clock: clocks.of(week.characterZone), away: week.away },
      stage: week.stage,
      account: { state: state.away.until > now ? state.away.state : 'well', freeFrom: 0 },
      budget: 'ok',
      limits: { perDay: week.perDay, perWeek: week.perWeek, minGapMs: week.minGapMs },
    };
  }
}
