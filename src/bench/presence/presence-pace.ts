import { planPace } from '../../delivery/pace.js';
import { diceOf } from '../../lib/dice.js';
import { percentiles, type Percentiles } from '../frame/percentiles.js';

export interface PaceFigures {
  readonly replies: number;
  readonly charsPerSecond: { readonly mean: number; readonly p5: number } & Percentiles;
  readonly readMs: Percentiles;
  readonly firstBubbleMs: Percentiles;
  readonly lastBubbleMs: Percentiles;
  readonly slowestFirstMs: number;
  readonly slowestLastMs: number;
  readonly bubblesPerReply: number;
  /** Palin et al. 2019, 37,000 people on phones: mean 3.0, three quarters under 3.7 (EVIDENCE 7). */
  readonly people: { readonly charsPerSecond: { readonly mean: number; readonly p75: number } };
}

/** Share of human turns with more than one message: 21 % (EVIDENCE 7). */
const several = 0.21;

/** Replies as long as people's are (median 7 words, one in twenty above 31), at the pace of a person, in no time. */
export function paceFigures(replies: number): PaceFigures {
  const speeds: number[] = [];
  const read: number[] = [];
  const first: number[] = [];
  const last: number[] = [];
  let bubbles = 0;
  for (let reply = 0; reply < replies; reply += 1) {
    const draw = diceOf(`lengths ${reply}`);
    const tempo = planPace({
      pace: 'natural',
      firstAt: 0,
      lastAt: 0,
      idleMs: draw.next() < 0.7 ? draw.next() * 120_000 : draw.next() * 86_400_000,
      toRead: 10 + draw.next() * 200,
      rhythm: { state: 'awake', forMs: 86_400_000 },
      chance: diceOf(`reply ${reply}`),
    });
    const count = draw.next() < several ? (draw.next() < 0.25 ? 3 : 2) : 1;
    const times = Array.from({ length: count }, () => tempo.due(words(draw.next()), 0));
    speeds.push(tempo.charsPerSecond);
    read.push(tempo.readAt);
    first.push(times[0] ?? 0);
    last.push(times.at(-1) ?? 0);
    bubbles += count;
  }
  const sorted = [...speeds].sort((one, other) => one - other);
  const mean = speeds.reduce((sum, one) => sum + one, 0) / Math.max(1, speeds.length);
  return {
    replies,
    charsPerSecond: {
      mean: round(mean),
      p5: round(sorted[Math.floor(sorted.length * 0.05)] ?? 0),
      ...rounded(percentiles(speeds)),
    },
    readMs: rounded(percentiles(read)),
    firstBubbleMs: rounded(percentiles(first)),
    lastBubbleMs: rounded(percentiles(last)),
    slowestFirstMs: Math.round(Math.max(0, ...first)),
    slowestLastMs: Math.round(Math.max(0, ...last)),
    bubblesPerReply: round(bubbles / Math.max(1, replies)),
    people: { charsPerSecond: { mean: 3.0, p75: 3.7 } },
  };
}

/** Seven words in the middle, 31 at the 95th of a hundred: even on a scale of ratios. */
function words(share: number): string {
  const spread = Math.log(31 / 7) / 1.645;
  const even = Math.log(share / (1 - share)) / 1.702;
  return 'words '.repeat(Math.max(1, Math.round(7 * Math.exp(spread * even)))).trim();
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function rounded({ p50, p95, p99 }: Percentiles): Percentiles {
  return { p50: round(p50), p95: round(p95), p99: round(p99) };
}
