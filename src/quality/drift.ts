import { learnLikeness, likenessWindow, shelfWith, type Likeness } from './drift-likeness.js';
import {
  createMeasure,
  forbiddenIn,
  leastSpread,
  measureNames,
  yardstick,
  type MeasureName,
  type Measures,
} from './drift-measures.js';
import { learnVoice, voiceWithout } from './voice.js';

/**
 * Whether a character still writes as itself: its latest replies are measured against its sample lines and its own
 * accepted replies. Twelve measures, each in units of its own spread, give one distance; what is usual for the character
 * itself gives the band. `score` is 1 at no distance and 0.5 at the edge of the band.
 *
 * Beside the distance stands the voice score of `drift-likeness.ts`, which hears another written voice where the measures
 * are as usual; each has its own edge.
 *
 * `inside` becomes `outside` when either passes the outer edge, with at least three replies to judge a distance by and four
 * a voice, and `inside` again only when both are below the inner edge, so that a score at the edge does not flicker.
 */
export interface VoiceProfile {
  readonly measure: (reply: string) => MeasuredReply;
  readonly usual: Measures;
  readonly spread: Measures;
  readonly band: { readonly inner: number; readonly outer: number };
  /** Null where its own lines or other voices of its language are too few to tell whose voice it is. */
  readonly likeness: Likeness | null;
  readonly forbidden: readonly string[];
}

export interface ProfileInput {
  /** The author's sample lines. */
  readonly samples: readonly string[];
  /** Replies of its own that were found in its voice; see `acceptedReplies`. */
  readonly accepted?: readonly string[];
  readonly languages: readonly string[];
  /** Sample lines of other characters that write the same language, to be told from: so far to measure what they gain. */
  readonly beside?: readonly (readonly string[])[];
  /** Words it never writes. */
  readonly forbidden?: readonly string[];
}

/** What is left of a reply's weight with each that follows: two in its own voice leave a quarter to all before them. */
const fade = 0.5;
/** One measure of one reply cannot say everything: beyond three spreads it is simply out. */
const mostSpreads = 3;
const windowSize = 6;
const fewestToJudge = 3;
/** Windows drawn from its own lines to see how far from its mean it usually is. */
const draws = 200;
/** The band is never narrower than this, in mean spreads: fewer than ten lines say little about a spread. */
const narrowest = 0.75;
/** How far beyond the 99th of 100 of its own windows the edge is: farther where the voice score watches, too. */
const beyond = 1.15;
const beyondBeside = 1.5;
/** Where the band is entered again, as a share of where it is left. */
const innerEdge = 0.8;
/** With few lines each is left out alone; with many that would take seconds and change nothing. */
const mostFolds = 12;
const mostRemembered = 5_000;
/** More replies than this say nothing new about a voice; each costs time when the profile is learnt. */
export const mostAccepted = 40;

export function learnProfile({
  samples,
  accepted = [],
  languages,
  beside = [],
  forbidden = [],
}: ProfileInput): VoiceProfile {
  const own = [...samples, ...accepted.slice(0, mostAccepted)];
  const stick = yardstick(languages, forbidden);
  const voice = learnVoice(own, stick.isStyleWord);
  // Each line is measured against lines it is not among: against itself every line is in its voice.
  const folds = Math.min(own.length, mostFolds);
  const measured = Array.from({ length: folds }, (_, fold) => {
    const lines = own.filter((__, index) => index % folds === fold);
    return lines.map(createMeasure(voiceWithout(voice, learnVoice(lines, stick.isStyleWord)), stick));
  }).flat();
  const usual = perMeasure((name) => mean(measured.map((one) => one[name])));
  const spread = perMeasure((name) =>
    Math.max(leastSpread[name], deviation(measured.map((one) => one[name]))),
  );
  const deviations = measured.map((one) => deviationsOf(one, usual, spread));
  const typical = drawnWindows(deviations)
    .map((window) => distanceOf(weightedMean(window)))
    .sort((a, b) => a - b);
  const high = typical[Math.ceil(0.99 * typical.length) - 1] ?? 0;
  const likeness = learnLikeness(own, voice, shelfWith(stick.others, beside, own, voice));
  const outer = Math.max(narrowest, (likeness === null ? beyond : beyondBeside) * high);
  return {
    measure: remembered(measuredBy(createMeasure(voice, stick), usual, spread)),
    usual,
    spread,
    band: { inner: innerEdge * outer, outer },
    likeness: likeness && { ...likeness, of: remembered(likeness.of) },
    forbidden: stick.forbidden,
  };
}

