import type { Insertable } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { Transaction } from '../engine/database.js';
import type { StickerMeaningTable } from './media-schema.js';

/** What a sticker shows, for everybody who sends it from now on. */
export async function keepMeaning(
  { db }: Transaction,
  meaning: Omit<Insertable<StickerMeaningTable>, 'at'>,
  at: Milliseconds,
): Promise<void> {
  await db
    .insertInto('sticker_meaning')
    .values({ ...meaning, at })
    .onConflict((conflict) => conflict.column('file_key').doNothing())
    .execute();
}
