import type { Chance } from '../../core/chance.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import { backoffDelay } from '../../lib/backoff.js';
import type { Alert, AlertRoute, DatedAlert } from './alert.js';

export interface AlertDeskOptions {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly mostPerHour: number;
  readonly report: {
    told(kind: string, route: string): void;
    /** Given up: refused, or tried for too long. */
    notTold(kind: string, route: string, code: string): void;
  };
}

/** What still stands is said again after this, should it be noticed again. */
const repeatMs: Milliseconds = 6 * 3_600_000;
const hourMs: Milliseconds = 3_600_000;
/** A receiver that is down is asked again after 2 s, 4 s and so on, each five minutes at the end, for six hours. */
const retries = { firstMs: 2_000, mostMs: 5 * 60_000 };
const patienceMs: Milliseconds = 6 * 3_600_000;
/** One request that hangs is given up after this. */
const deadlineMs: Milliseconds = 15_000;
/** Kept for a receiver that is down; the oldest are let go first. */
const mostWaiting = 100;

/**
 * Takes alerts and brings them to the operator, in order, by each route on its own: what one receiver misses another
 * gets. The same is said once while it stands; more than so many in an hour are held back and counted. Nothing here is
 * waited for by whoever raises an alert, and an alert that nobody could be told of is in the log.
 */
export class AlertDesk {
  private readonly lines: RouteLine[] = [];
  /** What stands, since when it was last said. */
  private readonly standing = new Map<string, { readonly kind: string; readonly at: Milliseconds }>();
  private readonly said: Milliseconds[] = [];
  private heldBack = 0;
  private readonly closing = new AbortController();
  private readonly cutting = new AbortController();

  constructor(private readonly options: AlertDeskOptions) {}

  add(route: AlertRoute): void {
    this.lines.push(new RouteLine(route, this.options, this.closing.signal, this.cutting.signal));
  }

  raise(alert: Alert): void {
    const now = this.options.clock.now();
    if (!this.isNews(alert, now)) return;
    while (this.said.length > 0 && now - (this.said[0] ?? now) >= hourMs) this.said.shift();
    if (this.said.length >= this.options.mostPerHour) {
      this.heldBack += 1;
      return;
    }
    this.said.push(now);
    const dated: DatedAlert = { ...alert, at: now, heldBack: this.heldBack };
    this.heldBack = 0;
    for (const line of this.lines) line.put(dated);
  }

  /** Try nothing again; give what is on its way this long to arrive, then let go of it. */
  async close(graceMs: Milliseconds): Promise<void> {
    this.closing.abort();
    const left = new AbortController();
    const idle = Promise.all(this.lines.map((line) => line.idle()));
    await Promise.race([idle, this.options.clock.sleep(graceMs, left.signal)]);
    left.abort();
    this.cutting.abort();
    await idle;
  }

  /** A resolution is news only where something stood; the same again only after long. */
  private isNews({ key, kind, severity }: Alert, now: Milliseconds): boolean {
    const before = this.standing.get(key);
    if (severity === 'resolved') return this.standing.delete(key);
    if (before?.kind === kind && now - before.at < repeatMs) return false;
    this.standing.set(key, { kind, at: now });
    return true;
  }
}

/** The alerts that one route has still to deliver. */
class RouteLine {
  private readonly waiting: DatedAlert[] = [];
  private running: Promise<void> | null = null;

  constructor(
    private readonly route: AlertRoute,
    private readonly options: AlertDeskOptions,
    /** Nothing is tried again. */
    private readonly closing: AbortSignal,
    /** What is under way is over. */
    private readonly cutting: AbortSignal,
  ) {}

  put(alert: DatedAlert): void {
    this.waiting.push(alert);
    const lost = this.waiting.length > mostWaiting ? this.waiting.shift() : undefined;
    if (lost !== undefined) this.options.report.notTold(lost.kind, this.route.name, 'too-many');
    this.running ??= this.drain();
  }

  async idle(): Promise<void> {
    await this.running;
  }

  private async drain(): Promise<void> {
    for (let alert = this.waiting.shift(); alert !== undefined; alert = this.waiting.shift()) {
      await this.deliver(alert);
    }
    this.running = null;
  }

  private async deliver(alert: DatedAlert): Promise<void> {
    const { clock, chance, report } = this.options;
    const { name } = this.route;
    for (let failures = 1; ; failures += 1) {
      const result = await this.attempt(alert);
      if (result.outcome === 'told') return report.told(alert.kind, name);
      const isOver = clock.now() - alert.at >= patienceMs || this.closing.aborted;
      if (result.outcome === 'refused' || isOver) return report.notTold(alert.kind, name, result.code);
      const wait = Math.max(result.waitMs ?? 0, backoffDelay(failures, retries, chance));
      await clock.sleep(wait, this.closing);
    }
  }

  private async attempt(alert: DatedAlert): ReturnType<AlertRoute['deliver']> {
    const enough = new AbortController();
    const timer = this.options.clock.after(deadlineMs, () => enough.abort(), { unref: true });
    try {
      return await this.route.deliver(alert, AbortSignal.any([enough.signal, this.cutting]));
    } finally {
      timer.cancel();
    }
  }
}
