import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
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
import { openDatabase, type Database } from '../engine/database.js';
import { inboundWriter } from '../conversation/inbound-writer.js';
import { addToTurn, closeOpenTurns, closeTurn, openTurn } from './open-turn-store.js';
import { storeTurn } from './turn-writer.js';
import type { NewBubble } from './new-bubble.js';

const account = accountId('home');
const peer = peerId('100');
const conversation = conversationId('tess/telegram:100');
const turn = turnId('1');
const open = { turn, conversation, account, peer };

const bubble = (id: string): NewBubble => ({
  outbox: outboxId(id),
  sendId: sendId(id),
  text: fixedText(`bubble ${id}`),
  replyTo: null,
  discloses: null,
  notBefore: 0,
  expiresAt: null,
});

const record = {
  turn,
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
} as const;

let database: Database;

const says = (id: string) =>
  database.write(async (transaction) => {
    const event = {
      kind: 'message',
      peer,
      messageId: remoteMessageId(id),
      direction: 'incoming',
      text: 'hi',
      attachments: [],
      sentAt: 1,
    } as const;
    const writer = inboundWriter(transaction, account);
    await writer.addMessage(conversation, event, 'person', 1);
    await writer.touch(conversation);
  });
const add = (id: string) => database.write((transaction) => addToTurn(transaction, open, [bubble(id)], 3));
const restart = (accounts = [account]) =>
  database.write((transaction) => closeOpenTurns(transaction, accounts, 9));
const said = async () =>
  (
    await database.read.selectFrom('outbox').select(['outbox_id', 'position']).orderBy('position').execute()
  ).map(({ outbox_id, position }) => `${position}:${outbox_id}`);
const storedTurn = () =>
  database.read.selectFrom('turn').select(['outcome', 'reason', 'finished_at']).executeTakeFirstOrThrow();

beforeEach(async () => {
  database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  await database.write((transaction) =>
    inboundWriter(transaction, account).openConversation(peer, characterId('tess'), 1),
  );
  await says('1');
  await database.write(async (transaction) => {
    await storeTurn(transaction, record, [1], [bubble('a')], { revision: null, account, peer });
    await openTurn(transaction, open);
  });
  return () => database.close();
});

describe('a turn that is stored while it is written', () => {
  it('takes bubbles behind the ones it has, and none once it is closed', async () => {
    expect(await add('b')).toBe('stored');
    expect(await database.write((transaction) => closeTurn(transaction, record))).toBe(true);
    expect(await add('c')).toBe('moved-on');
    expect(await said()).toEqual(['0:a', '1:b']);
    expect(await database.write((transaction) => closeTurn(transaction, record))).toBe(false);
  });

  it('takes none once the person wrote something newer', async () => {
    await says('2');
    expect(await add('b')).toBe('moved-on');
    expect(await said()).toEqual(['0:a']);
  });

  it('takes none once one of its bubbles cannot arrive', async () => {
    await database.write(({ db }) =>
      db.updateTable('outbox').set({ state: 'failed', reason: 'x' }).execute(),
    );
    expect(await add('b')).toBe('moved-on');
  });

  it('stays as far as it came when the program died, and is not taken up again', async () => {
    await add('b');
    expect(await restart()).toBe(1);
    expect(await storedTurn()).toEqual({ outcome: 'spoke', reason: 'cut-short', finished_at: 9 });
    // Whoever slept through the restart adds nothing and ends nothing.
    expect(await add('c')).toBe('moved-on');
    expect(await database.write((transaction) => closeTurn(transaction, record))).toBe(false);
    expect((await storedTurn()).reason).toBe('cut-short');
    expect(await said()).toEqual(['0:a', '1:b']);
    expect(await restart()).toBe(0);
  });

  it('is left alone by a program that holds other accounts', async () => {
    expect(await restart([accountId('other')])).toBe(0);
    expect(await restart([])).toBe(0);
    expect(await add('b')).toBe('stored');
  });
});
