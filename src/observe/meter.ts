import type { Milliseconds } from '../core/clock.js';

/** A turn that was committed, or that failed. */
export interface MeteredTurn {
  readonly cause: string;
  readonly outcome: string;
  /** Why nothing was said, where that is so. */
  readonly reason: string | null;
  readonly bubbles: number;
  /** Our own time, from the update to the model being asked. */
  readonly ownMs?: Milliseconds | undefined;
  /** The verdicts of the gate, one for each check that had something to say. */
  readonly checks: readonly { readonly check: string; readonly verdict: string }[];
}

/** One request to a model. */
export interface MeteredCall {
  readonly role: string;
  readonly provider: string;
  readonly model: string;
  /** `ok`, or the kind of the failure. */
  readonly outcome: string;
  readonly ms: Milliseconds;
  /** Tokens, where the provider said how many. */
  readonly usage?:
    | {
        readonly input: number;
        readonly output: number;
        readonly cacheRead: number;
        readonly cacheWrite: number;
      }
    | undefined;
  /** Millionths of a US dollar; null where no price is known. */
  readonly microUsd: number | null;
}

/**
 * What the parts of the program tell of a run in codes and numbers: never an id of a person or of a chat. Each call is
 * made on the path of a turn, so it only counts; whoever wants to see the counts comes and reads them. Must not throw.
 */
export interface Meter {
  received(messages: number): void;
  turn(turn: MeteredTurn): void;
  /** `outcome`: sent, withheld, or what is done about a bubble that was not sent. */
  bubble(outcome: string, ms?: Milliseconds): void;
  call(call: MeteredCall): void;
  rotated(isDone: boolean): void;
  /** Something broke that should not; `part` names what was being done. */
  broke(part: string): void;
}

/** Tells several meters the same. */
export function allMeters(meters: readonly Meter[]): Meter {
  const [only] = meters;
  if (only !== undefined && meters.length === 1) return only;
  return {
    received: (messages) => meters.forEach((meter) => meter.received(messages)),
    turn: (turn) => meters.forEach((meter) => meter.turn(turn)),
    bubble: (outcome, ms) => meters.forEach((meter) => meter.bubble(outcome, ms)),
    call: (call) => meters.forEach((meter) => meter.call(call)),
    rotated: (isDone) => meters.forEach((meter) => meter.rotated(isDone)),
    broke: (part) => meters.forEach((meter) => meter.broke(part)),
  };
}
