import { describe, expect, it } from 'vitest';
import { carryOut } from '../../src/app/orders/chat-orders.js';
import { conversationId, peerId, remoteMessageId } from '../../src/core/ids.js';
import { readSignals } from '../../src/store/conversation/signal-reader.js';
import { readStanding } from '../../src/store/conversation/takeover-store.js';
import { runtimeHarness, type HarnessOptions, type RuntimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const talk = conversationId('tess/telegram:100');
const minute = 60_000;

/** Two who have talked before. */
async function talking(options: HarnessOptions = {}): Promise<RuntimeHarness> {
  const harness = await runtimeHarness(options);
  harness.model.enqueue('hello.');
  await harness.channel.personSays(ada, 'hi');
  await pass(harness, 15_000);
  await pass(harness, minute);
  return harness;
}

/** Time in small steps, so that whatever it sets off is done in between. */
async function pass(harness: RuntimeHarness, ms: number, step = 500): Promise<void> {
  await harness.rest();
  for (let at = 0; at < ms; at += step) {
    await harness.clock.advance(step);
    await harness.rest();
  }
}

const said = ({ channel }: RuntimeHarness): readonly string[] => channel.seenBy(ada).slice(1);
const standing = ({ database }: RuntimeHarness) => readStanding(database.read, talk);
const order = (harness: RuntimeHarness, wish: Parameters<typeof carryOut>[1]) =>
  carryOut(harness.database, wish, harness.clock.now()).then(() => harness.runtime.wake(talk));

const operatorWrites = (harness: RuntimeHarness, id: string, text: string): Promise<void> =>
  harness.channel.deliver({
    kind: 'message',
    peer: ada,
    messageId: remoteMessageId(id),
    direction: 'outgoing',
    text,
    attachments: [],
    sentAt: harness.clock.now(),
  });

describe('a natural pace', () => {
  const natural = { settings: { pace: 'natural' } } as const;

  it('reads, then types, then sends, each in its time, and types on until then', async () => {
    const harness = await talking(natural);
    const from = harness.channel.calls.length;
    const heardAt = harness.clock.now();
    harness.model.enqueue('that is a longer thought, of some words.');
    await harness.channel.personSays(ada, 'tell me something');
    await pass(harness, 15_000);
    const calls = harness.channel.calls
      .slice(from)
      .filter(({ operation }) => !['setOnline', 'probe', 'care'].includes(operation));
    const first = (operation: string) => calls.findIndex((call) => call.operation === operation);
    expect(first('markRead')).toBe(0);
    expect(first('setTyping')).toBe(1);
    expect(calls.map(({ operation }) => operation).at(-1)).toBe('sendText');
    expect((calls[0]?.at ?? 0) - heardAt).toBeGreaterThan(300);
    const typed = calls.filter(({ operation }) => operation === 'setTyping').map(({ at }) => at);
    expect(typed.length).toBeGreaterThan(1);
    for (const [index, at] of typed.entries()) {
      expect(at - (typed[index - 1] ?? at)).toBeLessThanOrEqual(5_000);
    }
    expect((calls.at(-1)?.at ?? 0) - heardAt).toBeLessThanOrEqual(10_500);
    expect(said(harness)).toEqual(['that is a longer thought, of some words.']);
  });

  it('types no more when everything is said, however the two wrote', async () => {
    const harness = await talking(natural);
    for (const gap of [2_000, 9_000, 30_000, 4_000, 12_000, 1_000, 7_000]) {
      harness.model.enqueue('that is a thought.\n\nand a second one, with more words in it.', 'yes.');
      await harness.channel.personSays(ada, 'tell me something');
      await pass(harness, gap, 1_000);
    }
    await pass(harness, 2 * minute, 2_000);
    const typed = harness.channel.calls.filter(({ operation }) => operation === 'setTyping').length;
    await pass(harness, minute, 5_000);
    expect(harness.channel.calls.filter(({ operation }) => operation === 'setTyping')).toHaveLength(typed);
  });

  it('stops typing when the bubble it typed for is dropped', async () => {
    const harness = await talking(natural);
    harness.model.enqueue('that is a longer thought, of some words.');
    await harness.channel.personSays(ada, 'tell me something');
    await pass(harness, 4_000);
    const typing = (): number =>
      harness.channel.calls.filter(({ operation }) => operation === 'setTyping').length;
    expect(typing()).toBeGreaterThan(0);
    await harness.database.write(({ db }) =>
      db.updateTable('outbox').set({ state: 'dropped' }).where('state', '=', 'queued').execute(),
    );
    await pass(harness, 30_000);
    const until = typing();
    await pass(harness, minute, 5_000);
    expect(typing()).toBe(until);
    expect(said(harness)).toEqual([]);
  });

  it('answers once when the person writes on before anything of the answer left', async () => {
    const harness = await talking(natural);
    harness.model.enqueue('an answer to one.', 'an answer to both.');
    await harness.channel.personSays(ada, 'one');
    await pass(harness, 2_000);
    expect(harness.model.asked).toHaveLength(2);
    await harness.channel.personSays(ada, 'and two');
    await pass(harness, 20_000);
    expect(said(harness)).toEqual(['an answer to both.']);
    expect(harness.model.asked.at(-1)?.messages.at(-1)?.text).toMatch(/one[\s\S]*and two/u);
  });

  it('lets a person finish who is seen to be writing', async () => {
    const harness = await talking();
    harness.model.enqueue('only this.', 'to both of it.');
    harness.channel.show({ kind: 'typing', peer: ada, action: 'typing' });
    await harness.channel.personSays(ada, 'wait');
    harness.channel.show({ kind: 'typing', peer: ada, action: 'typing' });
    await pass(harness, 1_000);
    expect(said(harness)).toEqual([]);
    await harness.channel.personSays(ada, 'there is more');
    await pass(harness, 5_000);
    expect(said(harness)).toEqual(['to both of it.']);
  });
});

describe('a human who takes over', () => {
  it('silences the character at once, for half an hour after the last word, and is remembered', async () => {
    const harness = await talking();
    await operatorWrites(harness, '900', 'this is Ada herself');
    await harness.channel.personSays(ada, 'oh, really you?');
    await pass(harness, 2_000);
    expect(said(harness)).toEqual([]);
    expect(await standing(harness)).toMatchObject({ mode: 'auto', pausedBy: 'operator' });
    await operatorWrites(harness, '901', 'really me');
    await harness.clock.advance(31 * minute);
    harness.model.enqueue('me again.');
    await harness.channel.personSays(ada, 'bye then');
    await pass(harness, 1_000);
    expect(said(harness)).toEqual(['me again.']);
    const texts =
      harness.model.asked
        .at(-1)
        ?.messages.map(({ text }) => text)
        .join('\n') ?? '';
    expect(texts).toContain('by a human who shares this account: this is Ada herself)');
  });

  it('stops an answer that was about to leave', async () => {
    const harness = await talking({ settings: { pace: 'natural' } });
    harness.model.enqueue('too late.');
    await harness.channel.personSays(ada, 'are we meeting');
    await pass(harness, 2_000);
    await operatorWrites(harness, '900', 'yes, at six');
    await pass(harness, 20_000);
    expect(said(harness)).toEqual([]);
  });

  it('proposes where it is asked to, and writes again when it is released', async () => {
    const harness = await talking();
    await order(harness, { do: 'takeover', conversation: talk, mode: 'copilot' });
    harness.model.enqueue('a proposal.');
    const shown = harness.channel.calls.length;
    await harness.channel.personSays(ada, 'what now');
    await pass(harness, 1_000);
    expect(harness.channel.drafts.get(ada)).toBe('a proposal.');
    expect(harness.channel.calls.slice(shown).map(({ operation }) => operation)).not.toContain('setTyping');
    expect(said(harness)).toEqual([]);
    await order(harness, { do: 'takeover', conversation: talk, mode: 'human' });
    await harness.channel.personSays(ada, 'anybody');
    await pass(harness, 60 * minute, 10 * minute);
    expect(said(harness)).toEqual([]);
    harness.model.enqueue('here.');
    await order(harness, { do: 'release', conversation: talk });
    await pass(harness, 1_000);
    expect(said(harness)).toEqual(['here.']);
  });
});

describe('signals', () => {
  it('tell what became of our words, and what else the person shows', async () => {
    const harness = await talking();
    const read = () => readSignals(harness.database.read, talk);
    expect((await read())?.lastSaid?.state).toBe('unseen');
    await harness.channel.personReads(ada, remoteMessageId('2'));
    expect((await read())?.lastSaid).toMatchObject({ state: 'seen', seenAt: harness.clock.now() });
    await harness.channel.personReacts(ada, remoteMessageId('2'), ['❤']);
    harness.channel.show({ kind: 'presence', peer: ada, state: 'offline', lastSeen: 5 });
    harness.channel.show({ kind: 'typing', peer: ada, action: 'typing' });
    await harness.rest();
    expect(await read()).toMatchObject({
      lastSaid: { reactions: ['❤'] },
      presence: 'offline',
      lastSeenAt: 5,
      typedAt: harness.clock.now(),
      unanswered: 1,
    });
  });

  it('take a cleared history for the wish to be forgotten, and one message for one message', async () => {
    const harness = await talking();
    harness.model.enqueue('go on.', 'i see.');
    const second = await harness.channel.personSays(ada, 'a secret');
    await pass(harness, 1_000);
    await harness.channel.personDeletes([second]);
    await pass(harness, 1_000);
    expect((await readSignals(harness.database.read, talk))?.clearedAt).toBeNull();
    const all = harness.channel.messages.filter(({ deleted }) => !deleted).map((one) => one.messageId);
    await harness.channel.personDeletes(all);
    await pass(harness, 1_000);
    expect((await readSignals(harness.database.read, talk))?.clearedAt).not.toBeNull();
    const left = await harness.database.read
      .selectFrom('message')
      .select('text')
      .where('text', '!=', '')
      .execute();
    expect(left).toEqual([]);
  });

  it('notice a block at the first sign of it', async () => {
    const harness = await talking();
    harness.channel.failNext('setTyping', { kind: 'peer-blocked', code: 'USER_IS_BLOCKED' });
    harness.model.enqueue('never read.');
    await harness.channel.personSays(ada, 'last words');
    await pass(harness, 1_000);
    expect((await readSignals(harness.database.read, talk))?.blockedAt).not.toBeNull();
  });
});

describe('commands in the chat', () => {
  it.each([
    ['/help', /\/memory.*\/why/u],
    ['/why', /because you had written to me/u],
    ['why did you write that?', /because you had written to me/u],
    ['/pause', /quiet until you write/u],
    ['какие команды?', /Что можно написать/u],
    ['Почему ты это написала?', /ответ на твои слова/u],
  ])('answer %s without a model, in its language', async (asked, answer) => {
    const harness = await talking();
    const before = harness.model.asked.length;
    await harness.channel.personSays(ada, asked);
    await pass(harness, 1_000);
    expect(said(harness).at(-1)).toMatch(answer);
    expect(harness.model.asked).toHaveLength(before);
  });

  it('are answered by themselves among other words, also while a human writes; those wait for their writer', async () => {
    const harness = await talking();
    await order(harness, { do: 'takeover', conversation: talk, mode: 'human' });
    await harness.channel.personSays(ada, 'are you still there?');
    await harness.channel.personSays(ada, '/why');
    await pass(harness, 1_000);
    expect(said(harness)).toEqual([expect.stringContaining('because you had written to me')]);
    harness.model.enqueue('still here.');
    await order(harness, { do: 'release', conversation: talk });
    await pass(harness, 1_000);
    expect(said(harness).at(-1)).toBe('still here.');
    expect(harness.model.asked.at(-1)?.messages.at(-1)?.text).toContain('are you still there?');
  });

  it('keeps quiet after /pause until the person writes again', async () => {
    const harness = await talking();
    await harness.channel.personSays(ada, '/pause');
    await pass(harness, 1_000);
    expect(await standing(harness)).toMatchObject({ pausedBy: 'person' });
    harness.model.enqueue('welcome back.');
    await harness.channel.personSays(ada, 'i am back');
    await pass(harness, 1_000);
    expect(said(harness).at(-1)).toBe('welcome back.');
    expect((await standing(harness)).pausedUntil).toBeNull();
  });
});
