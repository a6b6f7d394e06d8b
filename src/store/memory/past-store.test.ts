import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { accountId, characterId, conversationId, peerId, remoteMessageId } from '../../core/ids.js';
import { openDatabase, type Database } from '../engine/database.js';
import { inboundWriter } from '../conversation/inbound-writer.js';
import {
  countBehind,
  forgetPast,
  noPast,
  readPast,
  readPastNotes,
  savePast,
  type CondensedPast,
} from './past-store.js';

const ada = peerId('100');
const conversation = conversationId('tess/telegram:100');
const note = {
  level: 'day',
  firstRow: 1,
  lastRow: 2,
  firstDay: '2026-03-09',
  lastDay: '2026-03-09',
  text: 'she moved',
} as const;
const next: CondensedPast = {
  past: '2026-03-09: she moved',
  pastToRow: 2,
  standing: 'at ease',
  standingToRow: 3,
};
const made = {
  conversation,
  seen: noPast,
  next,
  notes: [note],
  characterVersion: 'v1',
  startedAt: 100,
  now: 120,
};

async function talk(messages: number): Promise<Database> {
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  await database.write(async (transaction) => {
    const writer = inboundWriter(transaction, accountId('home'));
    await writer.openConversation(ada, characterId('tess'), 1);
    for (let index = 1; index <= messages; index += 1) {
      const event = {
        kind: 'message',
        peer: ada,
        messageId: remoteMessageId(String(index)),
        direction: 'incoming',
        text: `message ${index}`,
        attachments: [],
        sentAt: index,
      } as const;
      await writer.addMessage(conversation, event, 'person', index);
    }
  });
  return database;
}

describe('the condensed past', () => {
  it('is empty at first, and counts what stands behind it', async () => {
    const database = await talk(5);
    expect(await readPast(database.read, conversation)).toEqual(noPast);
    expect(await countBehind(database.read, conversation, 2)).toEqual({ messages: 3, newestRow: 5 });
    expect(await countBehind(database.read, conversation, 9)).toEqual({ messages: 0, newestRow: 9 });
    await database.close();
  });

  it('is stored once for what it was made from', async () => {
    const database = await talk(5);
    expect(await database.write((transaction) => savePast(transaction, made))).toBe(true);
    expect(await readPast(database.read, conversation)).toEqual(next);
    expect(await database.write((transaction) => savePast(transaction, made))).toBe(false);
    await database.close();
  });

  it('is not stored when a message it was made from was deleted meanwhile', async () => {
    const database = await talk(5);
    const remove = (id: string, at: number) =>
      database.write((transaction) =>
        inboundWriter(transaction, accountId('home')).delete(
          { kind: 'delete', messageIds: [remoteMessageId(id)] },
          at,
        ),
      );
    await remove('5', 110);
    await remove('1', 90);
    expect(await database.write((transaction) => savePast(transaction, made))).toBe(true);
    await remove('2', 130);
    const again = { ...made, seen: next, next: { ...next, pastToRow: 4 }, startedAt: 125 };
    expect(await database.write((transaction) => savePast(transaction, again))).toBe(false);
    await database.close();
  });

  it('is not stored when a message it was made from was changed meanwhile', async () => {
    const database = await talk(5);
    await database.write((transaction) =>
      inboundWriter(transaction, accountId('home')).edit({
        kind: 'edit',
        peer: ada,
        messageId: remoteMessageId('1'),
        direction: 'incoming',
        text: 'something else',
        attachments: [],
        editedAt: 110,
      }),
    );
    expect(await database.write((transaction) => savePast(transaction, made))).toBe(false);
    await database.close();
  });

  it('forgets the words of the notes that a deleted message is in, and of no others, and keeps its place', async () => {
    const database = await talk(8);
    const later = {
      ...note,
      firstRow: 5,
      lastRow: 6,
      firstDay: '2026-03-10',
      lastDay: '2026-03-10',
      text: 'tea',
    };
    await database.write((transaction) =>
      savePast(transaction, {
        ...made,
        notes: [note, later],
        next: { ...next, pastToRow: 6, standingToRow: 7 },
      }),
    );
    await database.write((transaction) => forgetPast(transaction, conversation, 8));
    expect(await readPast(database.read, conversation)).toMatchObject({
      past: '2026-03-09: she moved\n2026-03-10: tea',
      standing: 'at ease',
    });
    await database.write((transaction) => forgetPast(transaction, conversation, 1));
    expect(await readPast(database.read, conversation)).toEqual({
      past: '2026-03-10: tea',
      pastToRow: 6,
      standing: '',
      standingToRow: 0,
    });
    expect(await readPastNotes(database.read, conversation)).toMatchObject([
      { firstRow: 1, isStale: true, text: '' },
      { firstRow: 5, isStale: false },
    ]);
    await database.close();
  });

  it('puts the note on a whole day in the place of those on its parts', async () => {
    const database = await talk(8);
    const part = { ...note, level: 'part', text: 'the morning' } as const;
    await database.write((transaction) => savePast(transaction, { ...made, notes: [part] }));
    const whole = { ...note, lastRow: 5, text: 'all of it' };
    await database.write((transaction) =>
      savePast(transaction, { ...made, seen: next, notes: [whole], next: { ...next, pastToRow: 5 } }),
    );
    expect(await readPast(database.read, conversation)).toMatchObject({ past: '2026-03-09: all of it' });
    await database.close();
  });
});
