import type { Chance } from '../../../core/chance.js';
import type { Clock, Milliseconds } from '../../../core/clock.js';
import { backoffDelay } from '../../../lib/backoff.js';
import { Alarm } from './alarm.js';

const TERMS = { firstMs: 1_000, mostMs: 60_000 };

/**
 * The pause after a question that failed. While it lasts nothing asks again, whatever wakes the engine: pushes, gaps,
 * silence and packets that cannot be read all come in the hundreds when something is wrong, and each of them would put
 * the same question once more. Only a new connection ends it early, because that may be what was wrong.
 */
export class Rest {
  private failures = 0;
  /** The server itself named the wait (FLOOD_WAIT): a new connection does not end it. */
  private isOrdered = false;
  private readonly alarm: Alarm;

  constructor(
    clock: Clock,
    private readonly chance: Chance,
    over: () => void,
  ) {
    this.alarm = new Alarm(clock, over);
  }

  get isOn(): boolean {
    return this.alarm.isSet;
  }

  /** One more failure in a row. `ordered`: the wait the server asked for. Returns how long the pause is. */
  begin(ordered?: Milliseconds): Milliseconds {
    this.failures += 1;
    this.isOrdered = ordered !== undefined;
    const wait = Math.max(ordered ?? 0, backoffDelay(this.failures, TERMS, this.chance));
    this.alarm.move(wait);
    return wait;
  }

  /** The question was answered. */
  answered(): void {
    this.failures = 0;
    this.cancel();
  }

  reconnected(): void {
    this.failures = 0;
    if (!this.isOrdered) this.cancel();
  }

  cancel(): void {
    this.isOrdered = false;
    this.alarm.cancel();
  }
}
