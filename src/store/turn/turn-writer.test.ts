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
import { storeTurn, type TurnRecord } from './turn-writer.js';

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
