import { describe, expect, it } from 'vitest';
import {
  accountId,
  characterId,
  conversationId,
  outboxId,
  peerId,
  remoteMessageId,
  sendId,
  turnId,
  type ConversationId,
} from '../../src/core/ids.js';
import type { Transaction } from '../../src/store/engine/database.js';
import { inboundWriter } from '../../src/store/conversation/inbound-writer.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const bo = peerId('200');
const tess = characterId('tess');
/** What the person reads, without the disclosure in front of the first words. */
function words(harness: RuntimeHarness, peer = ada): readonly string[] {
  return harness.channel.seenBy(peer).map((text) => text.replace(/^Before we talk:[^\n]*\n\n/u, ''));
}

/** A first exchange, so that the disclosure is behind us. */
async function acquainted(harness: RuntimeHarness, peer = ada): Promise<void> {
  harness.model.enqueue('hello.');
  await harness.channel.personSays(peer, 'hi');
  await harness.rest();
}

describe('the path', () => {
  it('says that it is an AI before it says anything else, once', async () => {
    const harness = await runtimeHarness();
    harness.model.enqueue('hello.', 'still here.');
    await harness.channel.personSays(ada, 'hi');
    await harness.rest();
    await harness.channel.personSays(ada, 'and now?');
    await harness.rest();
    const [first = '', second] = harness.channel.seenBy(ada);
    expect(first).toMatch(/^Before we talk: I am Tess, an AI, not a human, and I am run by Ada\./u);
    expect(first).toMatch(/\n\nhello\.$/u);
    expect(second).toBe('still here.');
  });

  it('lets no bubble out that is not covered by a disclosure', async () => {
    const harness = await runtimeHarness();
    harness.model.enqueue('hello.');
    harness.channel.failNext('sendText', { kind: 'flood', wait: 1_000, code: 'FLOOD_WAIT' });
    await harness.channel.personSays(ada, 'hi');
    await harness.rest();
    await harness.database.write(({ db }) => db.updateTable('outbox').set({ discloses: null }).execute());
    await harness.clock.advance(10_000);
    await harness.rest();
    expect(harness.channel.seenBy(ada)).toEqual([]);
    expect(harness.reports).toContain('withheld undisclosed');
  });

  it('answers a burst as one: an answer under way gives way', async () => {
    const harness = await runtimeHarness();
    harness.model.enqueue({ text: 'to the first only', hang: true }, 'to both.');
    await harness.channel.personSays(ada, 'first');
    await harness.rest();
    await harness.channel.personSays(ada, 'second');
    await harness.rest();
    expect(words(harness)).toEqual(['to both.']);
    expect(harness.reports).toContain('superseded');
    expect(harness.model.asked.at(-1)?.messages.at(-1)?.text).toMatch(/first\nsecond$/u);
  });

  it('lets a person who never stops writing have an answer', async () => {
    const harness = await runtimeHarness();
    harness.model.enqueue(...Array.from({ length: 3 }, () => ({ hang: true })), 'at last.', 'to the rest.');
    for (let message = 1; message <= 6; message += 1) {
      await harness.channel.personSays(ada, `message ${message}`);
      await harness.rest();
    }
    expect(words(harness)).toEqual(['at last.', 'to the rest.', ...words(harness).slice(2)]);
    expect(harness.reports.filter((report) => report === 'superseded')).toHaveLength(3);
  });

  it('lets go of a message that became too old to answer', async () => {
    const harness = await runtimeHarness();
    await harness.channel.deliver({
      kind: 'message',
      peer: ada,
      messageId: remoteMessageId('7'),
      direction: 'incoming',
      text: 'from three days ago',
      attachments: [],
      sentAt: harness.clock.now() - 72 * 3_600_000,
    });
    await harness.rest();
    expect(harness.reports).toContain('turn silent stale 0');
    expect(harness.model.asked).toHaveLength(0);
  });

  it('asks once more for a draft that is unfit, with the reason, then says a line of its own', async () => {
    const harness = await runtimeHarness();
    await acquainted(harness);
    harness.model.enqueue('<think>plan</think>', '{{user}}');
    await harness.channel.personSays(ada, 'well?');
    await harness.rest();
    expect(words(harness)).toEqual(['hello.', 'tell me more?']);
    expect(harness.model.asked.at(-1)?.messages.at(-1)?.text).toMatch(/not sent because it contained parts/u);
    expect(harness.reports.filter((line) => line.startsWith('turn spoke'))).toHaveLength(2);
  });

  it('answers an edited message as edited and a deleted one not at all', async () => {
    const harness = await runtimeHarness();
    harness.model.enqueue({ hang: true }, 'to the edit.', { hang: true });
    const first = await harness.channel.personSays(ada, 'i love mondays');
    await harness.rest();
    await harness.channel.personEdits(ada, first, 'i hate mondays');
    // Another edit may come: it is let settle first.
    await harness.rest();
    await harness.clock.advance(2_500);
    await harness.rest();
    expect(harness.model.asked.at(-1)?.messages.at(-1)?.text).toMatch(/i hate mondays$/u);
    const second = await harness.channel.personSays(ada, 'forget this');
    await harness.rest();
    await harness.channel.personDeletes([second]);
    await harness.rest();
    expect(words(harness)).toEqual(['to the edit.']);
    const kept = await harness.database.read.selectFrom('message').select('text').execute();
    expect(kept.some((row) => row.text.includes('forget this'))).toBe(false);
  });

  it('reads what it answers, and shows that it is typing', async () => {
    const harness = await runtimeHarness();
    await acquainted(harness);
    expect(harness.channel.calls.map((call) => call.operation)).toEqual([
      'setOnline',
      'markRead',
      'setTyping',
      'sendText',
    ]);
  });

  it('takes a stored event for known when it comes again', async () => {
    const harness = await runtimeHarness();
    await acquainted(harness);
    await harness.channel.deliver({
      kind: 'message',
      peer: ada,
      messageId: remoteMessageId('1'),
      direction: 'incoming',
      text: 'hi',
      attachments: [],
      sentAt: harness.clock.now(),
    });
    await harness.rest();
    expect(harness.model.asked).toHaveLength(1);
  });

  it('counts what a human writes from another device as part of the talk', async () => {
    const harness = await runtimeHarness();
    await acquainted(harness);
    await harness.channel.deliver({
      kind: 'message',
      peer: ada,
      messageId: remoteMessageId('900'),
      direction: 'outgoing',
      text: 'this is Ada herself',
      attachments: [],
      sentAt: harness.clock.now(),
    });
    // For as long as the operator may still be at it, the character is silent.
    await harness.clock.advance(31 * 60_000);
    harness.model.enqueue('and this is me again.');
    await harness.channel.personSays(ada, 'oh?');
    await harness.rest();
    // Not as if the character had said it.
    expect(harness.model.asked.at(-1)?.messages.at(-1)).toMatchObject({
      role: 'user',
      text: expect.stringMatching(/a human who shares this account: this is Ada herself/u) as string,
    });
  });
});

