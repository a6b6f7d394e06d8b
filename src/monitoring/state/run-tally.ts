import type { Clock, Milliseconds } from '../../core/clock.js';
import type { Meter, MeteredCall } from '../../observe/meter.js';

/** How one model did in this run. */
export interface ModelTally {
  readonly provider: string;
  readonly model: string;
  readonly calls: number;
  readonly failures: number;
  /** Calls in a row that failed, up to now. */
  readonly failuresInRow: number;
  readonly lastFailure: { readonly kind: string; readonly at: Milliseconds } | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the input, what came from the cache. */
  readonly cachedTokens: number;
}

/** What this run has done so far. */
export interface RunTotals {
  readonly since: Milliseconds;
  readonly received: number;
  readonly turns: number;
  readonly failedTurns: number;
  readonly sent: number;
  readonly notSent: number;
  readonly broken: number;
  readonly lastTurnAt: Milliseconds | null;
}

type Changing<T> = { -readonly [Key in keyof T]: T[Key] };

/** Models beyond this many are not told apart: characters name them, and their files come and go. */
const mostModels = 64;

/** The few numbers of a run that `kindred status` shows: a handful of additions a turn, and no library. */
export class RunTally implements Meter {
  private readonly models = new Map<string, Changing<ModelTally>>();
  private readonly counts: Changing<RunTotals>;

  constructor(private readonly clock: Pick<Clock, 'now'>) {
    this.counts = {
      ...{ since: clock.now(), lastTurnAt: null },
      ...{ received: 0, turns: 0, failedTurns: 0, sent: 0, notSent: 0, broken: 0 },
    };
  }

  totals(): RunTotals {
    return { ...this.counts };
  }

  byModel(): readonly ModelTally[] {
    return [...this.models.values()].map((model) => ({ ...model }));
  }

  received(messages: number): void {
    this.counts.received += messages;
  }

  turn({ outcome }: { readonly outcome: string }): void {
    this.counts.turns += 1;
    if (outcome === 'failed') this.counts.failedTurns += 1;
    this.counts.lastTurnAt = this.clock.now();
  }

  bubble(outcome: string): void {
    if (outcome === 'sent') this.counts.sent += 1;
    else this.counts.notSent += 1;
  }

  call({ provider, model, outcome, usage }: MeteredCall): void {
    const tally = this.of(provider, model);
    // Cut off because the person wrote on: that says nothing about the model.
    if (outcome === 'aborted') return;
    tally.calls += 1;
    tally.failuresInRow = outcome === 'ok' ? 0 : tally.failuresInRow + 1;
    if (outcome !== 'ok') {
      tally.failures += 1;
      tally.lastFailure = { kind: outcome, at: this.clock.now() };
    }
    if (usage === undefined) return;
    tally.inputTokens += usage.input + usage.cacheRead + usage.cacheWrite;
    tally.cachedTokens += usage.cacheRead;
    tally.outputTokens += usage.output;
  }

  rotated(): void {
    // Rotations are read from the store, with their reasons.
  }

  broke(): void {
    this.counts.broken += 1;
  }

  private of(provider: string, model: string): Changing<ModelTally> {
    const isNew = !this.models.has(`${provider}:${model}`);
    const [givenProvider, givenModel] =
      isNew && this.models.size >= mostModels ? ['others', 'others'] : [provider, model];
    const key = `${givenProvider}:${givenModel}`;
    const tally = this.models.get(key) ?? {
      ...{ provider: givenProvider, model: givenModel, calls: 0, failures: 0, failuresInRow: 0 },
      ...{ lastFailure: null, inputTokens: 0, outputTokens: 0, cachedTokens: 0 },
    };
    this.models.set(key, tally);
    return tally;
  }
}
