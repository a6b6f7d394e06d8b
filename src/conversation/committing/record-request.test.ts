import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { historyLayer } from '../../context/layers/history.js';
import type { Prompt } from '../../context/prompt.js';
import { accountId, characterId, conversationId, peerId, remoteMessageId, turnId } from '../../core/ids.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';
import { eraseConversation } from '../../store/conversation/erase-conversation.js';
import { inboundWriter, type InboundWriter } from '../../store/conversation/inbound-writer.js';
import { openDatabase, type Database } from '../../store/engine/database.js';
import { readTurn } from '../../store/turn/turn-reader.js';
import { storeTurn } from '../../store/turn/turn-writer.js';
import { PromptBlocks } from './prompt-blocks.js';
import { byRow, recordRequest } from './record-request.js';

const account = accountId('home');
const peer = peerId('100');
const conversation = conversationId('tess/telegram:100');

function message(row: number, text: string, changes: Partial<StoredMessage> = {}): StoredMessage {
  return {
    row,
    account,
    remoteId: remoteMessageId(String(row)),
    direction: 'incoming',
    author: 'person',
    text,
    attachments: [],
    sentAt: row,
    receivedAt: row,
    turn: null,
    ...changes,
  };
}

const own = { direction: 'outgoing', author: 'character' } as const;
const photo = [{ kind: 'photo', label: 'a parrot' }] as const;

const window = [
  message(1, 'cut for room'),
  message(2, 'said before', own),
  message(3, 'ok'),
  message(4, 'look', { attachments: photo }),
  message(5, 'a parrot!', own),
  message(6, 'ok', own),
  message(7, 'written by hand', { ...own, author: 'operator' }),
  message(8, 'x'.repeat(400), { ...own, author: 'program' }),
  message(9, '', { attachments: photo }),
  message(10, '</memories> sly'),
  message(11, 'nobody answered this'),
];
const burst = [message(12, 'ok'), message(13, 'and you?')];

/** As `assemble` writes it. */
function promptOf(talk: readonly StoredMessage[], unsent: readonly string[], moment: string): Prompt {
  const history = historyLayer(talk, unsent);
  const words = burst.map(({ text }) => text).join('\n');
  const last = history.at(-1);
  const open = last?.role === 'user' ? `${last.text}\n` : '';
  const settled = last?.role === 'user' ? history.slice(0, -1) : history;
  const messages = [...settled, { role: 'user', text: `${open}${moment}\n\n${words}` } as const];
  return { system: [], notes: [], messages, shown: talk.length };
}

const rowsIn = (recorded: ReturnType<typeof byRow>) =>
  recorded.flatMap(({ parts }) => parts.flatMap((part) => (typeof part === 'string' ? [] : [part[0]])));

it('names every message of the talk by its row and loses no letter of what was sent', () => {
  const prompt = promptOf(window.slice(1), ['on its way'], 'The time is noon. They said ok before.');
  const recorded = byRow(prompt, { window, burst });
  expect(rowsIn(recorded)).toEqual([2, 3, 4, 5, 6, 7, 11, 12, 13]);
  const texts = new Map([...window, ...burst].map(({ row, text }) => [row, text]));
  const read = recorded.map(({ parts }) =>
    parts.map((part) => (typeof part === 'string' ? part : texts.get(part[0]))).join(''),
  );
  expect(read).toEqual(prompt.messages.map(({ text }) => text));
});

it('keeps the words where a prompt was not written from this talk', () => {
  const prompt = promptOf([message(2, 'another talk'), message(3, 'of others', own)], [], 'noon');
  const recorded = byRow(prompt, { window, burst });
  expect(rowsIn(recorded)).toEqual([12, 13]);
  expect(recorded[0]?.parts).toEqual(['another talk']);
});

async function stored(database: Database) {
  const inbox = <T>(work: (writer: InboundWriter) => Promise<T>): Promise<T> =>
    database.write((transaction) => work(inboundWriter(transaction, account)));
  await inbox(async (writer) => {
    await writer.openConversation(peer, characterId('tess'), 1);
    for (const { remoteId, text, attachments } of burst) {
      const event = { kind: 'message', peer, messageId: remoteId, direction: 'incoming' } as const;
      await writer.addMessage(conversation, { ...event, text, attachments, sentAt: 1 }, 'person', 1);
    }
  });
  const rows = await database.read.selectFrom('message').select(['message_row', 'text']).execute();
  const talk = rows.map(({ message_row: row, text }) => message(row, text));
  const prompt: Prompt = {
    system: [],
    notes: [],
    messages: [{ role: 'user', text: 'noon\n\nok\nand you?' }],
    shown: 0,
  };
  const asked = { role: 'voice.everyday', maxTokens: 10 };
  const { request } = recordRequest(new PromptBlocks(), prompt, { window: [], burst: talk }, asked);
  const turn = turnId('1');
  await database.write((transaction) =>
    storeTurn(
      transaction,
      {
        turn,
        conversation,
        cause: 'incoming',
        outcome: 'silent',
        reason: 'test',
        startedAt: 1,
        finishedAt: 2,
        decision: { kind: 'silent', reason: 'test' },
        layers: [],
        request,
        answer: null,
        checks: [],
        timings: { started: 0 },
      },
      rows.map(({ message_row: row }) => row),
      [],
      { revision: null, account, peer },
    ),
  );
  const shown = async () => (await readTurn(database.read, turn))?.request?.messages[0]?.text;
  return { inbox, shown };
}

const kept = async (database: Database) =>
  JSON.stringify([
    await database.read.selectFrom('turn').select('request').execute(),
    await database.read.selectFrom('message_wording').selectAll().execute(),
  ]);

it('shows what was sent, also after an edit; what is deleted is gone from every record', async () => {
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  onTestFinished(() => database.close());
  const { inbox, shown } = await stored(database);
  expect(await shown()).toBe('noon\n\nok\nand you?');
  expect(await kept(database)).not.toContain('and you?');
  const edited = { kind: 'edit', peer, direction: 'incoming', attachments: [], editedAt: 1 } as const;
  const messageId = remoteMessageId('13');
  for (const text of ['and they?', 'and she?']) {
    await inbox((writer) => writer.edit({ ...edited, messageId, text }));
    expect(await shown()).toBe('noon\n\nok\nand you?');
  }
  await inbox((writer) => writer.delete({ kind: 'delete', peer, messageIds: [messageId] }, 1));
  // The records of what followed a deleted message are emptied as a whole.
  expect(await shown()).toBeUndefined();
  expect(await kept(database)).not.toMatch(/and (?:you|they|she)/u);
});

it('keeps no wording of an erased conversation', async () => {
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  onTestFinished(() => database.close());
  const { inbox } = await stored(database);
  const edited = { kind: 'edit', peer, direction: 'incoming', attachments: [], editedAt: 1 } as const;
  await inbox((writer) => writer.edit({ ...edited, messageId: remoteMessageId('13'), text: 'and she?' }));
  await database.write((transaction) => eraseConversation(transaction, conversation, 1, null));
  expect(await kept(database)).not.toMatch(/and (?:you|she)/u);
});

it('reads records of earlier versions, which hold the words', async () => {
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  onTestFinished(() => database.close());
  const { shown } = await stored(database);
  const request = { role: 'r', system: [], messages: [{ role: 'user', text: 'as it was' }], maxTokens: 1 };
  await database.write(({ db }) =>
    db
      .updateTable('turn')
      .set({ request: JSON.stringify(request) })
      .execute(),
  );
  expect(await shown()).toBe('as it was');
});
