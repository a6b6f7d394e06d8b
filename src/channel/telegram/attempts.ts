import type { Chance } from '../../core/chance.js';
import type { Milliseconds } from '../../core/clock.js';
import { backoffDelay } from '../../lib/backoff.js';
import type { ChannelFailure } from '../contract.js';

const FIRST_WAIT: Milliseconds = 500;
const LONGEST_WAIT: Milliseconds = 60_000;
/** A server that lets us in and hangs up at once is asked this often at most; a ban must still show within seconds. */
const LONGEST_AFTER_PROBE: Milliseconds = 5_000;
/** A connection that held this long was none that was hung up on. */
const HELD: Milliseconds = 30_000;

/** How one attempt at a connection went. */
export interface AttemptEnd {
  /** The server answered the probe. */
  readonly answered: boolean;
  readonly lasted: Milliseconds;
  /** Why it never came to be online. */
  readonly failure?: ChannelFailure;
}

/**
 * How long to wait before the next attempt at a connection. An answered probe starts the waits over: what failed
 * before it says nothing about the cut that comes after it.
 */
export class Attempts {
  private failed = 0;
  private hungUp = 0;

  constructor(private readonly chance: Chance) {}

  /** Failures in a row, of whichever kind is counted now. */
  get inRow(): number {
    return Math.max(this.failed, this.hungUp);
  }

  waitAfter({ answered, lasted, failure }: AttemptEnd): Milliseconds {
    if (answered) {
      this.failed = 0;
      this.hungUp = lasted >= HELD ? 1 : this.hungUp + 1;
      return this.delay(this.hungUp, LONGEST_AFTER_PROBE);
    }
    this.failed += 1;
    const wait = this.delay(this.failed, LONGEST_WAIT);
    // FLOOD_WAIT is answered to each try before its end with a longer one.
    return failure?.kind === 'flood' ? failure.wait + wait : wait;
  }

  private delay(failures: number, mostMs: Milliseconds): Milliseconds {
    return backoffDelay(failures, { firstMs: FIRST_WAIT, mostMs }, this.chance);
  }
}
