import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { Reader } from '../engine/database.js';
import { imported } from '../message/imported-numbers.js';

/** Rows looked at: what a look may cost, whatever the size of the store. */
const mostRows = 20_000;

/**
 * When messages of people were received since a moment, the latest first: among the latest 20,000 rows, read backwards,
 * as there is no index of times. In a busy store they reach back less far.
 */
export async function readReceived(read: Reader, since: Milliseconds): Promise<readonly Milliseconds[]> {
  const rows = await read
    .selectFrom('message')
    .select('received_at')
    .where('message_row', '>', sql<number>`(select max(message_row) from message) - ${sql.lit(mostRows)}`)
    .where('direction', '=', 'incoming')
    .where((where) => where.or([where('skipped', 'is', null), where('skipped', '!=', imported)]))
    .where('received_at', '>=', since)
    .orderBy('message_row', 'desc')
    .execute();
  return rows.map((row) => row.received_at);
}
