import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import type { GateMark } from './gate-reader.js';

/** Keep what the author says, in place of what they said before. False when the draft is no longer there, as after an erasure. */
export async function writeGateMark(
  { db }: Transaction,
  conversation: ConversationId,
  { turn, draft, check, verdict }: GateMark,
  now: Milliseconds,
): Promise<boolean> {
  const kept = await db
    .selectFrom('turn')
    .select('turn_id')
    .where('turn_id', '=', turn)
    .where('conversation_id', '=', conversation)
    .where(sql<string | null>`json_extract(answer, '$.turnedDown')`, 'is not', null)
    .executeTakeFirst();
  if (kept === undefined) return false;
  await db
    .insertInto('gate_mark')
    .values({
      conversation_id: conversation,
      turn_id: turn,
      draft,
      check_name: check,
      verdict,
      marked_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['conversation_id', 'turn_id', 'draft', 'check_name'])
        .doUpdateSet({ verdict, marked_at: now }),
    )
    .execute();
  return true;
}