/** Replies stay in the window for many turns; each is measured once. About 300 bytes each are remembered. */
function remembered<T>(measure: (reply: string) => T): (reply: string) => T {
  const known = new Map<string, T>();
  return (reply) => {
    const before = known.get(reply);
    if (before !== undefined) return before;
    const measures = measure(reply);
    known.set(reply, measures);
    const [oldest] = known.keys();
    if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest);
    return measures;
  };
}

/** A reply with how far each of its measures is from what is usual. */
export interface MeasuredReply {
  readonly reply: string;
  readonly measures: Measures;
  readonly off: Measures;
}

function measuredBy(
  measure: (reply: string) => Measures,
  usual: Measures,
  spread: Measures,
): (reply: string) => MeasuredReply {
  return (reply) => {
    const measures = measure(reply);
    return { reply, measures, off: deviationsOf(measures, usual, spread) };
  };
}

/** One thing that is not as usual, the strongest first. `by` is in spreads: above 0 more than usual, below 0 less. */
export interface Slip {
  readonly measure: MeasureName;
  readonly by: number;
}

export interface DriftState {
  readonly status: 'inside' | 'outside';
  /** 0 to 1; 0.5 at the edge of the band. */
  readonly score: number;
  readonly slips: readonly Slip[];
  /** Words in a usual message, and in the latest ones. */
  readonly words: { readonly usual: number; readonly lately: number };
  /** Forbidden words of the latest replies. */
  readonly forbidden: readonly string[];
}

export const insideBand: DriftState = {
  status: 'inside',
  score: 1,
  slips: [],
  words: { usual: 0, lately: 0 },
  forbidden: [],
};

/** What a model can act on is named first: a forbidden word before a length, a length before "wording". */
const rank = ({ measure, by }: Slip): number =>
  Math.abs(by) *
  (measure === 'forbidden' ? 2 : ['style', 'vocabulary', 'wordLength'].includes(measure) ? 0.5 : 1);

/** Slips smaller than this are no more than chance. */
const noticeable = 1;

/** The state after the latest of these replies (oldest first), given the state before it. Only the last six are read. */
export function nextDrift(
  before: Pick<DriftState, 'status'>,
  replies: readonly string[],
  profile: VoiceProfile,
): DriftState {
  return stateOf(before, measureAll(replies.slice(-windowSize), profile), profile);
}

/** The state after each of these replies. */
export function driftOver(replies: readonly string[], profile: VoiceProfile): readonly DriftState[] {
  const measured = measureAll(replies, profile);
  const states: DriftState[] = [];
  measured.forEach((_, index) => {
    states.push(stateOf(states[index - 1] ?? insideBand, windowUntil(measured, index), profile));
  });
  return states;
}

/** The last of these states; null where there are no replies. Asked before every reply: of the others only the status counts. */
export function driftNow(replies: readonly string[], profile: VoiceProfile): DriftState | null {
  const measured = measureAll(replies, profile);
  if (measured.length === 0) return null;
  let before: Pick<DriftState, 'status'> = insideBand;
  for (let index = 0; index + 1 < measured.length; index += 1) {
    const window = windowUntil(measured, index);
    before = { status: statusAfter(before, window, farthestOf(window, profile).farthest, profile) };
  }
  return stateOf(before, windowUntil(measured, measured.length - 1), profile);
}

const windowUntil = (measured: readonly MeasuredReply[], last: number): readonly MeasuredReply[] =>
  measured.slice(Math.max(0, last + 1 - windowSize), last + 1);

function measureAll(replies: readonly string[], { measure }: VoiceProfile): readonly MeasuredReply[] {
  return replies.map(measure);
}

function stateOf(
  before: Pick<DriftState, 'status'>,
  window: readonly MeasuredReply[],
  profile: VoiceProfile,
): DriftState {
  const { usual, forbidden } = profile;
  if (window.length === 0) return insideBand;
  const off = weightedMean(window.map((one) => one.off));
  const { farthest, strangeness } = farthestOf(window, profile);
  const slips = measureNames
    .map((measure) => ({ measure, by: off[measure] }))
    .filter(({ measure, by }) => harms(measure, by) && Math.abs(by) >= noticeable)
    .sort((a, b) => rank(b) - rank(a));
  const lately = weightedMean(window.map(({ measures }) => measures));
  return {
    status: statusAfter(before, window, farthest, profile),
    score: scoreOf(farthest),
    slips: strangeness > 1 && !slips.some(({ measure }) => measure === 'style') ? [...slips, strange] : slips,
    words: { usual: wordsOf(usual.length), lately: wordsOf(lately.length) },
    forbidden: [...new Set(window.flatMap(({ reply }) => forbiddenIn(reply, forbidden)))],
  };
}

