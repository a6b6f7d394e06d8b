import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import {
  accountId,
  characterId,
  conversationId,
  peerId,
  personId,
  remoteMessageId,
  type ConversationId,
} from '../../core/ids.js';
import { queryTermsOf } from '../../text/terms.js';
import { openDatabase, type Database } from '../engine/database.js';
import { eraseConversation } from '../conversation/erase-conversation.js';
import { addImported, openImport } from '../conversation/import-writer.js';
import { inboundWriter, type InboundWriter } from '../conversation/inbound-writer.js';
import { nextUnfilled } from './message-index-backfill.js';
import { findPlaces, readMessageIndex, readMessagesAt, readSessions } from './message-index-reader.js';
import { fillIndex } from './message-index-writer.js';
import { readPlace } from './message-place.js';

const account = accountId('home');
const hour = 3_600_000;
const start = 1_767_600_000_000;

function store(): Database {
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  onTestFinished(() => database.close());
  return database;
}

const inbox = <T>(database: Database, work: (writer: InboundWriter) => Promise<T>): Promise<T> =>
  database.write((transaction) => work(inboundWriter(transaction, account)));

const index = (database: Database, most = 100) =>
  database.write((transaction) => fillIndex(transaction, most));

/** A message that waits to be indexed. */
async function write(database: Database, person: string, id: number, text: string, at = start + id * 60_000) {
  const peer = peerId(person);
  return inbox(database, async (writer) => {
    const { conversation } = await writer.openConversation(peer, characterId('tess'), at);
    const event = {
      kind: 'message',
      peer,
      messageId: remoteMessageId(`${person}${id}`),
      direction: 'incoming',
      text,
      attachments: [],
      sentAt: at,
    } as const;
    await writer.addMessage(conversation, event, 'person', at);
    return conversation;
  });
}

async function say(...message: Parameters<typeof write>) {
  const conversation = await write(...message);
  await index(message[0]);
  return conversation;
}

async function find(database: Database, conversation: ConversationId, query: string): Promise<string[]> {
  const index = await readMessageIndex(database.read, conversation);
  if (!index) return [];
  const places = await findPlaces(database.read, index, queryTermsOf(query, index.language ?? undefined));
  const positions = [
    ...new Set(places.flatMap((found) => [...found].map((place) => readPlace(place).position))),
  ];
  const messages = await readMessagesAt(database.read, index, positions);
  return [...messages].sort((one, other) => one.position - other.position).map(({ text }) => text);
}

