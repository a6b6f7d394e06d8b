import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { accountId, characterId, peerId, remoteMessageId } from '../../core/ids.js';
import { openDatabase } from '../engine/database.js';
import { inboundWriter } from './inbound-writer.js';
import { letGoOfDue } from './message-timers.js';

const account = accountId('mia');
const peer = peerId('7');
const start = Date.UTC(2026, 0, 5);
const day = 86_400_000;

it('a message is gone when its chat’s timer ran out, without any word of the server', async () => {
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  onTestFinished(() => database.close());
  const message = (id: string, goneAfter?: number) =>
    ({
      kind: 'message',
      peer,
      messageId: remoteMessageId(id),
      direction: 'incoming',
      text: `the words of ${id}`,
      attachments: [],
      sentAt: start,
      quote: `part of ${id}`,
      ...(goneAfter === undefined ? {} : { goneAfter }),
    }) as const;
  await database.write(async (transaction) => {
    const writer = inboundWriter(transaction, account);
    const { conversation } = await writer.openConversation(peer, characterId('mira'), start);
    await writer.addMessage(conversation, message('1', day), 'person', start);
    await writer.addMessage(conversation, message('2', 7 * day), 'person', start);
    await writer.addMessage(conversation, message('3'), 'person', start);
  }, 'ordered');
  const texts = async (): Promise<readonly (string | null)[]> =>
    (
      await database.read.selectFrom('message').select(['text', 'quote']).orderBy('message_row').execute()
    ).flatMap(({ text, quote }) => [text, quote]);

  expect(await letGoOfDue(database, start + day - 1)).toBe(0);
  expect(await letGoOfDue(database, start + day)).toBe(1);
  expect(await texts()).toEqual(['', null, 'the words of 2', 'part of 2', 'the words of 3', 'part of 3']);
  expect(await letGoOfDue(database, start + 365 * day)).toBe(1);
  expect(await texts()).toEqual(['', null, '', null, 'the words of 3', 'part of 3']);
});
