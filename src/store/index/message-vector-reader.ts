import { sql } from 'kysely';
import type { Reader } from '../engine/database.js';
import type { MessageIndex } from './message-index-reader.js';
import { vectorsPerConversation } from './message-vector-schema.js';

/** Where a message stands whose meaning is near, and how near: 1 for the same, 0 for nothing in common. */
export interface NearMessage {
  readonly position: number;
  readonly likeness: number;
}

/** The messages of one conversation that are nearest in meaning, nearest first. */
export async function findNearest(
  read: Reader,
  { number }: MessageIndex,
  vector: Float32Array,
  most: number,
): Promise<readonly NearMessage[]> {
  const from = number * vectorsPerConversation;
  const bytes = vectorBytes(vector);
  const { rows } = await sql<{
    place: number;
    distance: number;
  }>`select place, vec_distance_cosine(vector, ${bytes}) as distance from message_vector
    where place >= ${from} and place < ${from + vectorsPerConversation} and length(vector) = ${bytes.byteLength}
    order by distance limit ${most}`.execute(read);
  return rows.map(({ place, distance }) => ({ position: place - from, likeness: 1 - distance }));
}

/** How far the indexes are: messages that are stored, findable by words, and findable by meaning. */
export interface IndexStanding {
  readonly messages: number;
  readonly indexed: number;
  /** The embedder that makes the vectors; null where none was ever set up. */
  readonly embedder: string | null;
  readonly vectors: number;
  readonly waiting: number;
}

/** Counts over the whole store; for the operator. */
export async function readIndexStanding(read: Reader): Promise<IndexStanding> {
  const { rows } = await sql<IndexStanding>`select
    (select count(*) from message) as messages,
    (select count(*) from indexed_message) as indexed,
    (select embedder from vector_state) as embedder,
    (select count(*) from message_vector) as vectors,
    (select count(*) from vector_queue) as waiting`.execute(read);
  const [standing] = rows;
  if (standing === undefined) throw new Error('a query of counts gave no row');
  return standing;
}

export const vectorBytes = (vector: Float32Array): Buffer =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
