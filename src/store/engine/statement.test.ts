import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { openDatabase } from './database.js';
import { statement } from './statement.js';

const textOf = statement<{ hash: string }>()(({ db, bind }) =>
  db.selectFrom('prompt_block').select('text').where('hash', '=', bind('hash')),
);

const save = statement<{ hash: string; text: string }>()(({ db, bind }) =>
  db
    .insertInto('prompt_block')
    .values({ hash: bind('hash'), text: bind('text') })
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ text: bind('text') })),
);

describe('statement', () => {
  it('binds values by name, as often as they are named, and shares its text with every call', async () => {
    const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
    const store = (hash: string, text: string): Promise<number> =>
      database.write(({ db }) => db.change(save, { hash, text }));
    expect([await store('a', 'first'), await store('a', 'again'), await store('b', 'other')]).toEqual([
      1, 1, 1,
    ]);
    expect(await database.read.rows(textOf, { hash: 'a' })).toEqual([{ text: 'again' }]);
    expect(await database.read.first(textOf, { hash: 'b' })).toEqual({ text: 'other' });
    expect(await database.read.first(textOf, { hash: 'c' })).toBeUndefined();
    await database.close();
  });

  it('is refused once its transaction has ended', async () => {
    const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
    const kept = await database.write(async ({ db }) => db);
    await expect(kept.rows(textOf, { hash: 'a' })).rejects.toThrow('this transaction has ended');
    await database.close();
  });
});
