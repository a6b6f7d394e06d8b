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

/** What whoever agreed to a backup contact is told to do, and the net takes for a stop; the whole message and no more. */
const savesContact =
  /^\W*(?:(?:i['’]?m|i am|just|only) )*(?:saving|keeping|adding) (?:your|this) (?:number|contact|account)\W*$/iu;

/** In longer messages the rules take every sixth goodbye that is only told about for one. */
const isShort = (text: string): boolean => text.trim().split(/\s+/u).length <= 4;

/**
 * The burst, the judge, the look back of a risky moment and the tone of the talk read the same messages, of several talks at
 * once. Remembered by a digest: what somebody deleted lies in no memory either.
 */
const remembered = 2_048;

/** By the trained net and by the rules that are exact, each of which hears what the other may miss. */
export const hear = recentlyWith(remembered, heardIn, digestOf);

function heardIn(text: string, nets: CareNets): Heard {
  const net = hearIncoming(text, nets);
  const sign = findCrisis(text);
  return {
    stop: (net.stop && !savesContact.test(text)) || saysStop(text),
    forget: net.forget,
    show: net.show,
    truth: net.truth || asksWhetherHuman(text),
    // It locks for good: of one or two words ("turn 7") only the exact rules are believed.
    underAge: (net.underAge && text.trim().split(/\s+/u).length >= 3) || saysUnderAge(text),
    farewell: net.farewell || (isShort(text) && saysFarewell(text)),
    danger: graver(net.danger, sign === null ? null : { tier: sign.tier, about: sign.about }),
    isUnsure: net.isUnsure,
  };
}

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
