import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { createGreenChannel } from '../../src/channel/whatsapp/green/channel.js';
import { nothingStored } from '../../src/channel/whatsapp/person/alias-book.js';
import { accountId, peerId, type RemoteMessageId } from '../../src/core/ids.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { startGreenServer, type GreenServer } from '../../src/sandbox/whatsapp/green/server.js';
import type { ChatMessage } from '../../src/sandbox/whatsapp/world/messages.js';
import { WhatsAppWorld } from '../../src/sandbox/whatsapp/world/world.js';
import { MemoryStore } from '../support/memory-store.js';
import { channelContract } from './channel.js';

let server: GreenServer;
let made = 0;

// One server for all: each test has an instance and a person of its own.
beforeAll(async () => {
  const world = new WhatsAppWorld(systemClock(), randomBytes(8).toString('hex'));
  server = await startGreenServer({
    world,
    onError: (error) => {
      throw error;
    },
  });
});
afterAll(() => server.close());

channelContract('Green API', async () => {
  made += 1;
  const { world } = server;
  const { id, token, line } = server.addInstance({
    id: String(7_103_000_000 + made),
    token: `green-token-${made}`,
    line: String(79_001_234_000 + made),
  });
  const ben = world.addUser({ number: `4917100${made}`, name: 'Ben' });
  const store = new MemoryStore();
  const channel = createGreenChannel({
    account: accountId('luna'),
    apiUrl: server.baseUrl,
    instance: id,
    token,
    receives: true,
    clock: systemClock(),
    chance: { next: () => 0.5 },
    logger: { info: () => undefined, warn: () => undefined },
    aliases: nothingStored,
    peers: { address: async (peer) => store.address(peer), newestIncoming: async () => undefined },
  });
  onTestFinished(() => channel.close());
  const known = (messageId: RemoteMessageId): ChatMessage => {
    const message = world.message(messageId);
    if (message === undefined) throw new Error('there is no such message');
    return message;
  };
  return {
    channel,
    store,
    person: peerId(ben.number),
    says: (text) => void world.say(ben.number, line, text),
    edits: (messageId, text) => world.edits(known(messageId), text),
    deletes: (messageId) => world.removes(known(messageId)),
    reads: () => world.reads(ben.number, line),
    reacts: (messageId, emoji) => world.reacts(known(messageId), 'user', emoji),
    types: () => world.types('user', line, ben.number),
    sees: () => world.chat(line, ben.number).flatMap((one) => (one.by === 'user' ? [] : [one.content.text])),
    loseNextReply: () =>
      server.faults.add({
        at: 'sendMessage',
        count: 1,
        effect: { kind: 'lose', applied: true, how: 'reset' },
      }),
    floodNextSend: () =>
      server.faults.add({ at: 'sendMessage', count: 1, effect: { kind: 'error', code: 429 } }),
  };
});
