import type { Clock, Milliseconds } from '../../core/clock.js';
import type { Alert } from './alert.js';
import { silence, silenceOver } from './alert-words.js';

export interface SilenceWatchOptions {
  readonly clock: Clock;
  /** How long a silence is one. */
  readonly afterMs: Milliseconds;
  /** When messages of people were received, the latest first: a sample of the last week. */
  readonly received: () => Promise<readonly Milliseconds[]>;
  readonly raise: (alert: Alert) => void;
  readonly onError: (cause: unknown) => void;
}

const dayMs: Milliseconds = 86_400_000;
const lookEveryMs: Milliseconds = 10 * 60_000;
const mostDays = 7;
/** With so many expected, chance alone leaves none in less than one look of a thousand (Poisson: e^-7 = 0.0009). */
const leastExpected = 7;
/** And on most days: a party on one of them is no habit. */
const shareOfDays = 0.7;

/** Whether nobody wrote for so long, though in the same hours of the days before people did. */
export function isSilent(
  received: readonly Milliseconds[],
  now: Milliseconds,
  afterMs: Milliseconds,
): boolean {
  const [latest] = received;
  const oldest = received.at(-1);
  if (latest === undefined || oldest === undefined || now - latest < afterMs) return false;
  // A sample of a busy store may reach back less than a week.
  const days = Math.min(mostDays, Math.floor((now - oldest) / dayMs));
  if (days < 1) return false;
  const perDay = Array.from({ length: days }, (_, index) => {
    const end = now - (index + 1) * dayMs;
    return received.filter((at) => at > end - afterMs && at <= end).length;
  });
  const inAll = perDay.reduce((sum, count) => sum + count, 0);
  const isHabit = perDay.filter((count) => count > 0).length >= Math.ceil(days * shareOfDays);
  return isHabit && inAll / days >= leastExpected;
}

/** Looks every ten minutes whether people write as they do at this time of day. */
export class SilenceWatch {
  private timer: { cancel(): void } | null = null;
  private looking: Promise<void> = Promise.resolve();

  constructor(private readonly options: SilenceWatchOptions) {}

  start(): void {
    this.timer = this.options.clock.after(
      lookEveryMs,
      () => {
        this.looking = this.look().catch(this.options.onError);
        this.start();
      },
      { unref: true },
    );
  }

  async stop(): Promise<void> {
    this.timer?.cancel();
    await this.looking;
  }

  async look(): Promise<void> {
    const { clock, afterMs, received, raise } = this.options;
    const times = await received();
    const now = clock.now();
    if (isSilent(times, now, afterMs)) raise(silence(now - (times[0] ?? now)));
    else if (now - (times[0] ?? 0) < afterMs) raise(silenceOver());
  }
}
