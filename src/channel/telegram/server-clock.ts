import type { Clock, Milliseconds } from '../../core/clock.js';

/**
 * A message is made up to a second after the number in it and takes its time on the way; less than this says nothing
 * about the machine's clock.
 */
const NOISE: Milliseconds = 2_000;
/** Readings remembered: the one that was least delayed is the right one. */
const KEPT = 16;

/**
 * How far the server's clock is from ours, measured on every message that arrives. A message is late and never early,
 * so the largest of the last readings is the truest; a clock that was set is followed within `KEPT` messages.
 */
export class ServerClock {
  private readings: Milliseconds[] = [];

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  heard(at: Milliseconds): void {
    this.readings.push(at - this.clock.now());
    if (this.readings.length > KEPT) this.readings.shift();
  }

  /** Milliseconds the server is ahead of this machine; 0 where they agree as far as can be told. Undefined before the first message. */
  get ahead(): Milliseconds | undefined {
    if (this.readings.length === 0) return undefined;
    const most = Math.max(...this.readings);
    return Math.abs(most) < NOISE ? 0 : most;
  }

  /** A moment the server named, by our clock. */
  toOurs(at: Milliseconds): Milliseconds {
    return at - (this.ahead ?? 0);
  }
}
