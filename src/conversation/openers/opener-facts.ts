import type { Milliseconds } from '../../core/clock.js';
import type { RemoteMessageId } from '../../core/ids.js';
import { isUpTo } from '../../core/message-order.js';
import { saysFarewell } from '../../duty/stop-words.js';
import type { ProactiveFacts, SentOpener } from '../../proactive/facts.js';
import { dayMs, hourMs, minuteMs } from '../../proactive/local-time.js';
import { planKinds, type PlanKind } from '../../proactive/plan-kinds.js';
import { quietHoursOf } from '../../proactive/quiet-hours.js';
import { minutesOf, type QuietRange } from '../../proactive/quiet-range.js';
import { readSent, type Plan, type SentPlan } from '../../store/plan/plan-reader.js';
import type { LoadedOpener } from './load-opener.js';
import type { OpenerReading } from './opener-needs.js';

/** Openers that can still count: four weeks of the most that is allowed. */
const latestSent = 40;
const farewellMs = 8 * hourMs;
/** How long a crisis is heeded; the store keeps its end. */
const crisisMs = 72 * hourMs;

/** The stores' rows as the facts that the decision rests on. The only place that knows both. */
export async function openerFacts(
  context: OpenerReading,
  loaded: LoadedOpener,
  plan: Plan & { readonly kind: PlanKind },
  hasSource: boolean,
): Promise<ProactiveFacts> {
  const { clocks, settings } = context;
  const { standing, state, wish, zone, activity, talk, now } = loaded;
  const { initiative } = loaded.character;
  const account = context.account(state.account);
  const sent = await readSent(context.database.read, state.conversation, latestSent);
  const theirs = talk.findLast(({ direction, isAutomatic }) => direction === 'incoming' && !isAutomatic);
  const ours = talk.findLast(({ direction }) => direction === 'outgoing');
  return {
    plan: { ...plan, source: hasSource ? plan.source : null },
    isOn: settings.isOn,
    consent: standing.hasAgreed ? 'agreed' : plan.kind === 'requested' ? 'this-message' : 'none',
    hasStopped: standing.hasStopped,
    hasBlocked: standing.hasBlocked,
    isUnwanted: wish.isOff,
    isTakenOver: standing.mode !== 'auto' || isHumanAt(talk, now),
    pausedUntil: pausedUntil(loaded),
    talk: {
      personWroteAt: theirs?.sentAt ?? null,
      ourSideWroteAt: ours?.sentAt ?? null,
      isOpen: loaded.hasWaiting || state.sending,
      farewellAt: farewellAt(talk, now),
      crisisAt: standing.crisisUntil === null ? null : standing.crisisUntil - crisisMs,
      momentum: momentum(talk),
    },
    sent: sent.flatMap((opener) => toSent(opener, theirs?.sentAt ?? null, standing.readTo)),
    person: {
      zone,
      clock: clocks.of(zone.zone),
      activity,
      quiet: quietHoursOf(settings, loaded.character, loaded.wish),
    },
    character: { clock: clocks.of(loaded.character.timeZone), away: awayOf(loaded) },
    stage: stageOf(loaded),
    account,
    budget: budgetOf(context.ledger.verdict(state.conversation, 0).step),
    limits: {
      perDay: Math.min(settings.perDay, initiative.perDay ?? Infinity),
      perWeek: perWeekOf(context, loaded),
      minGapMs: Math.max(settings.minGapMs, (initiative.minGapHours ?? 0) * hourMs),
    },
  };
}

export function isPlanKind(kind: string): kind is PlanKind {
  return planKinds.some((one) => one === kind);
}

/** The least of what the operator, the author and the person allow. */
export function perWeekOf({ settings }: OpenerReading, { character, wish }: LoadedOpener): number {
  return Math.min(settings.perWeek, character.initiative.perWeek, wish.perWeek ?? Infinity);
}

/** How far along the two are: by how close they are, and before anybody judged that, by how much they have talked. */
export function stageOf({ relationship, messages, state, now }: LoadedOpener): number {
  if (relationship) return relationship.closeness;
  const days = (now - state.createdAt) / dayMs;
  return 0.5 * Math.min(1, messages / 200) + 0.5 * Math.min(1, days / 30);
}

/** The last goodbye within the time it holds. The same words tell what is one as in a turn. */
export function farewellAt(talk: LoadedOpener['talk'], now: Milliseconds): Milliseconds | null {
  const recent = talk.filter(
    ({ direction, sentAt }) => direction === 'incoming' && now - sentAt < farewellMs,
  );
  const farewell = recent.findLast(({ text }) => saysFarewell(text));
  return farewell?.sentAt ?? null;
}

/** A human who wrote with the account lately is in the middle of something. */
function isHumanAt(talk: LoadedOpener['talk'], now: Milliseconds): boolean {
  const last = talk.findLast(({ author }) => author === 'operator');
  return last !== undefined && now - last.sentAt < 12 * hourMs;
}

function toSent(
  { kind, at, remoteId, hasReaction }: SentPlan,
  personWroteAt: Milliseconds | null,
  readTo: RemoteMessageId | null,
): readonly SentOpener[] {
  if (!isPlanKind(kind)) return [];
  const isSeen = remoteId === null ? null : readTo !== null && isUpTo(remoteId, readTo);
  const hasWritten = personWroteAt !== null && personWroteAt > at;
  return [{ at, kind, isAnswered: hasReaction || hasWritten, isSeen: hasWritten ? true : isSeen }];
}

/** The last exchange: long messages from both sides or one word at a time. */
function momentum(talk: LoadedOpener['talk']): number {
  const last = talk.at(-1);
  if (!last) return 0;
  const exchange = talk.filter(({ sentAt }) => last.sentAt - sentAt < 45 * minuteMs).slice(-20);
  const theirs = exchange.filter(({ direction }) => direction === 'incoming');
  if (theirs.length === 0) return -0.5;
  const words = theirs.reduce((sum, { text }) => sum + text.split(/\s+/u).length, 0) / theirs.length;
  const length = Math.min(1, words / 12) - 0.4;
  const liveliness = Math.min(1, theirs.length / 6) - 0.4;
  return Math.max(-1, Math.min(1, length + liveliness));
}

/** When the character sleeps or is busy, as its author says. */
function awayOf({ character: { day } }: LoadedOpener): readonly QuietRange[] {
  const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const ranges: QuietRange[] = [
    { from: minutesOf(day.sleep), to: minutesOf(day.wake) },
    ...day.busy.map(({ from, to, days }) => ({
      from: minutesOf(from),
      to: minutesOf(to),
      days: days.map((name) => weekdays.indexOf(name)),
    })),
  ];
  return ranges.filter(({ from, to }) => from !== to);
}

/** The end of the longest pause, whoever wanted it. */
export function pausedUntil({ standing, wish, heldUntil }: LoadedOpener): Milliseconds | null {
  const pauses = [standing.pausedUntil, wish.pausedUntil, wish.heldUntil, heldUntil];
  const known = pauses.filter((until) => until !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function budgetOf(step: 'full' | 'everyday-only' | 'short-window' | 'spent'): ProactiveFacts['budget'] {
  if (step === 'spent') return 'spent';
  return step === 'full' ? 'ok' : 'short';
}
