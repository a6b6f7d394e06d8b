import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../core/clock.js';
import { createDayOf } from '../../memory/recall-lines.js';
import { usualRecall } from '../../memory/recall.js';
import { createDayReader } from '../../memory/search/day-words.js';
import { usualWeights, type RankWeights } from '../../memory/search/weights.js';
import { openDatabase } from '../../store/engine/database.js';
import { relatedWords } from '../../text/related-words.js';
import { percentiles } from '../frame/percentiles.js';
import { ablate, leaveOneOut, type LeaveOneOutResult } from './leave-one-out.js';
import { askTalk, storeTalk, type Answered, type StoredTalk } from './locomo-talks.js';
import { readLocomo } from './locomo.js';
import { mean, recallFigures, rounded, type RecallFigures } from './recall-figures.js';
import { createSentenceEncoder, embedTalks, type VectorOf } from './sentence-vectors.js';

export interface MemoryBenchOptions {
  /** LoCoMo's JSON file, or the folder it lies in. */
  readonly locomo: string;
  /** False to leave age out of the score. */
  readonly decay: boolean;
  /** Also choose weights without each conversation and measure them on it; takes minutes. */
  readonly leaveOneOut: boolean;
  /** Also measure without each part. */
  readonly ablate: boolean;
  /** Also find by meaning, with a real embedder. */
  readonly embedder: boolean;
  /** Where the embedder's vectors are kept from one run to the next. */
  readonly vectors: string | null;
  readonly clock: Clock;
  readonly progress: (line: string) => void;
}

export interface MemoryBenchResult extends RecallFigures {
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Estimated tokens of the block that goes into the prompt with 20 turns in it: the mean, and the largest. */
  readonly tokensAt20: number;
  readonly mostTokens: number;
  /** How many turns the budget left room for, on average. */
  readonly turnsRecalled: number;
  readonly indexedMessages: number;
  readonly indexMsPerMessage: number;
  readonly conversations: readonly { readonly recallAt10: number; readonly recallAt20: number }[];
  /** With vectors of a real embedder beside the words. */
  readonly withEmbedder?: RecallFigures & { readonly conversations: readonly RecallFigures[] };
  readonly leaveOneOut?: LeaveOneOutResult;
  readonly ablation?: Readonly<Record<string, object>>;
}

/**
 * What the program's own recall finds of the evidence of LoCoMo's questions, turn by turn: every conversation goes
 * through the store as messages do, every question through `recall` as a turn's words do. No model, and nothing of the
 * benchmark is known to the ranking: the two names are what a conversation of two always knows.
 */
export async function memoryBench(options: MemoryBenchOptions): Promise<MemoryBenchResult> {
  const { locomo, decay, clock, progress } = options;
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-'));
  const database = openDatabase(join(folder, 'kindred.db'));
  const parts = {
    read: database.read,
    readDays: createDayReader(),
    dayOf: createDayOf(),
    related: relatedWords,
  };
  try {
    const startedAt = clock.steady();
    const talks: StoredTalk[] = [];
    for (const talk of readLocomo(locomo))
      talks.push(await storeTalk(database, talk, String(talks.length + 1)));
    const indexingMs = clock.steady() - startedAt;
    const messages = talks.reduce((sum, { turns }) => sum + turns.length, 0);
    const answerAll = async (
      weights: RankWeights,
      vectorOf?: VectorOf,
    ): Promise<readonly (readonly Answered[])[]> => {
      const settings = { ...usualRecall, ageing: decay, weights };
      const asked = { ...parts, settings, ...(vectorOf !== undefined && { vectorOf }) };
      const all: (readonly Answered[])[] = [];
      for (const talk of talks) {
        const answered: Answered[] = [];
        for (const question of talk.questions) answered.push(await askTalk(asked, talk, question, clock));
        all.push(answered);
      }
      return all;
    };
    const answered = await answerAll(usualWeights);
    const withEmbedder = async () => {
      const vectorOf = await createSentenceEncoder(options.vectors);
      await embedTalks(database, vectorOf, progress);
      const found = await answerAll(usualWeights, vectorOf);
      return { ...recallFigures(found.flat()), conversations: found.map(recallFigures) };
    };
    return {
      ...summary(answered.flat()),
      indexedMessages: messages,
      indexMsPerMessage: rounded(indexingMs / messages),
      conversations: answered.map((own) => {
        const { recallAt10, recallAt20 } = recallFigures(own);
        return { recallAt10, recallAt20 };
      }),
      ...(options.embedder && { withEmbedder: await withEmbedder() }),
      ...(options.leaveOneOut && {
        leaveOneOut: await leaveOneOut((weights) => answerAll(weights), progress),
      }),
      ...(options.ablate && { ablation: await ablate((weights) => answerAll(weights)) }),
    };
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function summary(answered: readonly Answered[]) {
  const times = percentiles(answered.map(({ ms }) => ms));
  return {
    ...recallFigures(answered),
    p50Ms: rounded(times.p50),
    p95Ms: rounded(times.p95),
    tokensAt20: rounded(mean(answered.map(({ tokens }) => tokens))),
    mostTokens: Math.max(0, ...answered.map(({ tokens }) => tokens)),
    turnsRecalled: rounded(mean(answered.map(({ found }) => found.length))),
  };
}