describe('the index of what was said', () => {
  it('finds a message by another form of a word, in its own conversation only', async () => {
    const database = store();
    const ann = await say(database, '1', 1, 'I adopted a parrot');
    const ben = await say(database, '2', 1, 'my parrots are loud');
    expect(await find(database, ann, 'the parrots')).toEqual(['I adopted a parrot']);
    expect(await find(database, ben, 'adoption')).toEqual([]);
    expect(await find(database, ben, 'a parrot')).toEqual(['my parrots are loud']);
  });

  it('follows what becomes of a message: edited, deleted, removed', async () => {
    const database = store();
    const peer = peerId('1');
    const ann = await say(database, '1', 1, 'my parrot is ill');
    await say(database, '1', 2, 'the parrot again');
    await inbox(database, (writer) =>
      writer.edit({
        kind: 'edit',
        peer,
        messageId: remoteMessageId('11'),
        direction: 'incoming',
        text: 'my hamster is ill',
        attachments: [],
        editedAt: start,
      }),
    );
    expect(await find(database, ann, 'parrot')).toEqual(['the parrot again']);
    expect(await find(database, ann, 'hamsters')).toEqual(['my hamster is ill']);
    await inbox(database, (writer) =>
      writer.delete({ kind: 'delete', peer, messageIds: [remoteMessageId('11')] }, start),
    );
    await database.write(({ db }) =>
      db.deleteFrom('message').where('remote_id', '=', remoteMessageId('12')).execute(),
    );
    const index = await readMessageIndex(database.read, ann);
    if (!index) throw new Error('the index is gone');
    expect(
      (await findPlaces(database.read, index, [['parrot'], ['hamster']])).flatMap((found) => [...found]),
    ).toEqual([]);
  });

  it('tells sessions apart by the pause between them', async () => {
    const database = store();
    await say(database, '1', 1, 'good morning', start);
    await say(database, '1', 2, 'are you there?', start + hour);
    const ann = await say(database, '1', 3, 'and the next day', start + 24 * hour);
    const index = await readMessageIndex(database.read, ann);
    if (!index) throw new Error('the index is gone');
    expect(await readSessions(database.read, index)).toEqual([
      { from: 0, startedAt: start },
      { from: 2, startedAt: start + 24 * hour },
    ]);
  });

  it('is filled in steps, in order, over all conversations', async () => {
    const database = store();
    for (let id = 1; id <= 5; id += 1) await write(database, '1', id, `the parrot, part ${id}`);
    const ben = await write(database, '2', 1, 'a parrot of my own');
    const ann = await nextUnfilled(database.read);
    if (ann === null) throw new Error('nothing waits');
    expect(await index(database, 3)).toBe(true);
    await write(database, '1', 6, 'the parrot, part 6');
    expect(await find(database, ann, 'parrot')).toHaveLength(3);
    expect(await index(database, 4)).toBe(true);
    expect(await index(database, 4)).toBe(false);
    await say(database, '1', 7, 'the parrot, part 7');
    expect(await find(database, ann, 'parrot')).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((part) => `the parrot, part ${part}`),
    );
    expect(await find(database, ben, 'parrot')).toEqual(['a parrot of my own']);
    expect(await nextUnfilled(database.read)).toBeNull();
  });

  it('takes places, scores and sessions of many steps as those of one', async () => {
    const standing = async (most: number) => {
      const database = store();
      const target = { conversation: conversationId('tess/1'), person: personId('telegram', peerId('1')) };
      const chat = {
        ...target,
        character: characterId('tess'),
        account,
        peer: peerId('1'),
        name: null,
        isOwnChat: true,
      };
      const exported = Array.from({ length: 90 }, (_, at) => ({
        remoteId: remoteMessageId(String(at)),
        author: at % 2 === 0 ? ('person' as const) : ('character' as const),
        text: `the parrot and part ${at}${at % 3 ? '' : '?'}`,
        attachments: [],
        sentAt: start + at * (at > 80 ? 5 * hour : 60_000),
        forwarded: false,
        replyTo: null,
      }));
      await database.write(async (transaction) => {
        await openImport(transaction, chat, start);
        await addImported(transaction, chat, exported, start);
        // As if all of it had been stored before there was an index.
        const { db } = transaction;
        await db.deleteFrom('indexed_conversation').execute();
        await db
          .insertInto('indexed_conversation')
          .values({ conversation_id: target.conversation, salt: new Uint8Array(16), filled_to: 0 })
          .execute();
      });
      while (await index(database, most));
      const { read } = database;
      return {
        conversations: await read
          .selectFrom('indexed_conversation')
          .select([
            'messages',
            'terms',
            'next_position',
            'session_from',
            'newest_at',
            'language',
            'filled_to',
          ])
          .orderBy('number')
          .execute(),
        messages: await read
          .selectFrom('indexed_message')
          .select(['position', 'message_row', 'place'])
          .execute(),
        sessions: await read.selectFrom('indexed_session').select(['from_position', 'started_at']).execute(),
      };
    };
    const atOnce = await standing(1_000);
    expect(atOnce.messages).toHaveLength(90);
    expect(atOnce.sessions.length).toBeGreaterThan(5);
    expect(await standing(1)).toEqual(atOnce);
    expect(await standing(7)).toEqual(atOnce);
  });

  it('reads what waits as it is when its turn comes: edited, deleted, erased', async () => {
    const database = store();
    const peer = peerId('1');
    const ann = await write(database, '1', 1, 'my parrot is ill');
    await write(database, '1', 2, 'the ferret too');
    await write(database, '1', 3, 'what a day');
    const edited = { kind: 'edit', peer, direction: 'incoming', attachments: [], editedAt: start } as const;
    await inbox(database, async (writer) => {
      await writer.edit({ ...edited, messageId: remoteMessageId('11'), text: 'my hamster is ill' });
      await writer.delete({ kind: 'delete', peer, messageIds: [remoteMessageId('12')] }, start);
    });
    await index(database);
    expect(await find(database, ann, 'parrot hamster ferret day')).toEqual([
      'my hamster is ill',
      'what a day',
    ]);
    expect((await readMessageIndex(database.read, ann))?.messages).toBe(2);

    await write(database, '1', 4, 'zanzibar is far');
    await database.write((transaction) => eraseConversation(transaction, ann, start, null));
    expect(await nextUnfilled(database.read)).toBeNull();
    await say(database, '1', 5, 'the hamster is well');
    expect(await find(database, ann, 'hamster zanzibar')).toEqual(['the hamster is well']);
    expect((await readMessageIndex(database.read, ann))?.messages).toBe(1);
  });

  it('ends with a conversation of which everything that waited was deleted', async () => {
    const database = store();
    const peer = peerId('1');
    await write(database, '1', 1, 'my parrot is ill');
    await inbox(database, (writer) =>
      writer.delete({ kind: 'delete', peer, messageIds: [remoteMessageId('11')] }, start),
    );
    await index(database);
    expect(await nextUnfilled(database.read)).toBeNull();
  });

  it('uses no number of a conversation twice or in vain, however many messages it stores', async () => {
    const database = store();
    for (let id = 1; id <= 5; id += 1) await say(database, '1', id, 'again');
    await say(database, '2', 1, 'another');
    const rows = await database.read
      .selectFrom('indexed_conversation')
      .select('number')
      .orderBy('number')
      .execute();
    expect(rows).toEqual([{ number: 1 }, { number: 2 }]);
  });

  it('goes with its conversation, and holds no word in the clear', async () => {
    const database = store();
    const ann = await say(database, '1', 1, 'zanzibar');
    const shadow = await database.read.selectFrom('indexed_message').select('place').execute();
    expect(shadow).toHaveLength(1);
    await database.write(({ db }) =>
      db.deleteFrom('indexed_conversation').where('conversation_id', '=', ann).execute(),
    );
    expect(await database.read.selectFrom('indexed_message').select('place').execute()).toEqual([]);
    expect(await readMessageIndex(database.read, ann)).toBeNull();
  });
});
