import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { accountId, characterId, peerId, remoteMessageId, type ConversationId } from '../../core/ids.js';
import { queryTermsOf } from '../../text/terms.js';
import { openDatabase, type Database } from '../engine/database.js';
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

async function say(database: Database, person: string, id: number, text: string, at = start + id * 60_000) {
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

  it('is filled with what was there before it in steps, and new messages wait for their place', async () => {
    const database = store();
    for (let id = 1; id <= 5; id += 1) await say(database, '1', id, `the parrot, part ${id}`);
    await database.write(({ db }) => db.deleteFrom('indexed_conversation').execute());
    await database.write(({ db }) =>
      db
        .insertInto('indexed_conversation')
        .columns(['conversation_id', 'salt', 'filled_to'])
        .expression((from) =>
          from
            .selectFrom('conversation')
            .select((column) => [
              'conversation_id',
              column.val(new Uint8Array(16)).as('salt'),
              column.lit(0).as('zero'),
            ]),
        )
        .execute(),
    );
    const conversation = await nextUnfilled(database.read);
    if (conversation === null) throw new Error('nothing waits');
    expect(await database.write((transaction) => fillIndex(transaction, conversation, 3))).toBe(false);
    await say(database, '1', 6, 'the parrot, part 6');
    expect(await find(database, conversation, 'parrot')).toHaveLength(3);
    expect(await database.write((transaction) => fillIndex(transaction, conversation, 5))).toBe(true);
    await say(database, '1', 7, 'the parrot, part 7');
    expect(await find(database, conversation, 'parrot')).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((part) => `the parrot, part ${part}`),
    );
    expect(await nextUnfilled(database.read)).toBeNull();
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
