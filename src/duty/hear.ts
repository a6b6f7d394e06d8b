import { digestOf, recentlyWith } from '../lib/recently.js';
import { saysUnderAge } from './age.js';
import { findCrisis } from './crisis.js';
import { hearIncoming } from './net/hear-incoming.js';
import type { CareNets } from './net/load-nets.js';
import { saysFarewell, saysStop } from './stop-words.js';
import { asksWhetherHuman } from './truth-question.js';

/** What a message asks of us that must not be missed, whatever words it is said in. */
export interface Heard {
  /** No more messages. */
  readonly stop: boolean;
  /** Everything that is kept of them is to go. */
  readonly forget: boolean;
  /** They want to see what is kept of them. */
  readonly show: boolean;
  /** A sincere question whether a human or a program writes here. */
  readonly truth: boolean;
  /** The writer is not eighteen. */
  readonly underAge: boolean;
  readonly farewell: boolean;
  readonly danger: HeardDanger | null;
  /** The net is unsure whether it asks something of us that must not be missed. */
  readonly isUnsure: boolean;
}

export interface HeardDanger {
  /** `method`: asks how to; `indirect` alone shows no card. */
  readonly tier: 'explicit' | 'ideation' | 'method' | 'indirect';
  /** `other`: they fear for somebody else. */
  readonly about: 'self' | 'other';
}

/** A sign of danger with the language it was said in. */
export interface DangerSign extends HeardDanger {
  readonly language: string;
}

/**
 * How far below its threshold the net may lie, in log-odds, and a rule is still believed: where the net is surer than that,
 * the rule met its words in something else. Chosen on sentences of writers who knew neither.
 */
const doubt = { stop: 1.5, truth: 1.5, age: 0.5, farewell: 0.5, danger: 4 } as const;

/** Of so few words the rules know whole wishes ("alto", "stop it"), among them those that we tell people to write. */
const fewWords = 3;

/**
 * The burst, the judge, the look back of a risky moment and the tone of the talk read the same messages, of several talks at
 * once. Remembered by a digest: what somebody deleted lies in no memory either.
 */
const remembered = 2_048;

/** By the trained net and by the rules that are exact, each of which hears what the other may miss. */
export const hear = recentlyWith(remembered, heardIn, digestOf);

function heardIn(text: string, nets: CareNets): Heard {
  const net = hearIncoming(text, nets);
  const mayBe = (label: keyof typeof doubt): boolean =>
    (net.margins.get(label) ?? -Infinity) >= -doubt[label];
  const sign = findCrisis(text);
  return {
    stop: net.stop || (saysStop(text) && (isBrief(text) || mayBe('stop'))),
    forget: net.forget,
    show: net.show,
    truth: net.truth || (asksWhetherHuman(text) && mayBe('truth')),
    underAge: net.underAge || (saysUnderAge(text) && mayBe('age')),
    farewell: net.farewell || (saysFarewell(text) && mayBe('farewell')),
    danger: graver(
      net.danger,
      // A sign too weak for a card costs nothing but a gentler answer.
      sign !== null && (sign.tier === 'indirect' || mayBe('danger'))
        ? { tier: sign.tier, about: sign.about }
        : null,
    ),
    isUnsure: net.isUnsure,
  };
}

const isBrief = (text: string): boolean => text.trim().split(/\s+/u).length <= fewWords;

/** Whether it is answered with the card of help lines. */
export function showsCard(danger: HeardDanger | null): boolean {
  return danger !== null && danger.tier !== 'indirect';
}

/** The one to act on: a card before none, the person's own danger before another's, then the graver kind. */
export function graver(one: HeardDanger | null, other: HeardDanger | null): HeardDanger | null {
  if (one === null || other === null) return one ?? other;
  return weight(one) >= weight(other) ? one : other;
}

const tiers = ['indirect', 'ideation', 'method', 'explicit'] as const;

function weight({ tier, about }: HeardDanger): number {
  return (tier === 'indirect' ? 0 : 16) + (about === 'self' ? 8 : 0) + tiers.indexOf(tier);
}
