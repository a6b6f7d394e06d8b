import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { accountId, characterId, peerId, remoteMessageId, type ConversationId } from '../../core/ids.js';
import { openDatabase, type Database } from '../engine/database.js';
import { eraseConversation } from '../conversation/erase-conversation.js';
import { inboundWriter } from '../conversation/inbound-writer.js';
import { readMessageIndex } from './message-index-reader.js';
import { fillIndex } from './message-index-writer.js';
import { findNearest, readIndexStanding, vectorBytes } from './message-vector-reader.js';
import { addVectors, adoptEmbedder, readWaitingForVectors } from './message-vector-writer.js';
import { cosineDistance } from '../engine/vector-distance.js';

let database: Database;

beforeEach(() => {
  const opened = openDatabase(join(temporaryFolder(), 'kindred.db'));
  onTestFinished(() => opened.close());
  database = opened;
});

function talk(person: string, texts: readonly string[]): Promise<ConversationId> {
  return database.write(async (transaction) => {
    const writer = inboundWriter(transaction, accountId('home'));
    const { conversation } = await writer.openConversation(peerId(person), characterId('tess'), 0);
    for (const [at, text] of texts.entries()) {
      const messageId = remoteMessageId(`${person}-${at}`);
      const event = { kind: 'message', peer: peerId(person), messageId, direction: 'incoming' } as const;
      await writer.addMessage(conversation, { ...event, text, attachments: [], sentAt: at }, 'person', at);
    }
    await fillIndex(transaction, texts.length + 1);
    return conversation;
  });
}

/** Longer texts point further up. */
const vectorOf = (text: string) => {
  const angle = text.length / 10;
  return new Float32Array([Math.cos(angle), Math.sin(angle)]);
};

const adopt = (name: string) => database.write((transaction) => adoptEmbedder(transaction, name));

async function embedAll(name: string): Promise<void> {
  const waiting = await readWaitingForVectors(database.read, 100);
  const made = waiting.map((one) => ({ ...one, vector: one.text === '' ? null : vectorOf(one.text) }));
  await database.write((transaction) => addVectors(transaction, name, made));
}

async function nearest(conversation: ConversationId, text: string) {
  const index = await readMessageIndex(database.read, conversation);
  return index === null ? [] : findNearest(database.read, index, vectorOf(text), 10);
}

const counts = async () => {
  const { vectors, waiting } = await readIndexStanding(database.read);
  return { vectors, waiting };
};

it('finds the nearest of one conversation and of no other', async () => {
  const one = await talk('1', ['a', 'abcdef', 'abc']);
  const other = await talk('2', ['abcd', '']);
  await adopt('first');
  await embedAll('first');
  expect(await counts()).toEqual({ vectors: 4, waiting: 0 });
  expect((await nearest(one, 'abcd')).map(({ position }) => position)).toEqual([2, 1, 0]);
  const [hit, ...more] = await nearest(other, 'abcd');
  expect(hit?.likeness).toBeCloseTo(1);
  expect(more).toEqual([]);
});

it('makes every vector anew for another embedder, and takes none of the old one any more', async () => {
  const one = await talk('1', ['a', 'ab']);
  await adopt('first');
  await embedAll('first');
  expect(await adopt('first')).toBe(false);
  expect(await adopt('second')).toBe(true);
  expect(await counts()).toEqual({ vectors: 0, waiting: 2 });
  await embedAll('first');
  expect(await nearest(one, 'a')).toEqual([]);
  await embedAll('second');
  expect(await nearest(one, 'a')).toHaveLength(2);
});

it('queues what is said later, and drops a vector with the words it was made from', async () => {
  await adopt('first');
  const one = await talk('1', ['a', 'ab', 'abc']);
  const read = await readWaitingForVectors(database.read, 100);
  const change = (text: string, row: number) =>
    database.write(async ({ db }) => {
      await sql`update message set text = ${text} where remote_id = ${`1-${row}`}`.execute(db);
    });
  // Edited between reading and writing: the vector of the old words must not be kept.
  await change('abcdef', 0);
  const made = read.map((message) => ({ ...message, vector: vectorOf(message.text) }));
  await database.write((transaction) => addVectors(transaction, 'first', made));
  expect(await counts()).toEqual({ vectors: 2, waiting: 1 });
  await change('another', 1);
  expect(await counts()).toEqual({ vectors: 1, waiting: 2 });
  await database.write(async ({ db }) => {
    await sql`delete from message where remote_id = '1-2'`.execute(db);
  });
  expect(await counts()).toEqual({ vectors: 0, waiting: 2 });
  await embedAll('first');
  expect(await nearest(one, 'a')).toHaveLength(2);
});

it('is erased with its conversation, and with no other', async () => {
  const [one, other] = [await talk('1', ['a', 'ab']), await talk('2', ['abc'])];
  await adopt('first');
  await embedAll('first');
  await database.write((transaction) => eraseConversation(transaction, one, 1, null));
  expect(await counts()).toEqual({ vectors: 1, waiting: 0 });
  expect(await nearest(other, 'abc')).toHaveLength(1);
});

it('measures in JavaScript what sqlite-vec measures, for where that does not run', async () => {
  const [one, other] = [vectorOf('a'), vectorOf('abcdef')].map(vectorBytes);
  if (one === undefined || other === undefined) throw new Error('two vectors');
  const { rows } = await sql<{ distance: number }>`
    select vec_distance_cosine(${one}, ${other}) as distance`.execute(database.read);
  expect(cosineDistance(one, other)).toBeCloseTo(rows[0]?.distance ?? 9, 5);
});
