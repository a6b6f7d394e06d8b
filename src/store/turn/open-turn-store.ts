import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId, PeerId, TurnId } from '../../core/ids.js';
import { insertBubbles } from './bubble-rows.js';
import type { Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import type { TurnRecord } from './turn-writer.js';
import type { NewBubble } from './new-bubble.js';
import { recordedChecks } from './recorded-checks.js';

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

const beginOpen = statement<{ turn: TurnId; conversation: ConversationId }>()(({ db, bind }) =>
  db
    .insertInto('open_turn')
    .columns(['turn_id', 'revision'])
    .expression(
      db
        .selectFrom('conversation')
        .select((column) => [column.val(bind('turn')).as('turn_id'), 'revision'])
        .where('conversation_id', '=', bind('conversation')),
    ),
);

/** The place of the next bubble; no row where the turn is over or what it answers changed. */
const nextPlace = statement<{ turn: TurnId; account: AccountId; peer: PeerId }>()(({ db, bind }) =>
  db
    .selectFrom('open_turn')
    .innerJoin('turn', 'turn.turn_id', 'open_turn.turn_id')
    .innerJoin('conversation', 'conversation.conversation_id', 'turn.conversation_id')
    .select((column) =>
      column
        .selectFrom('outbox')
        .select((bubble) => bubble.fn.max('outbox.position').as('last'))
        .whereRef('outbox.turn_id', '=', 'open_turn.turn_id')
        .$castTo<{ last: number | null }>()
        .as('last'),
    )
    .where('open_turn.turn_id', '=', bind('turn'))
    .whereRef('open_turn.revision', '=', 'conversation.revision')
    .where('home_account_id', '=', bind('account'))
    .where('home_peer_id', '=', bind('peer'))
    // What could not be sent, as when the person blocked us, takes with it what would have followed.
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('outbox')
            .select('outbox.position')
            .whereRef('outbox.turn_id', '=', 'open_turn.turn_id')
            .where('outbox.state', 'in', ['failed', 'dropped']),
        ),
      ),
    ),
);

const endOpen = statement<{ turn: TurnId }>()(({ db, bind }) =>
  db.deleteFrom('open_turn').where('turn_id', '=', bind('turn')),
);

const complete = statement<{
  turn: TurnId;
  reason: string | null;
  finishedAt: Milliseconds;
  answer: string | null;
  checks: string;
  timings: string;
}>()(({ db, bind }) =>
  db
    .updateTable('turn')
    .set({
      reason: bind('reason'),
      finished_at: bind('finishedAt'),
      answer: bind('answer'),
      checks: bind('checks'),
      timings: bind('timings'),
    })
    .where('turn_id', '=', bind('turn')),
);

/** In the transaction that stored the turn: it goes on. */
export async function openTurn({ db }: Transaction, { turn, conversation }: OpenTurn): Promise<void> {
  await db.change(beginOpen, { turn, conversation });
}

/** Add to what the turn says, or nothing at all: `moved-on` when it was closed or what it answers changed meanwhile. */
export async function addToTurn(
  transaction: Transaction,
  open: OpenTurn,
  bubbles: readonly NewBubble[],
  now: Milliseconds,
): Promise<'stored' | 'moved-on'> {
  const { turn, account, peer } = open;
  const next = await transaction.db.first(nextPlace, { turn, account, peer });
  if (!next) return 'moved-on';
  await insertBubbles(transaction, open, bubbles, { ...open, from: (next.last ?? -1) + 1, now });
  return 'stored';
}

/** The turn is over: complete its record. False when somebody else closed it already. */
export async function closeTurn(
  { db }: Transaction,
  record: Pick<TurnRecord, 'turn' | 'reason' | 'finishedAt' | 'answer' | 'checks' | 'timings'>,
): Promise<boolean> {
  const { turn, reason, finishedAt } = record;
  if ((await db.change(endOpen, { turn })) === 0) return false;
  await db.change(complete, {
    turn,
    reason,
    finishedAt,
    answer: record.answer && JSON.stringify(record.answer),
    checks: recordedChecks(record.checks),
    timings: JSON.stringify(record.timings),
  });
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
