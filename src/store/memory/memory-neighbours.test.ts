import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { aMemory } from '../../../test/support/memories.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { accountId, characterId, peerId } from '../../core/ids.js';
import { inboundWriter } from '../conversation/inbound-writer.js';
import { openDatabase } from '../engine/database.js';
import { readNeighbours } from './memory-neighbours.js';
import { readLatestSubjects, readTextsOn } from './memory-subjects.js';
import { addMemory } from './memory-writer.js';

it('finds what says the same or is on the same subject among hundreds, and nothing that was replaced', async () => {
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  onTestFinished(() => database.close());
  await database.write(async (transaction) => {
    const writer = inboundWriter(transaction, accountId('home'));
    const { conversation } = await writer.openConversation(peerId('100'), characterId('tess'), 0);
    const add = (kind: 'fact' | 'preference', subject: string, text: string, supersedes: number[] = []) =>
      addMemory(transaction, conversation, aMemory({ text, kind, subject, supersedes }), 0);
    const old = await add('fact', 'home', 'They live in Leeds.');
    const said = await add('fact', 'cat', 'Their grey cat sleeps on the radiator.');
    const home = await add('fact', 'home', 'They live in York.', [old]);
    await add('preference', 'cat', 'Their grey cat sleeps on the radiator.');
    for (let at = 0; at < 300; at += 1)
      await add('fact', `thing ${at}`, `They saw bird number ${at} on a walk.`);
    const neighbours = async (subject: string, text: string) =>
      (await readNeighbours(transaction, conversation, { kind: 'fact', subject, text })).map(
        ({ row }) => row,
      );
    expect(await neighbours('pets', 'The grey cat sleeps on their radiator.')).toContain(said);
    const onHome = await neighbours('home', 'They moved to Bath.');
    expect(onHome).toContain(home);
    expect(onHome).not.toContain(old);
    expect((await neighbours('bird', 'They saw bird number 7 on a walk.')).length).toBeLessThan(50);
    const { db } = transaction;
    expect(await readTextsOn(db, conversation, ['home', 'none'])).toEqual(['They live in York.']);
    expect(await readLatestSubjects(db, conversation, 2)).toEqual(['thing 298', 'thing 299']);
  });
});
