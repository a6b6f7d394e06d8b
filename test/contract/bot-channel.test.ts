import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { businessChannel } from '../../src/channel/telegram-bot/business/channel.js';
import { toStanding } from '../../src/channel/telegram-bot/business/connection.js';
import { botChannel } from '../../src/channel/telegram-bot/channel.js';
import { BotLine } from '../../src/channel/telegram-bot/line.js';
import { accountId, peerId, type RemoteMessageId } from '../../src/core/ids.js';
import type { Person } from '../../src/sandbox/people/people.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { BotBed } from '../sandbox/bot-bed.js';
import { aloneOn } from '../support/bot-channel.js';
import { MemoryStore } from '../support/memory-store.js';
import { channelContract } from './channel.js';

let bed: BotBed;
let made = 0;

// One server for all: each test has a bot and a person of its own.
beforeAll(async () => {
  bed = await BotBed.open();
});
afterAll(() => bed.close());

const logger = { info: () => undefined, warn: () => undefined };

function lineOf(token: string): BotLine {
  return new BotLine({
    token,
    baseUrl: bed.server.baseUrl,
    clock: systemClock(),
    chance: { next: () => 0.5 },
    logger,
    cursor: () => Promise.resolve(null),
  });
}

/** A bot and a person of their own for each test. */
async function pair() {
  const number = (made += 1);
  const bot = (await bed.people.create({ firstName: 'Luna', username: `luna_${number}_bot`, bot: true })).id;
  const { id } = await bed.people.create({ firstName: 'Ben', phone: String(15_570_000 + number) });
  return { number, bot, line: lineOf(bed.server.bots.issueToken(bot)), person: bed.people.person(id) };
}

/** What the person does towards `us`, the account that they see; faults are those of the bot. */
function deeds(bot: number, us: number, person: Person) {
  /** The person's own number for a message that we know by another one. */
  const theirs = (messageId: RemoteMessageId): number => {
    const uid = bed.world.messages.find(us, Number(messageId))?.uid;
    const copy = person.screen(us).find((one) => one.uid === uid);
    if (copy === undefined) throw new Error('the person does not have this message');
    return copy.id;
  };
  const fault = (effect: Parameters<typeof bed.server.faults.add>[0]['effect']): void =>
    void bed.server.faults.add({ method: 'sendMessage', bot, count: 1, effect });
  return {
    person: peerId(String(person.id)),
    says: (text: string) => void person.say(us, text),
    edits: (messageId: RemoteMessageId, text: string) => void person.edit(theirs(messageId), text),
    deletes: (messageId: RemoteMessageId) => void person.delete([theirs(messageId)]),
    reads: () => void person.read(us),
    reacts: (messageId: RemoteMessageId, emoji: string) => void person.react(theirs(messageId), [emoji]),
    types: () => void person.show(us, 'typing'),
    sees: () => person.screen(us).flatMap((one) => (one.out ? [] : [one.text])),
    loseNextReply: () => fault({ kind: 'lose', applied: true, how: 'reset' }),
    floodNextSend: () =>
      fault({ kind: 'error', code: 429, description: 'Too Many Requests: retry after 30', retryAfter: 30 }),
  };
}

channelContract('a bot over the Bot API', async () => {
  const { bot, line, person } = await pair();
  const channel = aloneOn(line, botChannel(line, accountId('luna'), systemClock()));
  onTestFinished(() => channel.close());
  return { channel, store: new MemoryStore(), ...deeds(bot, bot, person) };
});

channelContract("somebody's own account, lent to a bot", async () => {
  const { number, bot, line, person } = await pair();
  const { id: owner } = await bed.people.create({ firstName: 'Ada', phone: String(15_580_000 + number) });
  const rights = ['can_reply', 'can_read_messages', 'can_delete_sent_messages'] as const;
  const { id } = bed.server.connections.set(owner, { bot, rights, isEnabled: true, chats: null });
  const kept = { id, owner: String(owner), ownerChat: String(owner), date: 0, isEnabled: true, rights };
  const channel = aloneOn(
    line,
    businessChannel(line, {
      account: accountId('ada'),
      owner: String(owner),
      standing: toStanding(kept),
      howToEdit: '',
      clock: systemClock(),
      logger,
    }),
  );
  onTestFinished(() => channel.close());
  return { channel, store: new MemoryStore(), ...deeds(bot, owner, person) };
});
