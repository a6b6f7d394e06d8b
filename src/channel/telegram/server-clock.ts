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
 * so the largest of the last readings is the truest; when the machine's clock is set they begin anew. What is
 * told stays the same while the readings only sway, so that two moments of one talk are not moved apart.
 */
export class ServerClock {
  private readings: Milliseconds[] = [];
  private told: Milliseconds = 0;
  /** How far the machine's clock stood from the time that passes: it changes when the clock is set. */
  private set: Milliseconds | undefined;

  constructor(
    private readonly clock: Pick<Clock, 'now' | 'steady'>,
    private readonly onChange: (ahead: Milliseconds) => void = () => undefined,
  ) {}

  heard(at: Milliseconds): void {
    const now = this.clock.now();
    const set = now - this.clock.steady();
    if (this.set !== undefined && Math.abs(set - this.set) >= NOISE) this.readings = [];
    this.set = set;
    this.readings.push(at - now);
    if (this.readings.length > KEPT) this.readings.shift();
    const most = Math.max(...this.readings);
    if (Math.abs(most - this.told) < NOISE) return;
    this.told = Math.abs(most) < NOISE ? 0 : most;
    this.onChange(this.told);
  }

  /** Milliseconds the server is ahead of this machine; 0 where they agree as far as can be told. */
  get ahead(): Milliseconds {
    return this.told;
  }

  /** The server's clock at this moment. */
  now(): Milliseconds {
    return this.clock.now() + this.told;
  }

  /** A moment the server named, by our clock. Whatever it is compared with is ours. */
  toOurs(at: Milliseconds): Milliseconds {
    return at - this.told;
  }
}
