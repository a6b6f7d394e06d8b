import type { Reader, Transaction } from '../engine/database.js';

/** The bytes are not kept any more; what was seen in them stands with its message. */
export async function forgetFiles({ db }: Transaction, mediums: readonly number[]): Promise<void> {
  await db
    .updateTable('medium')
    .set({ file: null, seal: null, held_until: null })
    .where('medium_id', 'in', mediums)
    .execute();
}

/** The files that have been kept for longest, a few at a time. */
export async function readOldestFiles(
  read: Reader,
): Promise<readonly { readonly medium: number; readonly name: string }[]> {
  const rows = await read
    .selectFrom('medium')
    .select(['medium_id', 'file'])
    .where('file', 'is not', null)
    .orderBy('medium_id')
    .limit(50)
    .execute();
  return rows.flatMap(({ medium_id: medium, file }) => (file === null ? [] : [{ medium, name: file }]));
}
