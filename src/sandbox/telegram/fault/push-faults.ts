import type { Clock } from '../../../core/clock.js';

/** Shares of pushes, each 0 to 1. A reordered push leaves after the next one, or after a moment when none follows. */
export interface PushFaultSettings {
  readonly drop?: number;
  readonly duplicate?: number;
  readonly reorder?: number;
  /** Same seed, same sequence of pushes: same faults. */
  readonly seed?: number;
  /** Held back on the way. Milliseconds. */
  readonly delayMs?: number;
  /** Objects of these constructors are of a newer layer than the client's; `*`: the whole push. */
  readonly newerLayer?: readonly string[];
}

interface Lane {
  readonly settings: PushFaultSettings;
  readonly next: () => number;
  held: (() => void)[];
}

/** How long a push waits for a later one to overtake it. */
const OVERTAKE_WITHIN = 50;

/** Spoils pushes per account. Nothing it drops is lost to updates.getDifference. */
export class PushFaults {
  private readonly lanes = new Map<number, Lane>();
  private everyone: PushFaultSettings | undefined;
  readonly counts = { passed: 0, dropped: 0, duplicated: 0, reordered: 0 };

  constructor(private readonly clock: Clock) {}

  /** Without an account: for all that have no settings of their own. Undefined settings clear. */
  set(settings: PushFaultSettings | undefined, account?: number): void {
    if (account === undefined) {
      this.everyone = settings;
      for (const lane of this.lanes.values()) this.release(lane);
      this.lanes.clear();
      return;
    }
    const old = this.lanes.get(account);
    if (old !== undefined) this.release(old);
    if (settings === undefined) this.lanes.delete(account);
    else this.lanes.set(account, newLane(settings, account));
  }

  /** The constructors that pushes to this account hold in a newer layer's form. */
  newerLayer(account: number): ReadonlySet<string> {
    return new Set(this.laneOf(account)?.settings.newerLayer ?? []);
  }

  pass(account: number, push: () => void): void {
    const lane = this.laneOf(account);
    if (lane === undefined) {
      this.counts.passed += 1;
      push();
      return;
    }
    const { settings } = lane;
    const send =
      settings.delayMs === undefined
        ? push
        : () => void this.clock.after(settings.delayMs ?? 0, push, { unref: true });
    if (lane.next() < (settings.drop ?? 0)) {
      this.counts.dropped += 1;
      return;
    }
    if (lane.next() < (settings.reorder ?? 0)) {
      this.counts.reordered += 1;
      lane.held.push(send);
      this.clock.after(OVERTAKE_WITHIN, () => this.release(lane), { unref: true });
      return;
    }
    this.counts.passed += 1;
    send();
    if (lane.next() < (settings.duplicate ?? 0)) {
      this.counts.duplicated += 1;
      send();
    }
    this.release(lane);
  }

  private laneOf(account: number): Lane | undefined {
    const lane = this.lanes.get(account);
    if (lane !== undefined || this.everyone === undefined) return lane;
    const made = newLane(this.everyone, account);
    this.lanes.set(account, made);
    return made;
  }

  private release(lane: Lane): void {
    const held = lane.held;
    lane.held = [];
    for (const send of held) send();
  }
}

function newLane(settings: PushFaultSettings, account: number): Lane {
  return { settings, next: seeded((settings.seed ?? 1) ^ (account & 0xffffffff)), held: [] };
}

/** mulberry32: small, repeatable, good enough to spread faults. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
