import { join } from 'node:path';
import {
  accountId,
  characterId,
  outboxId,
  peerId,
  remoteMessageId,
  sendId,
  turnId,
} from '../../src/core/ids.js';
import { fixedText } from '../../src/quality/egress/outgoing.js';
import { openDatabase, type Database } from '../../src/store/engine/database.js';
import { inboundWriter } from '../../src/store/conversation/inbound-writer.js';
import { fillIndex } from '../../src/store/index/message-index-writer.js';
import { storeTurn } from '../../src/store/turn/turn-writer.js';

/** A database with some talk in it: every third answer is still queued. Closed, so that it is one file. */
export async function filledStore(folder: string, conversations = 4, exchanges = 12): Promise<string> {
  const file = join(folder, 'kindred.db');
  const database = openDatabase(file);
  for (let person = 1; person <= conversations; person += 1) {
    for (let exchange = 1; exchange <= exchanges; exchange += 1) await talk(database, person, exchange);
  }
  await database.close();
  return file;
}

/** One message of a person, answered by a turn with one bubble. */
export async function talk(database: Database, person: number, exchange: number): Promise<void> {
  const account = accountId('home');
  const peer = peerId(String(person));
  const at = 1_767_600_000_000 + exchange * 60_000;
  const name = `${person}-${exchange}`;
  await database.write(async (transaction) => {
    const writer = inboundWriter(transaction, account);
    await writer.savePeer({ peer, kind: 'person', address: `hash-${person}`, name: `Person ${person}` });
    const { conversation } = await writer.openConversation(peer, characterId('tess'), at);
    const remote = remoteMessageId(String(person * 100_000 + exchange));
    await writer.addMessage(
      conversation,
      {
        kind: 'message',
        peer,
        messageId: remote,
        direction: 'incoming',
        text: `what person ${person} said, number ${exchange}: ${'word '.repeat(20)}`,
        attachments: [],
        sentAt: at,
      },
      'person',
      at,
    );
    await writer.saveCursor(JSON.stringify({ pts: exchange, qts: 0, date: 1, seq: 1 }));
    await fillIndex(transaction, 2);
    const row = await transaction.db
      .selectFrom('message')
      .select('message_row')
      .where('account_id', '=', account)
      .where('remote_id', '=', remote)
      .where('peer_id', '=', peer)
      .executeTakeFirstOrThrow();
    await storeTurn(
      transaction,
      {
        turn: turnId(`turn-${name}`),
        conversation,
        cause: 'incoming',
        outcome: 'spoke',
        reason: null,
        startedAt: at,
        finishedAt: at + 1,
        decision: { kind: 'silent', reason: 'stale' },
        layers: [],
        request: null,
        answer: null,
        checks: [],
        timings: { started: 1, committed: 2 },
      },
      [row.message_row],
      [
        {
          outbox: outboxId(`outbox-${name}`),
          sendId: sendId(`${person}${exchange}`),
          text: fixedText(`an answer to number ${exchange}`),
          replyTo: null,
          discloses: null,
          notBefore: at,
          expiresAt: null,
        },
      ],
      { revision: null, account, peer },
    );
    if (exchange % 3 !== 0) {
      await transaction.db
        .updateTable('outbox')
        .set({ state: 'sent', settled_at: at })
        .where('outbox_id', '=', outboxId(`outbox-${name}`))
        .execute();
    }
  });
}
