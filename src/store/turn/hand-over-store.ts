import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, TurnId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';

/** A chat in which a matter waits for the human who runs this. */
export interface HandOver {
  readonly conversation: ConversationId;
  readonly turn: TurnId;
  readonly reason: string;
  readonly since: Milliseconds;
}

/** Leave a matter to the human who runs this, with the turn that told the person so. */
export async function handOver({ db }: Transaction, matter: HandOver): Promise<void> {
  const row = { turn_id: matter.turn, reason: matter.reason, since: matter.since };
  await db
    .insertInto('hand_over')
    .values({ conversation_id: matter.conversation, ...row })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(row))
    .execute();
}

/** With when the human who runs this last wrote in the chat. */
const handOverOf = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .selectFrom('hand_over')
    .select(['turn_id', 'reason', 'since'])
    .select((column) =>
      column
        .selectFrom('message')
        .select('message.sent_at')
        .whereRef('message.conversation_id', '=', 'hand_over.conversation_id')
        .where('message.author', '=', 'operator')
        .orderBy('message.message_row', 'desc')
        .limit(1)
        .as('written_at'),
    )
    .where('hand_over.conversation_id', '=', bind('conversation')),
);

/** The matter that waits in a chat; null once the human has written there, and where there is none. */
export async function readHandOver(read: Reader, conversation: ConversationId): Promise<HandOver | null> {
  const row = await read.first(handOverOf, { conversation });
  if (!row || (row.written_at !== null && row.written_at > row.since)) return null;
  return { conversation, turn: row.turn_id, reason: row.reason, since: row.since };
}

/** What waits for the human in all chats, the latest first. */
export async function readHandOvers(read: Reader, most: number): Promise<readonly HandOver[]> {
  const rows = await read
    .selectFrom('hand_over')
    .selectAll()
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('message')
            .select('message_row')
            .whereRef('message.conversation_id', '=', 'hand_over.conversation_id')
            .where('message.author', '=', 'operator')
            .whereRef('message.sent_at', '>', 'hand_over.since'),
        ),
      ),
    )
    .orderBy('since', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    conversation: row.conversation_id,
    turn: row.turn_id,
    reason: row.reason,
    since: row.since,
  }));
}
