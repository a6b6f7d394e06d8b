import { askStatus } from '../../app/views/running.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { PageStore } from './page-store.js';

/** A fifth of what a change may take to be seen goes to finding it; a look costs some microseconds. */
const lookEveryMs: Milliseconds = 100;
/** A program that starts or ends is noticed within this. */
const askEveryMs: Milliseconds = 2_000;

/** Something may look different now. */
export type Change = { readonly version: string };

/** Tells whoever listens that the store or the running program changed; looks only while somebody listens. */
export class Changes {
  private readonly listeners = new Set<(change: Change) => void>();
  private timer: { cancel(): void } | null = null;
  private stored = '';
  private running = '';
  private askedAt: Milliseconds = Number.NEGATIVE_INFINITY;
  private isClosed = false;

  constructor(
    private readonly dataDir: string,
    private readonly store: PageStore,
    private readonly clock: Clock,
    private readonly onBroken: (cause: unknown) => void,
  ) {}

  /** @returns how to stop listening */
  listen(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    if (this.timer === null) this.lookAgain(0);
    return () => {
      this.listeners.delete(listener);
    };
  }

  close(): void {
    this.isClosed = true;
    this.timer?.cancel();
    this.listeners.clear();
  }

  private lookAgain(inMs: Milliseconds): void {
    this.timer = this.clock.after(
      inMs,
      () => {
        this.look()
          .catch(this.onBroken)
          .finally(() => {
            this.timer = null;
            if (this.listeners.size > 0 && !this.isClosed) this.lookAgain(lookEveryMs);
          })
          .catch(this.onBroken);
      },
      { unref: true },
    );
  }

  private async look(): Promise<void> {
    const stored = await this.store.version();
    const now = this.clock.steady();
    let { running } = this;
    if (now - this.askedAt >= askEveryMs) {
      this.askedAt = now;
      const status = await askStatus(this.dataDir);
      running =
        status === null ? 'off' : 'trouble' in status ? 'trouble' : `${status.pid} ${status.store.state}`;
    }
    if (stored === this.stored && running === this.running) return;
    this.stored = stored;
    this.running = running;
    for (const listener of this.listeners) listener({ version: `${stored} ${running}` });
  }
}
