import type { Chance } from '../../core/chance.js';
import type { Clock } from '../../core/clock.js';
import { backoffDelay } from '../../lib/backoff.js';
import type { Database } from './database.js';

const retry = { firstMs: 1_000, mostMs: 30_000 };

export interface StoreWatchOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly chance: Chance;
}

/** While the store takes no writes, tries at growing intervals whether it does again. Stops for good when it is broken. */
export class StoreWatch {
  private readonly unwatch: () => void;
  private timer: { cancel(): void } | null = null;
  private failures = 0;
  private stopped = false;

  constructor(private readonly options: StoreWatchOptions) {
    this.unwatch = options.database.health.watch(({ state }) => {
      if (state === 'full' || state === 'failing') this.schedule();
    });
  }

  stop(): void {
    this.stopped = true;
    this.unwatch();
    this.timer?.cancel();
  }

  private schedule(): void {
    if (this.stopped || this.timer) return;
    const { clock, chance } = this.options;
    this.failures += 1;
    this.timer = clock.after(
      backoffDelay(this.failures, retry, chance),
      () => {
        this.timer = null;
        this.probe().catch((cause: unknown) => {
          // What fails here is not the disk: the state stays as it is, and so does the way out of it.
          this.options.database.health.note(cause);
          this.schedule();
        });
      },
      { unref: true },
    );
  }

  private async probe(): Promise<void> {
    const { database } = this.options;
    if (await database.probe()) this.failures = 0;
    else if (database.health.state.state !== 'broken') this.schedule();
  }
}
