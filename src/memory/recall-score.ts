import type { Milliseconds } from '../core/clock.js';
import type { Memory } from '../store/memory/memory-reader.js';
import type { MemoryKind } from '../store/memory/memory-schema.js';
import type { HistoryHit } from './search/search-history.js';

/** Something that may be recalled, with its score and how it came about, in words. */
export type Candidate = Judged &
  (
    | { readonly kind: 'message'; readonly message: HistoryHit }
    | { readonly kind: 'memory'; readonly memory: Memory }
  );

export interface Judged {
  /** From 0 to 1. */
  readonly score: number;
  readonly reason: string;
}

export interface Marks {
  /** How much of what is looked for it holds: 1 for all of it, and more where what stands around it holds it too. */
  readonly relevance: number;
  readonly decay: number;
  /** From 0 to 1; a message has none of its own. */
  readonly importance?: number;
  /** It felt then as it does now. */
  readonly feelsAlike?: boolean;
  /** How it was found, where that was not by its words. */
  readonly by?: string;
}

/** Relevance decides; the rest reorders what is nearly as relevant. */
const importanceWeight = 0.15;
const feelingWeight = 0.1;

export function judge({ relevance, decay, importance, feelsAlike, by }: Marks): Judged {
  const weight =
    1 + importanceWeight * ((importance ?? 0.5) - 0.5) + (feelsAlike === true ? feelingWeight : 0);
  const parts = [
    `${by ?? 'words'} ${relevance.toFixed(2)}`,
    ...(importance === undefined ? [] : [`importance ${importance.toFixed(2)}`]),
    ...(feelsAlike === true ? ['felt alike'] : []),
    ...(decay < 0.995 ? [`age ${decay.toFixed(2)}`] : []),
  ];
  return { score: bounded(relevance * weight * decay), reason: parts.join(', ') };
}

/** Up to here as it is; above, bent so that it never reaches 1 and what is more stays more. */
const bentFrom = 0.75;
const bounded = (value: number): number =>
  value <= bentFrom ? value : bentFrom + (1 - bentFrom) * (1 - Math.exp((bentFrom - value) / (1 - bentFrom)));

const dayMs: Milliseconds = 86_400_000;

/**
 * How age weighs. The floors keep decay from burying anything: with a floor of 0.8 and less, recall is lost
 * measurably only when half-lives are short (EVIDENCE, decay on LoCoMo); what lasts does not age at all.
 */
const ageing: Readonly<
  Record<MemoryKind, { readonly halfLifeMs: Milliseconds; readonly floor: number } | null>
> = {
  fact: null,
  preference: null,
  person: null,
  place: null,
  milestone: null,
  joke: { halfLifeMs: 60 * dayMs, floor: 0.9 },
  promise: { halfLifeMs: 60 * dayMs, floor: 0.9 },
  emotion: { halfLifeMs: 14 * dayMs, floor: 0.8 },
  plan: { halfLifeMs: 7 * dayMs, floor: 0.8 },
};
/** A twentieth: with a tenth recall@10 on LoCoMo falls by a third of a point. */
const messageAgeing = { halfLifeMs: 90 * dayMs, floor: 0.95 };

export function decayOfMessage(age: Milliseconds): number {
  return decay(age, messageAgeing);
}

/** A plan ages from the day it falls due. */
export function decayOfMemory({ kind, validFrom, due }: Memory, now: Milliseconds): number {
  const rule = ageing[kind];
  return rule === null ? 1 : decay(now - Math.max(validFrom, due?.at ?? 0), rule);
}

function decay(
  age: Milliseconds,
  { halfLifeMs, floor }: { halfLifeMs: Milliseconds; floor: number },
): number {
  return floor + (1 - floor) * 0.5 ** (Math.max(0, age) / halfLifeMs);
}
