import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import {
  accountId,
  characterId,
  conversationId,
  outboxId,
  peerId,
  remoteMessageId,
  sendId,
  turnId,
} from '../../core/ids.js';
import { fixedText } from '../../quality/egress/outgoing.js';
import { openDatabase } from '../engine/database.js';
import { inboundWriter } from '../conversation/inbound-writer.js';
import { storeTurn, type TurnBasis, type TurnRecord } from './turn-writer.js';

const account = accountId('home');
const peer = peerId('100');
const conversation = conversationId('tess/telegram:100');

function aTurn(id: string): TurnRecord {
  return {
    turn: turnId(id),
    conversation,
    cause: 'incoming',
    outcome: 'spoke',
    reason: null,
    startedAt: 1,
    finishedAt: 2,
    decision: { kind: 'silent', reason: 'test' },
    layers: [],
    request: null,
    answer: null,
    checks: [],
    timings: { started: 0 },
  };
}

it('stores one answer to a message, however many turns were made for it', async () => {
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  await database.write(async (transaction) => {
    const writer = inboundWriter(transaction, account);
    await writer.openConversation(peer, characterId('tess'), 1);
    const event = {
      kind: 'message',
      peer,
      messageId: remoteMessageId('1'),
      direction: 'incoming',
      text: 'hi',
      attachments: [],
      sentAt: 1,
    } as const;
    await writer.addMessage(conversation, event, 'person', 1);
  });
  const answer = (id: string) =>
    database.write((transaction) =>
      storeTurn(
        transaction,
        aTurn(id),
        [1],
        [
          {
            outbox: outboxId(id),
            sendId: sendId(id),
            text: fixedText('hello'),
            replyTo: null,
            discloses: null,
            notBefore: 0,
            expiresAt: null,
          },
        ],
        { revision: null, account, peer },
      ),
    );
  expect(await answer('1')).toBe('stored');
  // An earlier program that slept through its loss, or a turn whose revision was not asked for.
  expect(await answer('2')).toBe('moved-on');
  const rows = await database.read.selectFrom('outbox').select('outbox_id').execute();
  expect(rows).toEqual([{ outbox_id: '1' }]);
  await database.close();
});

it('stores nothing of a turn that no longer fits, and all of one that does', async () => {
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  await database.write(async (transaction) => {
    const writer = inboundWriter(transaction, account);
    await writer.openConversation(peer, characterId('tess'), 1);
    for (const id of ['1', '2', '3']) {
      const event = { kind: 'message', peer, direction: 'incoming', attachments: [], sentAt: 1 } as const;
      const messageId = remoteMessageId(id);
      await writer.addMessage(conversation, { ...event, messageId, text: id }, 'person', 1);
    }
    await writer.touch(conversation);
  });
  const bubble = (id: string) => ({
    outbox: outboxId(id),
    sendId: sendId(id),
    text: fixedText(id),
    replyTo: null,
    discloses: null,
    notBefore: 0,
    expiresAt: null,
  });
  const store = (id: string, basis: Partial<TurnBasis>) =>
    database.write((transaction) =>
      storeTurn(transaction, aTurn(id), [1, 2], [bubble(`${id}a`), bubble(`${id}b`)], {
        ...{ revision: 1, account, peer },
        ...basis,
      }),
    );
  expect(await store('1', { revision: 0 })).toBe('moved-on');
  expect(await store('2', { account: accountId('another') })).toBe('moved-on');
  expect(await store('3', { peer: peerId('200') })).toBe('moved-on');
  const rows = async () => ({
    turns: (await database.read.selectFrom('turn').select('turn_id').execute()).map((row) => row.turn_id),
    covered: (
      await database.read.selectFrom('message').select('turn_id').orderBy('message_row').execute()
    ).map((row) => row.turn_id),
    bubbles: await database.read.selectFrom('outbox').select(['outbox_id', 'position']).execute(),
  });
  expect(await rows()).toEqual({ turns: [], covered: [null, null, null], bubbles: [] });
  expect(await store('4', {})).toBe('stored');
  const stored = {
    turns: ['4'],
    covered: ['4', '4', null],
    bubbles: [
      { outbox_id: '4a', position: 0 },
      { outbox_id: '4b', position: 1 },
    ],
  };
  expect(await rows()).toEqual(stored);
  expect(await store('5', {})).toBe('moved-on');
  expect(await rows()).toEqual(stored);
  await database.close();
});
