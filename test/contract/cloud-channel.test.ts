import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { createCloudChannel } from '../../src/channel/whatsapp/cloud/channel.js';
import { nothingStored } from '../../src/channel/whatsapp/person/alias-book.js';
import { accountId, peerId, type RemoteMessageId } from '../../src/core/ids.js';
import { systemClock } from '../../src/lib/system-clock.js';
import type { ChatMessage } from '../../src/sandbox/whatsapp/world/messages.js';
import { CloudBed } from '../sandbox/cloud-bed.js';
import { MemoryStore } from '../support/memory-store.js';
import { channelContract } from './channel.js';

let bed: CloudBed;
let made = 0;

// One server for all: each test has a number and a person of its own.
beforeAll(async () => {
  bed = await CloudBed.open();
});
afterAll(() => bed.close());

channelContract("WhatsApp's Cloud API", async () => {
  made += 1;
  const number = bed.number();
  const ben = bed.world.addUser({ number: `4917000${made}`, name: 'Ben' });
  const store = new MemoryStore();
  const { channel, hook } = createCloudChannel({
    account: accountId('luna'),
    baseUrl: bed.server.baseUrl,
    apiVersion: 'v25.0',
    phoneNumberId: number.phoneNumberId,
    credentials: { token: number.token, appSecrets: [number.appSecret], verifyToken: 'say it' },
    region: 'eea',
    clock: systemClock(),
    chance: { next: () => 0.5 },
    logger: { info: () => undefined, warn: () => undefined },
    aliases: nothingStored,
    peers: {
      address: async (peer) => store.address(peer),
      newestIncoming: async () => undefined,
    },
    hookPath: `/hooks/luna-${made}`,
  });
  await bed.hook(number, hook, 'say it');
  onTestFinished(() => channel.close());
  const { line } = number;
  const known = (messageId: RemoteMessageId): ChatMessage => {
    const message = bed.server.names.find(messageId);
    if (message === undefined) throw new Error('the service never named this message');
    return message;
  };
  return {
    channel,
    store,
    person: peerId(ben.userId),
    says: (text) => void bed.world.say(ben.number, line, text),
    edits: (messageId, text) => bed.world.edits(known(messageId), text),
    deletes: (messageId) => bed.world.removes(known(messageId)),
    reads: () => bed.world.reads(ben.number, line),
    reacts: (messageId, emoji) => bed.world.reacts(known(messageId), 'user', emoji),
    types: () => bed.world.types('user', line, ben.number),
    sees: () =>
      bed.world.chat(line, ben.number).flatMap((one) => (one.by === 'user' ? [] : [one.content.text])),
    loseNextReply: () =>
      bed.server.faults.add({
        at: 'messages',
        count: 1,
        effect: { kind: 'lose', applied: true, how: 'reset' },
      }),
    floodNextSend: () =>
      bed.server.faults.add({ at: 'messages', count: 1, effect: { kind: 'error', code: 130429 } }),
  };
});
