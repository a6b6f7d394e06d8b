import type { Milliseconds } from '../../core/clock.js';
import type { Decision, FixedWords } from '../../core/decision.js';
import type { AccountId, ConversationId, PeerId, TurnId } from '../../core/ids.js';
import type {
  AttemptNote,
  CheckNote,
  LayerNote,
  TurnCause,
  TurnedDown,
  TurnTimings,
} from '../../core/turn.js';
import type { Transaction } from '../engine/database.js';
import { insertBubbles } from './bubble-rows.js';
import type { TurnOutcome } from '../schema.js';
import type { NewBubble } from './new-bubble.js';

/** Exactly what was sent to the model. Blocks shared by many turns are kept once, under their hash. */
export interface RecordedRequest {
  readonly role: string;
  readonly system: readonly RecordedBlock[];
  readonly messages: readonly { readonly role: string; readonly text: string; readonly cache?: string }[];
  readonly maxTokens: number;
}

export type RecordedBlock =
  { readonly shared: string; readonly cache?: string } | { readonly text: string; readonly cache?: string };

/** Exactly what came back. */
export interface RecordedAnswer {
  readonly text: string;
  readonly stop: string;
  readonly usage?: { input: number; output: number; cacheRead: number; cacheWrite: number };
  readonly attempts: readonly AttemptNote[];
  /** Drafts and bubbles that were turned down, and why. */
  readonly turnedDown?: readonly TurnedDown[];
}

export interface TurnRecord {
  readonly turn: TurnId;
  readonly conversation: ConversationId;
  readonly cause: TurnCause;
  readonly outcome: TurnOutcome;
  readonly reason: string | null;
  readonly startedAt: Milliseconds;
  readonly finishedAt: Milliseconds;
  readonly decision: Decision | FixedWords;
  readonly layers: readonly LayerNote[];
  readonly request: RecordedRequest | null;
  readonly answer: RecordedAnswer | null;
  readonly checks: readonly CheckNote[];
  readonly timings: TurnTimings;
  /** JSON for the next turn; left as it was when absent. */
  readonly lorebookState?: string | null;
}

/** What a turn was made for. */
export interface TurnBasis {
  /** The conversation's revision when the turn began; null to store whatever the person did meanwhile. */
  readonly revision: number | null;
  /** The chat it was to be said in. Never another one: there the person may not have written. */
  readonly account: AccountId;
  readonly peer: PeerId;
}

/**
 * Store a finished turn: its record, which messages it covers, and its bubbles, or nothing at all.
 * Returns `moved-on` and stores nothing when the person's side changed since the turn began, or the home did.
 */
export async function storeTurn(
  transaction: Transaction,
  record: TurnRecord,
  covered: readonly number[],
  bubbles: readonly NewBubble[],
  basis: TurnBasis,
): Promise<'stored' | 'moved-on'> {
  const { db } = transaction;
  const conversation = await db
    .selectFrom('conversation')
    .select(['revision', 'home_account_id', 'home_peer_id'])
    .where('conversation_id', '=', record.conversation)
    .executeTakeFirstOrThrow();
  if (basis.revision !== null && conversation.revision !== basis.revision) return 'moved-on';
  if (conversation.home_account_id !== basis.account || conversation.home_peer_id !== basis.peer) {
    return 'moved-on';
  }
  if (!(await areUncovered(db, covered))) return 'moved-on';

  await db
    .insertInto('turn')
    .values({
      turn_id: record.turn,
      conversation_id: record.conversation,
      cause: record.cause,
      outcome: record.outcome,
      reason: record.reason,
      started_at: record.startedAt,
      finished_at: record.finishedAt,
      decision: JSON.stringify(record.decision),
      layers: JSON.stringify(record.layers),
      request: record.request && JSON.stringify(record.request),
      answer: record.answer && JSON.stringify(record.answer),
      checks: JSON.stringify(record.checks),
      timings: JSON.stringify(record.timings),
    })
    .execute();
  if (record.lorebookState !== undefined) {
    await db
      .updateTable('conversation')
      .set({ lorebook_state: record.lorebookState })
      .where('conversation_id', '=', record.conversation)
      .execute();
  }
  for (const row of covered) {
    await db.updateTable('message').set({ turn_id: record.turn }).where('message_row', '=', row).execute();
  }
  await insertBubbles(transaction, record, bubbles, { ...basis, from: 0, now: record.finishedAt });
  return 'stored';
}

/** No message is answered twice, whoever else answered it meanwhile. */
async function areUncovered(db: Transaction['db'], rows: readonly number[]): Promise<boolean> {
  if (rows.length === 0) return true;
  const covered = await db
    .selectFrom('message')
    .select('message_row')
    .where('message_row', 'in', rows)
    .where('turn_id', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return covered === undefined;
}

/** Keep a shared prompt block under its hash; storing it again is a no-op. */
export async function storePromptBlock({ db }: Transaction, hash: string, text: string): Promise<void> {
  await db
    .insertInto('prompt_block')
    .values({ hash, text })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
}
