import { z } from 'zod';
import { withoutRuntime } from '../../app/orders/export-card.js';
import { differencesBetween, type Difference } from '../../character/differences.js';
import { OperatorError } from '../../core/failure.js';
import type { PageParts } from '../source/page-parts.js';
import { goodOrRefused, loadedWith } from './characters.js';
import { tenLines } from './ten-lines.js';
import type { Tryouts } from './tryouts.js';

/** A line, and what each version answered; null while it is still asked. */
export interface ComparedLine {
  readonly line: string;
  readonly before: string | null;
  readonly after: string | null;
}

interface Comparison {
  readonly lines: { line: string; before: string | null; after: string | null }[];
  readonly talks: { readonly before: string; readonly after: string };
  readonly model: string;
  readonly stop: AbortController;
  state: { kind: 'asking' } | { kind: 'done' } | { kind: 'failed'; why: string };
  cost: { calls: number; microUsd: number; isPriced: boolean };
}

const longestText = 1_000_000;
const wanted = z.object({
  before: z.string().min(1).max(longestText),
  after: z.string().min(1).max(longestText),
  model: z.string().max(200).optional(),
});
const shown = z.object({ before: wanted.shape.before, after: wanted.shape.after });

/** What is written in one version of a character and not in the other, field by field. */
export function differencesShown(
  parts: Pick<PageParts, 'config'>,
  id: string,
  input: unknown,
): {
  readonly differences: readonly Difference[];
} {
  const { before, after } = shown.parse(input);
  const read = (text: string) =>
    withoutRuntime(goodOrRefused(loadedWith(parts.config, id, text), id).character);
  return { differences: differencesBetween(read(before), read(after)) };
}

export type DifferencesView = ReturnType<typeof differencesShown>;

/** Two versions of a character answer the same ten lines, each in a talk of its own; nothing of it is kept. One at a time. */
export class Comparisons {
  private latest: { readonly name: string; readonly comparison: Comparison } | null = null;
  private started = 0;

  constructor(
    private readonly parts: Pick<PageParts, 'config' | 'clock'>,
    private readonly tryouts: Tryouts,
  ) {}

  async start(id: string, input: unknown): Promise<{ readonly comparison: string; readonly model: string }> {
    const { before, after, model } = wanted.parse(input);
    const { character } = goodOrRefused(loadedWith(this.parts.config, id, after), id);
    goodOrRefused(loadedWith(this.parts.config, id, before), id);
    await this.stop();
    const old = await this.tryouts.start(id, before, model);
    const fresh = await this.tryouts.start(id, after, model);
    this.started += 1;
    const name = `${this.parts.clock.now()}-${this.started}`;
    const comparison: Comparison = {
      lines: tenLines(character.languages[0]).map((line) => ({ line, before: null, after: null })),
      talks: { before: old.tryout, after: fresh.tryout },
      model: fresh.model,
      stop: new AbortController(),
      state: { kind: 'asking' },
      cost: { calls: 0, microUsd: 0, isPriced: true },
    };
    this.latest = { name, comparison };
    this.ask(comparison).catch((cause: unknown) => {
      comparison.state = { kind: 'failed', why: cause instanceof Error ? cause.message : String(cause) };
    });
    return { comparison: name, model: comparison.model };
  }

  look(name: string) {
    const { lines, model, state, cost } = this.named(name);
    return { lines: lines as readonly ComparedLine[], model, state, ...cost };
  }

  async stop(): Promise<void> {
    const comparison = this.latest?.comparison;
    this.latest = null;
    if (comparison === undefined) return;
    comparison.stop.abort();
    for (const talk of Object.values(comparison.talks)) await this.tryouts.end(talk);
  }

  private async ask(comparison: Comparison): Promise<void> {
    const { lines, talks, stop } = comparison;
    for (const one of lines) {
      const both = [talks.before, talks.after].map((talk) =>
        this.tryouts.answerTo(talk, one.line, stop.signal),
      );
      const [before = [], after = []] = await Promise.all(both);
      if (stop.signal.aborted) return;
      one.before = before.join('\n');
      one.after = after.join('\n');
      const costs = await Promise.all(Object.values(talks).map((talk) => this.tryouts.look(talk)));
      comparison.cost = {
        calls: costs.reduce((sum, { calls }) => sum + calls, 0),
        microUsd: costs.reduce((sum, { microUsd }) => sum + microUsd, 0),
        isPriced: costs.every(({ isPriced }) => isPriced),
      };
    }
    comparison.state = { kind: 'done' };
    for (const talk of Object.values(talks)) await this.tryouts.end(talk);
  }

  private named(name: string): Comparison {
    if (this.latest?.name !== name) throw new OperatorError('this comparison is over', 'start another one');
    return this.latest.comparison;
  }
}

export type ComparisonView = ReturnType<Comparisons['look']>;
