import { sql } from 'kysely';
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
import { statement } from '../engine/statement.js';
import { insertBubbles } from './bubble-rows.js';
import type { TurnOutcome, TurnTable } from '../schema.js';
import type { NewBubble } from './new-bubble.js';
import { recordedChecks } from './recorded-checks.js';
import type { RecordedPart } from './recorded-words.js';

/** Exactly what was sent to the model. Blocks shared by many turns are kept once, under their hash, messages by their row. */
export interface RecordedRequest {
  readonly role: string;
  readonly system: readonly RecordedBlock[];
  readonly messages: readonly {
    readonly role: string;
    readonly parts: readonly RecordedPart[];
    readonly cache?: string;
  }[];
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

type TurnColumns = Omit<TurnTable, 'turn_id' | 'conversation_id'>;

interface NewTurn extends TurnColumns {
  readonly turn: TurnId;
  readonly conversation: ConversationId;
  readonly revision: number | null;
  readonly account: AccountId;
  readonly peer: PeerId;
  /** JSON: rows of messages. */
  readonly covered: string;
}

/** Rows of messages, bound as JSON. */
const listed = (rows: string) => sql<{ value: number }>`json_each(${rows})`.as('listed');

/** One row, or none where the turn no longer fits. No message is answered twice, whoever else answered it meanwhile. */
const addTurn = statement<NewTurn>()(({ db, bind }) =>
  db
    .insertInto('turn')
    .columns([
      'turn_id',
      'conversation_id',
      'cause',
      'outcome',
      'reason',
      'started_at',
      'finished_at',
      'decision',
      'layers',
      'request',
      'answer',
      'checks',
      'timings',
    ])
    .expression(
      db
        .selectFrom('conversation')
        .select((column) => [
          column.val(bind('turn')).as('turn_id'),
          'conversation_id',
          column.val(bind('cause')).as('cause'),
          column.val(bind('outcome')).as('outcome'),
          column.val(bind('reason')).as('reason'),
          column.val(bind('started_at')).as('started_at'),
          column.val(bind('finished_at')).as('finished_at'),
          column.val(bind('decision')).as('decision'),
          column.val(bind('layers')).as('layers'),
          column.val(bind('request')).as('request'),
          column.val(bind('answer')).as('answer'),
          column.val(bind('checks')).as('checks'),
          column.val(bind('timings')).as('timings'),
        ])
        .where('conversation_id', '=', bind('conversation'))
        .where('revision', '=', sql<number>`coalesce(${bind('revision')}, revision)`)
        .where('home_account_id', '=', bind('account'))
        .where('home_peer_id', '=', bind('peer'))
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom(listed(bind('covered')))
                .innerJoin('message', 'message.message_row', 'listed.value')
                .select('message.message_row')
                .where('message.turn_id', 'is not', null),
            ),
          ),
        ),
    ),
);

const cover = statement<{ turn: TurnId; covered: string }>()(({ db, bind }) =>
  db
    .updateTable('message')
    .set({ turn_id: bind('turn') })
    .where('message_row', 'in', (rows) => rows.selectFrom(listed(bind('covered'))).select('listed.value')),
);

const keepLorebookState = statement<{ conversation: ConversationId; state: string | null }>()(
  ({ db, bind }) =>
    db
      .updateTable('conversation')
      .set({ lorebook_state: bind('state') })
      .where('conversation_id', '=', bind('conversation')),
);

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
  const { turn, conversation, lorebookState } = record;
  const rows = JSON.stringify(covered);
  const added = await db.change(addTurn, {
    turn,
    conversation,
    ...basis,
    covered: rows,
    cause: record.cause,
    outcome: record.outcome,
    reason: record.reason,
    started_at: record.startedAt,
    finished_at: record.finishedAt,
    decision: JSON.stringify(record.decision),
    layers: JSON.stringify(record.layers),
    request: record.request && JSON.stringify(record.request),
    answer: record.answer && JSON.stringify(record.answer),
    checks: recordedChecks(record.checks),
    timings: JSON.stringify(record.timings),
  });
  if (added === 0) return 'moved-on';
  if (covered.length > 0) await db.change(cover, { turn, covered: rows });
  if (lorebookState !== undefined) await db.change(keepLorebookState, { conversation, state: lorebookState });
  await insertBubbles(transaction, record, bubbles, { ...basis, from: 0, now: record.finishedAt });
  return 'stored';
}

const addPromptBlock = statement<{ hash: string; text: string }>()(({ db, bind }) =>
  db
    .insertInto('prompt_block')
    .values({ hash: bind('hash'), text: bind('text') })
    .onConflict((conflict) => conflict.column('hash').doNothing()),
);

/** Keep a shared prompt block under its hash; storing it again is a no-op. */
export async function storePromptBlock({ db }: Transaction, hash: string, text: string): Promise<void> {
  await db.change(addPromptBlock, { hash, text });
}
