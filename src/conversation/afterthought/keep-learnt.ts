import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Learnt, Verdict } from '../../memory/scribe/validate.js';
import { likeness, placeOf } from '../../memory/supersede.js';
import type { Transaction } from '../../store/engine/database.js';
import { readNeighbours } from '../../store/memory/memory-neighbours.js';
import { addMemory, addMemorySources, type NewMemory } from '../../store/memory/memory-writer.js';
import { closeThreads, openThread, readOpenThreads } from '../../store/memory/relationship-store.js';
import {
  addScribeCounts,
  clearScribeAgain,
  readScribeProgress,
  saveScribeProgress,
  standUnchanged,
} from '../../store/memory/scribe-store.js';
import { spendDay } from '../../store/spend/spend-store.js';
import type { ScribeBatch } from './scribe-batch.js';

export interface KeepInput {
  readonly conversation: ConversationId;
  readonly batch: ScribeBatch;
  /** Null where nothing had to be asked. */
  readonly verdict: Verdict | null;
  /** Whether the batch is done with; else it is read again. */
  readonly advance: boolean;
  /** When the batch was read. */
  readonly startedAt: Milliseconds;
  readonly now: Milliseconds;
}

/**
 * What was learnt and how far was read, in one commit; gives how many items each outcome had. Null, and nothing stored, when the conversation was read by
 * another meanwhile, or when a message of the batch was deleted or changed since it was read.
 */
export async function keepLearnt(
  transaction: Transaction,
  input: KeepInput,
): Promise<ReadonlyMap<string, number> | null> {
  const { conversation, batch, verdict, advance, startedAt, now } = input;
  const progress = await readScribeProgress(transaction.db, conversation);
  if (progress.seenToRow !== batch.progress.seenToRow) return null;
  if (batch.again.some((row) => !progress.again.includes(row))) return null;
  const rows = batch.messages.map(({ row }) => row);
  if (rows.length > 0 && !(await standUnchanged(transaction, conversation, rows, startedAt))) return null;
  const counts = new Map(verdict?.counts);
  if (verdict && advance) {
    const count = (outcome: string): void => void counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    await keepMemories(transaction, conversation, verdict.learnt, now, count);
    await openThreads(transaction, conversation, verdict.open, now);
    await closeThreads(transaction, conversation, verdict.settled, now);
  }
  await addScribeCounts(transaction, spendDay(now), conversation, counts);
  if (advance) await clearScribeAgain(transaction, conversation, batch.again);
  const next = advance
    ? { seenToRow: Math.max(batch.lastRow, progress.seenToRow), failures: 0 }
    : { seenToRow: progress.seenToRow, failures: progress.failures + 1 };
  await saveScribeProgress(transaction, conversation, next, now);
  return counts;
}

/** Words two open threads share from which on they are one. */
const sameThread = 0.5;

/** What was left open, each once. */
export async function openThreads(
  transaction: Transaction,
  conversation: ConversationId,
  threads: Verdict['open'],
  now: Milliseconds,
): Promise<void> {
  const open = (await readOpenThreads(transaction.db, conversation)).map(({ text }) => text);
  for (const thread of threads) {
    if (open.some((text) => likeness(text, thread.text) >= sameThread)) continue;
    await openThread(transaction, conversation, thread, now);
    open.push(thread.text);
  }
}

/** Each learnt thing at its place among what holds now. */
export async function keepMemories(
  transaction: Transaction,
  conversation: ConversationId,
  learnt: readonly Learnt[],
  now: Milliseconds,
  count: (outcome: string) => void,
  origin: 'scribe' | 'import' = 'scribe',
): Promise<void> {
  for (const item of learnt) {
    // Only what is of the same kind can be the same, or give way; what was just stored is among it.
    const place = placeOf(item, await readNeighbours(transaction, conversation, item));
    if (place.kind === 'repeat') {
      await addMemorySources(transaction, conversation, place.row, item.sources);
      count('repeated');
      continue;
    }
    const memory = toMemory(item, place.supersedes, origin);
    if (place.kind === 'outdated') {
      await addMemory(transaction, conversation, { ...memory, outdatedBy: place.by }, now);
      count('outdated');
      continue;
    }
    await addMemory(transaction, conversation, memory, now);
    count(item.quarantine === null ? 'kept' : 'quarantined');
    if (place.supersedes.length > 0) count('superseded');
  }
}

function toMemory(item: Learnt, supersedes: readonly number[], origin: 'scribe' | 'import'): NewMemory {
  const { quarantine, saidAt, ...rest } = item;
  return {
    ...rest,
    trust: quarantine === null ? 'self' : 'quarantined',
    quarantine,
    origin,
    validFrom: saidAt,
    supersedes,
  };
}
