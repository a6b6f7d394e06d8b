import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId, PeerId, TurnId } from '../../core/ids.js';
import { insertBubbles } from './bubble-rows.js';
import type { Transaction } from '../engine/database.js';
import type { TurnRecord } from './turn-writer.js';
import type { NewBubble } from './new-bubble.js';

/**
 * A turn may be stored with its first bubbles while the model still writes the rest. It is open as long as it has a row
 * here: bubbles are added behind the ones it has, and only while neither the person's side nor the home changed. Closing
 * it completes the record. What a crash leaves open is closed as `cut-short` at the next start and never taken up again.
 */
export interface OpenTurn {
  readonly turn: TurnId;
  readonly conversation: ConversationId;
  readonly account: AccountId;
  readonly peer: PeerId;
}

/** In the transaction that stored the turn: it goes on. */
export async function openTurn({ db }: Transaction, { turn, conversation }: OpenTurn): Promise<void> {
  const { revision } = await db
    .selectFrom('conversation')
    .select('revision')
    .where('conversation_id', '=', conversation)
    .executeTakeFirstOrThrow();
  await db.insertInto('open_turn').values({ turn_id: turn, revision }).execute();
}

/** Add to what the turn says, or nothing at all: `moved-on` when it was closed or what it answers changed meanwhile. */
export async function addToTurn(
  transaction: Transaction,
  open: OpenTurn,
  bubbles: readonly NewBubble[],
  now: Milliseconds,
): Promise<'stored' | 'moved-on'> {
  const { db } = transaction;
  const row = await db
    .selectFrom('open_turn')
    .innerJoin('turn', 'turn.turn_id', 'open_turn.turn_id')
    .innerJoin('conversation', 'conversation.conversation_id', 'turn.conversation_id')
    .select(['open_turn.revision as then', 'conversation.revision', 'home_account_id', 'home_peer_id'])
    .where('open_turn.turn_id', '=', open.turn)
    .executeTakeFirst();
  if (!row || row.then !== row.revision) return 'moved-on';
  if (row.home_account_id !== open.account || row.home_peer_id !== open.peer) return 'moved-on';
  const before = await db
    .selectFrom('outbox')
    .select(['position', 'state'])
    .where('turn_id', '=', open.turn)
    .execute();
  // What could not be sent, as when the person blocked us, takes with it what would have followed.
  if (before.some(({ state }) => state === 'failed' || state === 'dropped')) return 'moved-on';
  const from = Math.max(-1, ...before.map(({ position }) => position)) + 1;
  await insertBubbles(transaction, open, bubbles, { ...open, from, now });
  return 'stored';
}

/** The turn is over: complete its record. False when somebody else closed it already. */
export async function closeTurn(
  { db }: Transaction,
  record: Pick<TurnRecord, 'turn' | 'reason' | 'finishedAt' | 'answer' | 'checks' | 'timings'>,
): Promise<boolean> {
  const closed = await db.deleteFrom('open_turn').where('turn_id', '=', record.turn).executeTakeFirst();
  if (closed.numDeletedRows === 0n) return false;
  await db
    .updateTable('turn')
    .set({
      reason: record.reason,
      finished_at: record.finishedAt,
      answer: record.answer && JSON.stringify(record.answer),
      checks: JSON.stringify(record.checks),
      timings: JSON.stringify(record.timings),
    })
    .where('turn_id', '=', record.turn)
    .execute();
  return true;
}

/** After a restart: what an earlier run of these accounts was still writing stays as far as it came. Returns how many. */
export async function closeOpenTurns(
  { db }: Transaction,
  accounts: readonly AccountId[],
  now: Milliseconds,
): Promise<number> {
  if (accounts.length === 0) return 0;
  const open = await db
    .selectFrom('open_turn')
    .innerJoin('turn', 'turn.turn_id', 'open_turn.turn_id')
    .innerJoin('conversation', 'conversation.conversation_id', 'turn.conversation_id')
    .select('open_turn.turn_id')
    .where('conversation.home_account_id', 'in', accounts)
    .execute();
  for (const { turn_id } of open) {
    await db.deleteFrom('open_turn').where('turn_id', '=', turn_id).execute();
    await db
      .updateTable('turn')
      .set({ reason: 'cut-short', finished_at: now })
      .where('turn_id', '=', turn_id)
      .execute();
  }
  return open.length;
}