/** How far the window is from the voice by what is farther, in widths of its band: 1 is the outer edge. */
function farthestOf(window: readonly MeasuredReply[], { band, likeness }: VoiceProfile) {
  let squares = 0;
  for (const name of measureNames) {
    const by = weightedMeanOf(window, ({ off }) => off[name]);
    if (harms(name, by)) squares += by ** 2;
  }
  const strangeness = strangenessOf(window, likeness);
  const distance = Math.sqrt(squares / measureNames.length) / band.outer;
  return { farthest: Math.max(distance, strangeness), strangeness };
}

function statusAfter(
  before: Pick<DriftState, 'status'>,
  window: readonly MeasuredReply[],
  farthest: number,
  { band }: VoiceProfile,
): DriftState['status'] {
  const leaves = window.length >= fewestToJudge && farthest > 1;
  const stays = before.status === 'outside' && farthest >= band.inner / band.outer;
  return leaves || stays ? 'outside' : 'inside';
}

/** A voice that is not its own, where no measure of the style says so. */
const strange: Slip = { measure: 'style', by: -noticeable };

function strangenessOf(window: readonly MeasuredReply[], likeness: Likeness | null): number {
  if (likeness === null || window.length < likenessWindow) return 0;
  const own = mean(window.slice(-likenessWindow).map(({ reply }) => likeness.of(reply)));
  return Math.max(0, (likeness.usual - own) / likeness.spread / likeness.edge);
}

/**
 * The earliest replies that were said well inside the band: what a voice learnt from samples alone is widened by. The
 * first ones of a stretch are left out, because there is nothing before them to tell a slip from a slide. Judged by a
 * profile from samples, a slow slide cannot become what it is judged by.
 */
export function acceptedReplies(replies: readonly string[], profile: VoiceProfile): readonly string[] {
  const states = driftOver(replies, profile);
  const wellInside = scoreOf(innerEdge);
  return measureAll(replies, profile)
    .filter(({ off }, index) => {
      const state = states[index];
      const isJudged = index + 1 >= fewestToJudge && state?.status === 'inside';
      return isJudged && state.score >= wellInside && distanceOf(off) < 2 * profile.band.outer;
    })
    .map(({ reply }) => reply)
    .slice(0, mostAccepted);
}

/** How far one reply is from the voice, in widths of its band: 1 is the edge for a window of replies. */
export function distanceOfReply(reply: string, { measure, band }: VoiceProfile): number {
  return distanceOf(measure(reply).off) / band.outer;
}

/** More of its own style, and fewer stock phrases or unknown words than usual, are no drift. */
function harms(measure: MeasureName, by: number): boolean {
  if (measure === 'style') return by < 0;
  return by > 0 || !['stock', 'forbidden', 'vocabulary', 'layout'].includes(measure);
}

/** `distance` in widths of the band. */
const scoreOf = (distance: number): number => 1 / (1 + distance ** 2);

/** In spreads, each within the limit. */
function deviationsOf(one: Measures, usual: Measures, spread: Measures): Measures {
  return perMeasure((name) =>
    Math.max(-mostSpreads, Math.min(mostSpreads, (one[name] - usual[name]) / spread[name])),
  );
}

function distanceOf(off: Measures): number {
  return Math.sqrt(mean(measureNames.map((name) => (harms(name, off[name]) ? off[name] ** 2 : 0))));
}

/** Windows of its own lines, spread evenly over them in a fixed order: sorted distances come out the same every time. */
function drawnWindows(measured: readonly Measures[]): readonly (readonly Measures[])[] {
  if (measured.length === 0) return [];
  return Array.from({ length: draws }, (_, draw) =>
    Array.from({ length: Math.min(windowSize, measured.length) }, (__, place) => {
      const at = (Math.imul(draw * windowSize + place + 1, 0x9e3779b1) >>> 0) % measured.length;
      return measured[at];
    }).filter((one) => one !== undefined),
  );
}

function weightedMean(window: readonly Measures[]): Measures {
  return perMeasure((name) => weightedMeanOf(window, (one) => one[name]));
}

function weightedMeanOf<T>(window: readonly T[], value: (one: T) => number): number {
  let sum = 0;
  let weights = 0;
  window.forEach((one, index) => {
    const weight = fade ** (window.length - 1 - index);
    sum += weight * value(one);
    weights += weight;
  });
  return weights === 0 ? 0 : sum / weights;
}

function perMeasure(value: (name: MeasureName) => number): Measures {
  const measures: Partial<Record<MeasureName, number>> = {};
  for (const name of measureNames) measures[name] = value(name);
  return measures as Measures;
}

const wordsOf = (power: number): number => Math.round(2 ** power - 1);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}
