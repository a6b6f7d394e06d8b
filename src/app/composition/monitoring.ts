import { join } from 'node:path';
import type { Config } from '../../config/config.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import { monitoringFailed } from '../../observe/events.js';
import type { Logger } from '../../observe/logger.js';
import { allMeters, type Meter } from '../../observe/meter.js';
import { conditionOf, type Condition, type RunPhase } from '../../monitoring/state/condition.js';
import type { Metrics } from '../../monitoring/metrics/registry.js';
import { storedReadings } from '../../monitoring/state/readings.js';
import { RunTally } from '../../monitoring/state/run-tally.js';
import type { Database } from '../../store/engine/database.js';
import type { Runtime } from './runtime.js';

export interface MonitoringParts {
  readonly config: Config;
  /** The settings as they are now, where they may change. */
  readonly live?: { readonly config: Config };
  readonly version: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * What watches a run: the tally that `kindred status` shows, the metrics where they are wanted, and whether the run does
 * its work. Made before anything else, so that whoever asks meanwhile hears that it is starting.
 */
export class Monitoring {
  readonly tally: RunTally;
  readonly meter: Meter;
  private phase: RunPhase = 'starting';
  private attached: { readonly runtime: Runtime; readonly database: Database } | null = null;
  /** When somebody was last seen online, by the steady clock. */
  private onlineAt: Milliseconds;
  private server: { readonly port: number; close(): Promise<void> } | null = null;

  private constructor(
    private readonly parts: MonitoringParts,
    private readonly metrics: Metrics | null,
  ) {
    this.tally = new RunTally(parts.clock);
    this.meter = allMeters(metrics === null ? [this.tally] : [this.tally, metrics.meter]);
    this.onlineAt = parts.clock.steady();
  }

  /** @throws OperatorError when the port of the metrics cannot be had. */
  static async begin(parts: MonitoringParts): Promise<Monitoring> {
    const { metrics: where } = parts.config;
    // The library of the metrics is loaded only where it is wanted.
    if (where === undefined) return new Monitoring(parts, null);
    const { createMetrics } = await import('../../monitoring/metrics/registry.js');
    const { serveHealth } = await import('../../monitoring/serving/health-server.js');
    const metrics = createMetrics(parts.version);
    const monitoring = new Monitoring(parts, metrics);
    monitoring.server = await serveHealth({
      where,
      metrics,
      condition: () => monitoring.condition(),
      onError: (cause) => monitoringFailed(parts.logger, { cause }),
    });
    return monitoring;
  }

  /** The port of the metrics; null where they are not wanted. */
  get port(): number | null {
    return this.server?.port ?? null;
  }

  /** From here on the run itself is looked at. */
  attach(runtime: Runtime, database: Database): void {
    const { config, clock, live = this.parts } = this.parts;
    this.attached = { runtime, database };
    this.metrics?.attach({
      run: () => ({ ...runtime.now(), budgetInAll: live.config.budget.inAll }),
      stored: storedReadings(database, join(config.data, 'kindred.db'), clock),
      condition: () => this.condition(),
      commits: () => database.commits,
      isStoreWell: () => database.health.isWell,
    });
  }

  enter(phase: RunPhase): void {
    this.phase = phase;
    this.onlineAt = this.parts.clock.steady();
  }

  /** Whether the run does its work now. */
  condition(): Condition {
    const accounts = this.attached?.runtime.now().accounts ?? [];
    const steady = this.parts.clock.steady();
    if (accounts.some(({ isOnline, serves }) => isOnline && serves)) this.onlineAt = steady;
    return conditionOf({
      phase: this.phase,
      store: this.attached?.database.health.state ?? { state: 'ok' },
      accounts,
      nobodyOnlineMs: steady - this.onlineAt,
    });
  }

  async close(): Promise<void> {
    await this.server?.close();
  }
}
