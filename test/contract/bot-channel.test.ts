import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { createBotChannel } from '../../src/channel/telegram-bot/channel.js';
import { accountId, peerId, type RemoteMessageId } from '../../src/core/ids.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { BotBed } from '../sandbox/bot-bed.js';
import { MemoryStore } from '../support/memory-store.js';
import { channelContract } from './channel.js';

let bed: BotBed;
let made = 0;

// One server for all: each test has a bot and a person of its own.
beforeAll(async () => {
  bed = await BotBed.open();
});
afterAll(() => bed.close());

channelContract('a bot over the Bot API', async () => {
  const number = (made += 1);
  const bot = (await bed.people.create({ firstName: 'Luna', username: `luna_${number}_bot`, bot: true })).id;
  const token = bed.server.bots.issueToken(bot);
  const { id } = await bed.people.create({ firstName: 'Ben', phone: String(15_570_000 + number) });
  const person = bed.people.person(id);
  const { channel } = createBotChannel({
    account: accountId('luna'),
    token,
    baseUrl: bed.server.baseUrl,
    clock: systemClock(),
    chance: { next: () => 0.5 },
    logger: { info: () => undefined, warn: () => undefined },
    cursor: null,
  });
  onTestFinished(() => channel.close());
  /** The person's own number for a message the bot knows by another one. */
  const theirs = (messageId: RemoteMessageId): number => {
    const uid = bed.world.messages.find(bot, Number(messageId))?.uid;
    const copy = person.screen(bot).find((one) => one.uid === uid);
    if (copy === undefined) throw new Error('the person does not have this message');
    return copy.id;
  };
  return {
    channel,
    store: new MemoryStore(),
    person: peerId(String(id)),
    says: (text) => person.say(bot, text),
    edits: (messageId, text) => person.edit(theirs(messageId), text),
    deletes: (messageId) => person.delete([theirs(messageId)]),
    reads: () => person.read(bot),
    reacts: (messageId, emoji) => person.react(theirs(messageId), [emoji]),
    types: () => person.show(bot, 'typing'),
    sees: () => person.screen(bot).flatMap((one) => (one.out ? [] : [one.text])),
    loseNextReply: () =>
      bed.server.faults.add({
        method: 'sendMessage',
        bot,
        count: 1,
        effect: { kind: 'lose', applied: true, how: 'reset' },
      }),
    floodNextSend: () =>
      bed.server.faults.add({
        method: 'sendMessage',
        bot,
        count: 1,
        effect: {
          kind: 'error',
          code: 429,
          description: 'Too Many Requests: retry after 30',
          retryAfter: 30,
        },
      }),
  };
});
