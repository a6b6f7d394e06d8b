import { sql } from 'kysely';
import type { Reader, Transaction } from '../engine/database.js';
import { vectorBytes } from './message-vector-reader.js';
import { vectorsPerConversation } from './message-vector-schema.js';

/** A message that waits for its vector. Empty where there is nothing to embed. */
export interface WaitingMessage {
  readonly place: number;
  readonly text: string;
}

/**
 * From now on vectors are made by this embedder. Those of another cannot be compared with its own: they go, and every
 * message waits again. True when that was so.
 */
export async function adoptEmbedder({ db }: Transaction, embedder: string): Promise<boolean> {
  const known = await db.selectFrom('vector_state').select('embedder').executeTakeFirst();
  if (known?.embedder === embedder) return false;
  await sql`delete from message_vector`.execute(db);
  await sql`insert into vector_state (only, embedder) values (1, ${embedder})
    on conflict (only) do update set embedder = excluded.embedder`.execute(db);
  await sql`insert or ignore into vector_queue (place)
    select number * ${sql.lit(vectorsPerConversation)} + position from indexed_message`.execute(db);
  return true;
}

/** The first of the messages that wait. */
export async function readWaitingForVectors(read: Reader, most: number): Promise<readonly WaitingMessage[]> {
  const { rows } = await sql<WaitingMessage>`
    select waiting.place, coalesce(text, '') as text
    from (select place from vector_queue order by place limit ${most}) as waiting
    left join indexed_message as indexed on indexed.number = waiting.place / ${sql.lit(vectorsPerConversation)}
      and indexed.position = waiting.place % ${sql.lit(vectorsPerConversation)}
    left join message on message.message_row = indexed.message_row and deleted_at is null
    order by waiting.place`.execute(read);
  return rows.map(({ place, text }) => ({ place, text: text.trim() }));
}

/**
 * Keep the vectors of messages that still say what was embedded; one that was edited or deleted meanwhile is left to the
 * queue. Nothing is kept when another embedder was adopted meanwhile. `null` for a message without words.
 */
export async function addVectors(
  { db }: Transaction,
  embedder: string,
  made: readonly (WaitingMessage & { readonly vector: Float32Array | null })[],
): Promise<void> {
  const state = await db.selectFrom('vector_state').select('embedder').executeTakeFirst();
  if (state?.embedder !== embedder) return;
  for (const { place, text, vector } of made) {
    const now = await readText(db, place);
    if (now !== text) continue;
    if (vector !== null) {
      await sql`insert or replace into message_vector (place, vector)
        values (${place}, ${vectorBytes(vector)})`.execute(db);
    }
    await sql`delete from vector_queue where place = ${place}`.execute(db);
  }
}

async function readText(db: Transaction['db'], place: number): Promise<string> {
  const row = await db
    .selectFrom('indexed_message')
    .innerJoin('message', 'message.message_row', 'indexed_message.message_row')
    .select('text')
    .where('number', '=', Math.floor(place / vectorsPerConversation))
    .where('position', '=', place % vectorsPerConversation)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row?.text.trim() ?? '';
}
