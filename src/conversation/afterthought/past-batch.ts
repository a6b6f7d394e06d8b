import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Verdict } from '../../memory/scribe/validate.js';
import type { Reader, Transaction } from '../../store/engine/database.js';
import {
  readImportedPast,
  readNewestOfPast,
  savePastProgress,
  type ImportedPast,
} from '../../store/memory/imported-past-store.js';
import { addScribeCounts, readForScribe, standUnchanged } from '../../store/memory/scribe-store.js';
import { spendDay } from '../../store/spend/spend-store.js';
import { keepMemories, openThreads } from './keep-learnt.js';
import { toScribe, type ScribeTalk } from './scribe-batch.js';

/** A stretch of an imported past: its newest part that is not read. */
export interface PastBatch extends ScribeTalk {
  readonly past: ImportedPast;
  /** The row its first message stands at: what comes next ends before it. */
  readonly fromRow: number;
}

/** Messages before a batch that are shown for sense. */
const shownBefore = 6;
/** What was left open longer ago is not open any more. */
const stillOpenMs: Milliseconds = 14 * 86_400_000;

/** Null when all of it is read. */
export async function readPastBatch(
  read: Reader,
  conversation: ConversationId,
  most: number,
): Promise<PastBatch | null> {
  const past = await readImportedPast(read, conversation);
  if (past === null) return null;
  const all = await readNewestOfPast(read, conversation, past, most);
  const fromRow = all[0]?.row ?? past.firstRow;
  const before = await readForScribe(read, conversation, { before: fromRow }, shownBefore);
  return {
    past,
    fromRow,
    messages: all.filter(({ author, text }) => author !== 'operator' && text.trim() !== '').map(toScribe),
    before: before.map(toScribe),
  };
}

/**
 * What was learnt of a batch and that it was read, in one commit. Null, and nothing stored, when another read it meanwhile,
 * or a message of it was deleted or changed since.
 */
export async function keepPast(
  transaction: Transaction,
  input: {
    readonly conversation: ConversationId;
    readonly batch: PastBatch;
    /** Null where nothing had to be asked. */
    readonly verdict: Verdict | null;
    readonly advance: boolean;
    readonly startedAt: Milliseconds;
    readonly now: Milliseconds;
  },
): Promise<ReadonlyMap<string, number> | null> {
  const { conversation, batch, verdict, advance, startedAt, now } = input;
  const past = await readImportedPast(transaction.db, conversation);
  if (past?.beforeRow !== batch.past.beforeRow) return null;
  const rows = batch.messages.map(({ row }) => row);
  if (rows.length > 0 && !(await standUnchanged(transaction, conversation, rows, startedAt))) return null;
  const counts = new Map(verdict?.counts);
  if (verdict && advance) {
    const count = (outcome: string): void => void counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    await keepMemories(transaction, conversation, verdict.learnt, now, count, 'import');
    const times = new Map(batch.messages.map(({ row, sentAt }) => [row, sentAt]));
    const open = verdict.open.filter(({ messageRow }) => now - (times.get(messageRow) ?? 0) < stillOpenMs);
    await openThreads(transaction, conversation, open, now);
  }
  await addScribeCounts(transaction, spendDay(now), conversation, counts);
  const next = advance
    ? { beforeRow: batch.fromRow, failures: 0 }
    : { beforeRow: past.beforeRow, failures: past.failures + 1 };
  await savePastProgress(transaction, conversation, next, now);
  return counts;
}
