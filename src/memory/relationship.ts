import type { Milliseconds } from '../core/clock.js';
import { relationshipStages, type RelationshipStage } from '../store/memory/relationship-schema.js';
import type { RelationshipReason } from '../store/memory/relationship-store.js';

export interface Standing {
  readonly stage: RelationshipStage;
  /** From 0 to 1. */
  readonly closeness: number;
  readonly warmth: number;
  readonly tension: number;
}

/** Two who have not talked yet: neither cold nor close. */
export const firstStanding: Standing = { stage: 'new', closeness: 0, warmth: 0.4, tension: 0 };

/** What one session was like, by what the program sees itself. */
export interface SessionSignals {
  /** Messages of the person, and what each was like (strategist/moment); `isSure` where that may be acted on. */
  readonly moments: readonly { readonly emotion: string; readonly act: string; readonly isSure: boolean }[];
  /** Silence before it; null before the first. */
  readonly gapMs: Milliseconds | null;
  /** What closeness has gained in the 24 hours before. */
  readonly gainedToday: number;
  /** The scribe's view, each from -1 to 1; null where it was not asked. */
  readonly suggestion: { readonly warmth: number; readonly tension: number } | null;
}

/** No session changes more than this, whatever it was like: people do not become friends in an evening. */
export const mostPerSession = { closeness: 0.03, warmth: 0.06, tension: 0.12 } as const;
/** Many short sessions in a day are no more than a long one. */
const mostClosenessPerDay = 0.05;

const dayMs: Milliseconds = 86_400_000;
type Measure = RelationshipReason['measure'];

/** What a session changes, each part with its reason; the reasons of a measure add up to its change. */
export function changeOf(
  before: Standing,
  session: SessionSignals,
): { readonly after: Standing; readonly reasons: readonly RelationshipReason[] } {
  const reasons: RelationshipReason[] = [];
  const add = (measure: Measure, code: string, by: number): void => {
    if (by !== 0) reasons.push({ code, measure, by });
  };
  closeness(session, add);
  warmth(session, add);
  tension(session, add);
  const moved = (measure: Measure): number => {
    const sum = reasons.filter((one) => one.measure === measure).reduce((all, { by }) => all + by, 0);
    const room = measure === 'closeness' ? Math.max(0, mostClosenessPerDay - session.gainedToday) : Infinity;
    const step = Math.min(room, clamp(sum, -mostPerSession[measure], mostPerSession[measure]));
    const value = clamp(before[measure] + step, 0, 1);
    // What was cut off is a reason too, so that the sum stays true.
    add(measure, 'bounded', round(value - before[measure] - sum));
    return round(value);
  };
  const measures = {
    closeness: moved('closeness'),
    warmth: moved('warmth'),
    tension: moved('tension'),
  };
  return { after: { ...measures, stage: stageAfter(before.stage, measures) }, reasons };
}

type Add = (measure: Measure, code: string, by: number) => void;

function closeness({ moments, gapMs }: SessionSignals, add: Add): void {
  if (moments.length >= 2) add('closeness', 'talked', round(Math.min(0.015, 0.001 * moments.length)));
  add('closeness', 'told-of-themselves', round(Math.min(0.012, 0.004 * count(moments, 'disclosure'))));
  if (count(moments, 'argument') >= 2) add('closeness', 'quarrelled', -0.01);
  const silentDays = (gapMs ?? 0) / dayMs;
  if (silentDays >= 14) add('closeness', 'long-silence', -round(Math.min(0.03, 0.01 * (silentDays / 14))));
}

function warmth({ moments, gapMs, suggestion }: SessionSignals, add: Add): void {
  add('warmth', 'thanks', round(Math.min(0.02, 0.01 * count(moments, 'thanks'))));
  add('warmth', 'joy', round(Math.min(0.02, 0.005 * felt(moments, 'joy'))));
  add('warmth', 'anger', -round(Math.min(0.03, 0.01 * felt(moments, 'anger'))));
  add('warmth', 'argument', -round(Math.min(0.03, 0.01 * count(moments, 'argument'))));
  if ((gapMs ?? 0) >= 14 * dayMs) add('warmth', 'long-silence', -0.01);
  if (suggestion) add('warmth', 'scribe', round(0.02 * clamp(suggestion.warmth, -1, 1)));
}

function tension({ moments, gapMs, suggestion }: SessionSignals, add: Add): void {
  const arguments_ = count(moments, 'argument');
  add('tension', 'argument', round(Math.min(0.08, 0.04 * arguments_)));
  add('tension', 'anger', round(Math.min(0.06, 0.02 * felt(moments, 'anger'))));
  if (arguments_ === 0 && moments.length >= 4) add('tension', 'calm-session', -0.05);
  if ((gapMs ?? 0) >= 2 * dayMs) add('tension', 'time', -0.03);
  if (suggestion) add('tension', 'scribe', round(0.04 * clamp(suggestion.tension, -1, 1)));
}

const count = (moments: SessionSignals['moments'], act: string): number =>
  moments.filter((moment) => moment.act === act).length;
const felt = (moments: SessionSignals['moments'], emotion: string): number =>
  moments.filter((moment) => moment.isSure && moment.emotion === emotion).length;

/** Closeness at which a stage begins; it ends a little below, so that nobody goes to and fro. */
const beginsAt: Readonly<Record<RelationshipStage, number>> = {
  new: 0,
  familiar: 0.12,
  friend: 0.35,
  close: 0.65,
};
const slack = 0.05;
/** While so much is unresolved nobody comes closer. */
const tenseFrom = 0.6;

/** At most one stage up or down. */
function stageAfter(
  stage: RelationshipStage,
  measures: { readonly closeness: number; readonly tension: number },
): RelationshipStage {
  const at = relationshipStages.indexOf(stage);
  const next = relationshipStages[at + 1];
  if (next !== undefined && measures.closeness >= beginsAt[next] && measures.tension < tenseFrom) return next;
  const before = relationshipStages[at - 1];
  return before !== undefined && measures.closeness < beginsAt[stage] - slack ? before : stage;
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
/** Ten-thousandths are kept; what is stored is what the reasons add up to. */
const round = (value: number): number => Math.round(value * 10_000) / 10_000;