describe('the outbox', () => {
  it('asks again under the same send id when the answer is lost: one visible copy', async () => {
    const harness = await runtimeHarness();
    await acquainted(harness);
    harness.channel.loseNextReply('sendText', 2);
    harness.model.enqueue('only once.');
    await harness.channel.personSays(ada, 'say it');
    await harness.rest();
    await harness.clock.advance(30_000);
    await harness.rest();
    expect(words(harness)).toEqual(['hello.', 'only once.']);
    expect(harness.channel.calls.filter((call) => call.operation === 'sendText')).toHaveLength(4);
    expect(harness.reports.filter((report) => report.startsWith('not sent ask-again'))).toHaveLength(2);
  });

  it('waits out a flood with the whole account, then goes on in order', async () => {
    const harness = await runtimeHarness();
    await acquainted(harness, ada);
    await acquainted(harness, bo);
    harness.channel.failNext('sendText', { kind: 'flood', wait: 30_000, code: 'FLOOD_WAIT' });
    harness.model.enqueue('one\n\ntwo', 'for bo.');
    await harness.channel.personSays(ada, 'go');
    await harness.rest();
    await harness.channel.personSays(bo, 'and me?');
    await harness.rest();
    await harness.clock.advance(29_000);
    expect(words(harness, ada)).toEqual(['hello.']);
    expect(words(harness, bo)).toEqual(['hello.']);
    await harness.clock.advance(5_000);
    await harness.rest();
    expect(words(harness, ada)).toEqual(['hello.', 'one', 'two']);
    expect(words(harness, bo)).toEqual(['hello.', 'for bo.']);
  });

  it('keeps the caps of the account, counted over all chats, and loses nothing by it', async () => {
    const harness = await runtimeHarness({ caps: [{ scope: 'account', windowMs: 60_000, most: 2 }] });
    await acquainted(harness, ada);
    await acquainted(harness, bo);
    harness.model.enqueue('third.', 'fourth.');
    await harness.channel.personSays(ada, 'more');
    await harness.rest();
    await harness.channel.personSays(bo, 'me too');
    await harness.rest();
    expect(harness.reports).toContain('withheld rate-cap');
    await harness.clock.advance(59_000);
    expect([words(harness, ada), words(harness, bo)]).toEqual([['hello.'], ['hello.']]);
    await harness.clock.advance(2_000);
    await harness.rest();
    expect([words(harness, ada), words(harness, bo)]).toEqual([
      ['hello.', 'third.'],
      ['hello.', 'fourth.'],
    ]);
  });

  it('lets one chat have no more than its share of a moment', async () => {
    const harness = await runtimeHarness({ caps: [{ scope: 'chat', windowMs: 1_000, most: 1 }] });
    await acquainted(harness);
    await harness.clock.advance(2_000);
    harness.model.enqueue('one\n\ntwo');
    await harness.channel.personSays(ada, 'go');
    await harness.rest();
    expect(words(harness)).toEqual(['hello.', 'one']);
    await harness.clock.advance(1_000);
    await harness.rest();
    expect(words(harness)).toEqual(['hello.', 'one', 'two']);
  });

  it('gives up the whole queue when the person blocked us', async () => {
    const harness = await runtimeHarness();
    await acquainted(harness);
    harness.channel.failNext('sendText', { kind: 'peer-blocked', code: 'USER_IS_BLOCKED' });
    harness.model.enqueue('one\n\ntwo\n\nthree');
    await harness.channel.personSays(ada, 'go away');
    await harness.rest();
    const states = await harness.database.read
      .selectFrom('outbox')
      .select(['state', 'reason'])
      .where('turn_id', '=', turnId('turn-2'))
      .orderBy('position')
      .execute();
    // What was stored by then is dropped, and nothing is added behind it.
    expect(states[0]).toEqual({ state: 'failed', reason: 'USER_IS_BLOCKED' });
    expect(states.slice(1).filter(({ state }) => state !== 'dropped')).toEqual([]);
    expect(await harness.database.read.selectFrom('open_turn').selectAll().execute()).toEqual([]);
  });

  it('keeps bubbles while the account is offline and sends them when it is back', async () => {
    const harness = await runtimeHarness();
    await acquainted(harness);
    harness.model.enqueue({ text: ['later'], hang: true }, 'later.');
    await harness.channel.personSays(ada, 'one');
    await harness.rest();
    harness.channel.goOffline('cable');
    await harness.clock.advance(180_000);
    await harness.clock.advance(60_000);
    await harness.rest();
    expect(words(harness)).toEqual(['hello.']);
    await harness.channel.goOnline();
    await harness.rest();
    expect(words(harness)).toEqual(['hello.', 'later.']);
  });

  it('holds everything for the operator when the account is lost', async () => {
    const harness = await runtimeHarness();
    await acquainted(harness);
    harness.channel.failNext('sendText', { kind: 'account-frozen', code: 'FROZEN_METHOD_INVALID' });
    harness.model.enqueue('not now.');
    await harness.channel.personSays(ada, 'hello?');
    await harness.rest();
    await harness.clock.advance(600_000);
    expect(harness.reports).toContain('lost');
    const open = await harness.database.read
      .selectFrom('outbox')
      .select('state')
      .where('state', '!=', 'sent')
      .execute();
    expect(open).toEqual([{ state: 'queued' }]);
  });

  it('finishes what an earlier run had in hand, under its own send id', async () => {
    const conversation = conversationId('tess/telegram:100');
    const harness = await runtimeHarness({
      before: async ({ database, clock, channel, model }) => {
        model.enqueue('and hello.');
        await channel.personSays(ada, 'hi');
        await database.write(async (transaction) => {
          await inboundWriter(transaction, accountId('home')).openConversation(ada, tess, clock.now());
          await leaveBehind(transaction, conversation, clock.now());
        });
      },
    });
    await harness.rest();
    expect(harness.channel.messages.filter((message) => message.sendId === '4711')).toHaveLength(1);
    expect(harness.channel.seenBy(ada)).toEqual(['from before', 'and hello.']);
  });
});

/** A bubble that an earlier run had claimed when it was killed. */
async function leaveBehind({ db }: Transaction, conversation: ConversationId, now: number): Promise<void> {
  const turn = turnId('before');
  await db
    .insertInto('turn')
    .values({
      turn_id: turn,
      conversation_id: conversation,
      cause: 'incoming',
      outcome: 'spoke',
      reason: null,
      started_at: now,
      finished_at: now,
      decision: '{}',
      layers: '[]',
      request: null,
      answer: null,
      checks: '[]',
      timings: '{}',
    })
    .execute();
  await db
    .insertInto('outbox')
    .values({
      outbox_id: outboxId('before'),
      conversation_id: conversation,
      account_id: accountId('home'),
      peer_id: ada,
      turn_id: turn,
      position: 0,
      text: 'from before',
      reply_to: null,
      discloses: 'test',
      send_id: sendId('4711'),
      state: 'sending',
      not_before: now,
      expires_at: null,
      attempts: 1,
      claimed_by: 'the-run-that-was-killed',
      claimed_at: now,
      remote_id: null,
      reason: null,
      created_at: now,
      settled_at: null,
    })
    .execute();
}
