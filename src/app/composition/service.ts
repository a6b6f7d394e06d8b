import type { Clock, Milliseconds } from '../../core/clock.js';
import type { ServiceManager } from '../../lib/service-manager.js';
import type { Condition } from '../../monitoring/state/condition.js';

export interface ServiceParts {
  readonly manager: ServiceManager;
  readonly clock: Clock;
  /** How long the manager waits for a sign of life before it ends the program; null where it does not. */
  readonly watchdogMs: Milliseconds | null;
  readonly onError: (cause: Error) => void;
}

/**
 * Tells the service manager when the program is ready, that it lives, and that it stops. The sign of life comes from the
 * event loop: one that stands still gives none. It tells nothing about Telegram or the disk, which no restart mends.
 */
export class Service {
  private timer: { cancel(): void } | null = null;
  private hasFailed = false;

  constructor(private readonly parts: ServiceParts) {}

  async ready(condition: () => Condition): Promise<void> {
    await this.tell('READY=1', statusOf(condition()));
    const { watchdogMs } = this.parts;
    // Twice within the time, as sd_watchdog_enabled(3) advises.
    if (watchdogMs !== null) this.beat(watchdogMs / 2, condition);
  }

  async stopping(): Promise<void> {
    this.timer?.cancel();
    this.timer = null;
    await this.tell('STOPPING=1');
  }

  private beat(everyMs: Milliseconds, condition: () => Condition): void {
    this.timer = this.parts.clock.after(
      everyMs,
      () => {
        this.beat(everyMs, condition);
        this.tell('WATCHDOG=1', statusOf(condition())).catch(() => undefined);
      },
      { unref: true },
    );
  }

  private async tell(...messages: readonly `${string}=${string}`[]): Promise<void> {
    const error = await this.parts.manager.tell(...messages);
    if (error === null || this.hasFailed) return;
    this.hasFailed = true;
    this.parts.onError(error);
  }
}

/** Codes only: the line is shown by "systemctl status". */
function statusOf({ live, ready }: Condition): `STATUS=${string}` {
  const reasons = [...new Set([...live, ...ready])];
  return `STATUS=${reasons.length === 0 ? 'serving' : reasons.join(', ')}`;
}
