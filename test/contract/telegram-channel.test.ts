import { afterAll, beforeAll } from 'vitest';
import { peerId } from '../../src/core/ids.js';
import type { RemoteMessageId } from '../../src/core/ids.js';
import { startTelegramSandbox } from '../../src/sandbox/serving/telegram-server.js';
import type { TelegramSandbox } from '../../src/sandbox/serving/telegram-server.js';
import { privateKeyPem } from '../support/server-key.js';
import { signIn, telegramChannel } from '../support/telegram-world.js';
import { channelContract } from './channel.js';

let sandbox: TelegramSandbox;
let phones = 15_550_000;

// One server for all: each test has an account and a person of its own.
beforeAll(async () => {
  sandbox = await startTelegramSandbox({ privateKeyPem });
});
afterAll(() => sandbox.close());

channelContract('Telegram over MTProto', async () => {
  const { session, self } = await signIn(sandbox, `+${(phones += 1)}`);
  const account = Number(self);
  const { id } = await sandbox.people.create({ firstName: 'Ben', phone: String((phones += 1)) });
  const person = sandbox.people.person(id);
  const { channel, store } = telegramChannel(sandbox, session, { write: 500 });

  /** The person's own number for a message the account knows by another one. */
  const theirs = (messageId: RemoteMessageId): number => {
    const uid = sandbox.world.messages.find(account, Number(messageId))?.uid;
    const copy = person.screen(account).find((one) => one.uid === uid);
    if (copy === undefined) throw new Error('the person does not have this message');
    return copy.id;
  };
  return {
    channel,
    store,
    person: peerId(String(id)),
    says: (text) => person.say(account, text),
    edits: (messageId, text) => person.edit(theirs(messageId), text),
    deletes: (messageId) => person.delete([theirs(messageId)]),
    reads: () => person.read(account),
    reacts: (messageId, emoji) => person.react(theirs(messageId), [emoji]),
    types: () => person.show(account, 'typing'),
    sees: () => person.screen(account).flatMap((one) => (one.out ? [] : [one.text])),
    loseNextReply: () =>
      sandbox.rules.add({
        method: 'messages.sendMessage',
        count: 1,
        effect: { kind: 'lose', how: 'swallow' },
      }),
    floodNextSend: () =>
      sandbox.rules.add({
        method: 'messages.sendMessage',
        account,
        count: 1,
        effect: { kind: 'error', code: 420, type: 'FLOOD_WAIT_30' },
      }),
  };
});
