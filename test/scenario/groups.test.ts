import bigInt from 'big-integer';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Api } from 'telegram';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/engine/database.js';
import { runtimeHarness } from '../support/runtime.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { BEN, difference, message, update, UpdateWorld, user } from '../support/update-world.js';

const small = new Api.PeerChat({ chatId: bigInt(70) });
const large = new Api.PeerChannel({ channelId: bigInt(71) });
const ben = new Api.PeerUser({ userId: bigInt(BEN) });
const secret = 'canary of a group';

const inGroup = (id: number, peerId: Api.TypePeer): Api.Message =>
  new Api.Message({ id, peerId, fromId: ben, message: `${secret} ${id}`, date: 1_000 + id, mentioned: true });

/** Everything a group, a supergroup or a channel sends to an account that is in it, in the account's own box or not. */
const fromGroups = (pts: number): Api.TypeUpdates[] => [
  update([new Api.UpdateNewMessage({ message: inGroup(pts, small), pts, ptsCount: 1 })]),
  new Api.UpdateShortChatMessage({
    id: pts + 1,
    fromId: bigInt(BEN),
    chatId: bigInt(70),
    message: `${secret} short`,
    pts: pts + 1,
    ptsCount: 1,
    date: 150,
    mentioned: true,
  }),
  update([new Api.UpdateEditMessage({ message: inGroup(pts, small), pts: pts + 2, ptsCount: 1 })]),
  update([new Api.UpdateNewChannelMessage({ message: inGroup(3, large), pts: 900, ptsCount: 1 })]),
  update([new Api.UpdateEditChannelMessage({ message: inGroup(3, large), pts: 901, ptsCount: 1 })]),
  update([
    new Api.UpdateMessageReactions({
      peer: large,
      msgId: 3,
      reactions: new Api.MessageReactions({ results: [] }),
    }),
    new Api.UpdateChatUserTyping({
      chatId: bigInt(70),
      fromId: ben,
      action: new Api.SendMessageTypingAction(),
    }),
    new Api.UpdateReadChannelInbox({ channelId: bigInt(71), maxId: 3, stillUnreadCount: 1, pts: 901 }),
  ]),
];

describe('groups and channels', () => {
  it('are recorded nowhere, answered never, and reach no prompt, live or made up for', async () => {
    const telegram = new UpdateWorld();
    telegram.answers.push(difference(12, [inGroup(11, small), inGroup(12, large)]));
    await telegram.online();
    await telegram.push(...fromGroups(13));
    await telegram.clock.advance(1_000);
    expect(telegram.store.events).toEqual([]);
    expect(telegram.store.moments).toEqual([]);
    // What moved was counted: nothing is asked for again.
    expect(telegram.asked).toHaveLength(1);

    // The same person in private, behind all of it.
    await telegram.push(
      update(
        [new Api.UpdateNewMessage({ message: message(16, 'hello, only you'), pts: 16, ptsCount: 1 })],
        [user()],
      ),
    );
    await telegram.clock.advance(1_000);
    const file = join(temporaryFolder(), 'kindred.db');
    const harness = await runtimeHarness({ database: openDatabase(file) });
    harness.model.enqueue('hi.');
    for (const { peer, text } of telegram.store.messages) await harness.channel.personSays(peer, text);
    await harness.rest();

    const sent = harness.channel.calls.filter(({ operation }) => operation === 'sendText');
    expect(sent.map(({ peer }) => peer)).toEqual([String(BEN)]);
    expect(harness.model.asked).toHaveLength(1);
    expect(JSON.stringify(harness.model.asked)).toContain('hello, only you');
    expect(JSON.stringify(harness.model.asked)).not.toContain('canary');
    const stored = readdirSync(dirname(file)).map((name) =>
      readFileSync(join(dirname(file), name), 'latin1'),
    );
    expect(stored.some((bytes) => bytes.includes('hello, only you'))).toBe(true);
    expect(stored.some((bytes) => bytes.includes('canary'))).toBe(false);
    expect(telegram.logged.join('\n')).not.toContain('canary');
  });
});
