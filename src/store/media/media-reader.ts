import type { Selectable } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { MediaPlace } from '../../core/event.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';
import type { MediumTable } from './media-schema.js';

/** A file that is to be fetched, or was and has no words yet. */
export interface OpenMedium {
  readonly medium: number;
  readonly row: Selectable<MediumTable>;
  readonly place: MediaPlace | null;
}

/** Oldest first: what was announced first expires first. */
export async function readOpenMedia(
  read: Reader,
  conversation: ConversationId,
): Promise<readonly OpenMedium[]> {
  const rows = await read
    .selectFrom('medium')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .where('state', 'in', ['wanted', 'held'])
    .orderBy('medium_id')
    .execute();
  return rows.map((row) => ({
    medium: row.medium_id,
    row,
    place: row.place === null ? null : (JSON.parse(row.place) as MediaPlace),
  }));
}

/** A picture whose bytes are kept. */
export interface HeldPicture {
  readonly medium: number;
  readonly name: string;
  readonly key: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Of these, the pictures whose bytes are still there, in the same order. */
export async function readHeldPictures(
  read: Reader,
  conversation: ConversationId,
  mediums: readonly number[],
): Promise<readonly HeldPicture[]> {
  if (mediums.length === 0) return [];
  const rows = await read
    .selectFrom('medium')
    .select(['medium_id', 'file', 'seal', 'width', 'height'])
    .where('conversation_id', '=', conversation)
    .where('medium_id', 'in', mediums)
    .where('sense', '=', 'picture')
    .execute();
  return mediums.flatMap((medium) => {
    const row = rows.find((one) => one.medium_id === medium);
    if (row === undefined || row.file === null || row.seal === null) return [];
    return [{ medium, name: row.file, key: row.seal, width: row.width ?? 0, height: row.height ?? 0 }];
  });
}

/** What was seen in the same bytes before, in the same conversation and in no other. */
export async function readSameSighting(
  read: Reader,
  conversation: ConversationId,
  sha256: string,
): Promise<{ readonly text: string; readonly by: string } | null> {
  const row = await read
    .selectFrom('medium')
    .select(['sighting', 'made_by'])
    .where('conversation_id', '=', conversation)
    .where('sha256', '=', sha256)
    .where('sighting', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row === undefined || row.sighting === null ? null : { text: row.sighting, by: row.made_by ?? '' };
}

export async function readStickerMeaning(read: Reader, key: string): Promise<string | null> {
  const row = await read
    .selectFrom('sticker_meaning')
    .select('meaning')
    .where('file_key', '=', key)
    .executeTakeFirst();
  return row?.meaning ?? null;
}

/** What was taken in of a conversation since `since`, by how. */
export async function readMediaUse(
  read: Reader,
  conversation: ConversationId,
  since: Milliseconds,
): Promise<{
  readonly pictures: number;
  readonly notes: number;
  readonly seconds: number;
  readonly texts: number;
}> {
  const rows = await read
    .selectFrom('medium')
    .select(['sense', 'seconds'])
    .where('conversation_id', '=', conversation)
    .where('created_at', '>=', since)
    .where('state', 'in', ['held', 'known'])
    .execute();
  const of = (sense: MediumTable['sense']) => rows.filter((row) => row.sense === sense);
  return {
    pictures: of('picture').length,
    notes: of('sound').length,
    seconds: of('sound').reduce((sum, { seconds }) => sum + (seconds ?? 0), 0),
    texts: of('text').length,
  };
}

/** Files that may go: what is kept no longer than until `now`, a few at a time. */
export async function readStaleFiles(
  read: Reader,
  now: Milliseconds,
): Promise<readonly { readonly medium: number; readonly name: string }[]> {
  const rows = await read
    .selectFrom('medium')
    .select(['medium_id', 'file'])
    .where('file', 'is not', null)
    .where('held_until', '<=', now)
    .limit(200)
    .execute();
  return rows.flatMap(({ medium_id: medium, file }) => (file === null ? [] : [{ medium, name: file }]));
}

/** Of these names, those no row knows: what they held belongs to nobody any more. */
export async function readOrphans(read: Reader, names: readonly string[]): Promise<readonly string[]> {
  const known = new Set<string | null>();
  for (let from = 0; from < names.length; from += 500) {
    const rows = await read
      .selectFrom('medium')
      .select('file')
      .where('file', 'in', names.slice(from, from + 500))
      .execute();
    for (const { file } of rows) known.add(file);
  }
  return names.filter((name) => !known.has(name));
}
