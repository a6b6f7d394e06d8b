import { cutText } from '../../lib/cut-text.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { Embedder } from '../../model/embedder.js';
import type { Database } from '../../store/engine/database.js';
import { readIndexStanding } from '../../store/index/message-vector-reader.js';
import { addVectors, adoptEmbedder, readWaitingForVectors } from '../../store/index/message-vector-writer.js';

export interface VectorReport {
  /** Messages have vectors now; `waiting` still have none. */
  embedded(embedder: string, vectors: number, waiting: number): void;
  /** The embedder failed, in the kind of failure; it is asked again after `wait`. */
  notEmbedded(embedder: string, reason: string, wait: Milliseconds): void;
}

export interface VectorFillerParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly embedder: Embedder;
  readonly report: VectorReport;
  readonly onFault: (cause: unknown) => void;
}

const messagesAtOnce = 32;
/** Embedders read no more than about 512 tokens of a text, and some refuse longer ones. */
const mostLetters = 1_500;
/** Between two looks for new messages. */
const pauseMs: Milliseconds = 5_000;
/** After the first failure in a row; doubled with each, up to the longest. */
const retryMs: Milliseconds = 10_000;
const longestRetryMs: Milliseconds = 600_000;
/** How many batches between two reports of progress. */
const reportEvery = 50;

/**
 * Makes the vectors of messages in the background. What waits is in the store, so the next start goes on from there; for
 * another embedder than the last everything waits again.
 */
export class VectorFiller {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly parts: VectorFillerParts) {}

  start(): void {
    this.running = this.run().catch(this.parts.onFault);
  }

  /** Waits for the step under way; a request under way is given up. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { database, clock, embedder, report } = this.parts;
    const { signal } = this.stopping;
    let isAdopted = false;
    let failures = 0;
    let batches = 0;
    while (!signal.aborted) {
      if (!database.health.isWell) {
        await clock.sleep(pauseMs, signal);
        continue;
      }
      if (!isAdopted) {
        await database.write((transaction) => adoptEmbedder(transaction, embedder.name));
        isAdopted = true;
      }
      const failure = await this.step();
      if (failure === 'nothing waits') {
        if (batches > 0) await this.sayProgress();
        batches = 0;
        await clock.sleep(pauseMs, signal);
      } else if (failure === null) {
        failures = 0;
        batches += 1;
        if (batches % reportEvery === 0) await this.sayProgress();
      } else if (!signal.aborted) {
        const wait = Math.min(longestRetryMs, retryMs * 2 ** failures);
        failures += 1;
        report.notEmbedded(embedder.name, failure, wait);
        await clock.sleep(wait, signal);
      }
    }
  }

  /** One batch; null when it was kept. */
  private async step(): Promise<string | null> {
    const { database, embedder } = this.parts;
    const waiting = await readWaitingForVectors(database.read, messagesAtOnce);
    if (waiting.length === 0) return 'nothing waits';
    const worded = waiting.filter(({ text }) => text !== '');
    const texts = worded.map(({ text }) => cutText(text, mostLetters));
    const options = { signal: this.stopping.signal, as: 'passage' } as const;
    const result =
      texts.length === 0 ? ({ ok: true, vectors: [] } as const) : await embedder.embed(texts, options);
    if (!result.ok) return result.failure.kind;
    const vectorOf = new Map(worded.map(({ place }, at) => [place, result.vectors[at] ?? null]));
    const made = waiting.map((message) => ({ ...message, vector: vectorOf.get(message.place) ?? null }));
    await database.write((transaction) => addVectors(transaction, embedder.name, made), 'ordered');
    return null;
  }

  private async sayProgress(): Promise<void> {
    const { database, embedder, report } = this.parts;
    const { vectors, waiting } = await readIndexStanding(database.read);
    report.embedded(embedder.name, vectors, waiting);
  }
}
