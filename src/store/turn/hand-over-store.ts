import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, TurnId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';

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

/** The matter that waits in a chat; null once the human has written there, and where there is none. */
export async function readHandOver(read: Reader, conversation: ConversationId): Promise<HandOver | null> {
  const row = await read
    .selectFrom('hand_over')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .executeTakeFirst();
  if (!row) return null;
  const latest = await read
    .selectFrom('message')
    .select('sent_at')
    .where('conversation_id', '=', conversation)
    .where('author', '=', 'operator')
    .orderBy('message_row', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (latest && latest.sent_at > row.since) return null;
  return { conversation, turn: row.turn_id, reason: row.reason, since: row.since };
}
