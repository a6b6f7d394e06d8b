import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { startReceiver, type Hook, type Receiver } from '../../src/channel/receiver/receiver.js';
import { createEvolutionChannel } from '../../src/channel/whatsapp/evolution/channel.js';
import { nothingStored } from '../../src/channel/whatsapp/person/alias-book.js';
import { accountId, peerId, type RemoteMessageId } from '../../src/core/ids.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { startEvolutionServer, type EvolutionServer } from '../../src/sandbox/whatsapp/evolution/server.js';
import type { ChatMessage } from '../../src/sandbox/whatsapp/world/messages.js';
import { WhatsAppWorld } from '../../src/sandbox/whatsapp/world/world.js';
import { MemoryStore } from '../support/memory-store.js';
import { channelContract } from './channel.js';

let server: EvolutionServer;
let receiver: Receiver;
const hooks: Hook[] = [];
let made = 0;

// One server for all: each test has an instance and a person of its own.
beforeAll(async () => {
  const fail = (error: unknown): never => {
    throw error;
  };
  const world = new WhatsAppWorld(systemClock(), randomBytes(8).toString('hex'));
  server = await startEvolutionServer({ world, onError: fail, firstRetryMs: 20 });
  receiver = await startReceiver({ hooks, host: '127.0.0.1', port: 0, onError: fail });
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

channelContract('Evolution API', async () => {
  made += 1;
  const { world } = server;
  const name = `luna-${made}`;
  const { token, line } = server.addInstance({
    name,
    token: `evo-${made}`,
    line: String(551_199_000_000 + made),
  });
  const ben = world.addUser({ number: `4917200${made}`, name: 'Ben' });
  const store = new MemoryStore();
  const hookPath = `/hooks/${name}`;
  const { channel, hook } = createEvolutionChannel({
    account: accountId('luna'),
    server: server.baseUrl,
    instance: name,
    token,
    webhookSecret: 'nobody guesses this',
    hookUrl: `http://127.0.0.1:${receiver.port}${hookPath}`,
    hookPath,
    cursor: null,
    receives: true,
    clock: systemClock(),
    chance: { next: () => 0.5 },
    logger: { info: () => undefined, warn: () => undefined },
    aliases: nothingStored,
    peers: { address: async (peer) => store.address(peer), newestIncoming: async () => undefined },
  });
  hooks.push(hook);
  onTestFinished(() => channel.close());
  const known = (messageId: RemoteMessageId): ChatMessage => {
    const message = world.message(messageId);
    if (message === undefined) throw new Error('there is no such message');
    return message;
  };
  return {
    channel,
    store,
    overtakes: true,
    person: peerId(ben.number),
    says: (text) => void world.say(ben.number, line, text),
    edits: (messageId, text) => world.edits(known(messageId), text),
    deletes: (messageId) => world.removes(known(messageId)),
    reads: () => world.reads(ben.number, line),
    reacts: (messageId, emoji) => world.reacts(known(messageId), 'user', emoji),
    types: () => world.types('user', line, ben.number),
    sees: () => world.chat(line, ben.number).flatMap((one) => (one.by === 'user' ? [] : [one.content.text])),
    loseNextReply: () =>
      server.faults.add({ at: 'sendText', count: 1, effect: { kind: 'lose', applied: true, how: 'reset' } }),
    floodNextSend: () =>
      server.faults.add({ at: 'sendText', count: 1, effect: { kind: 'error', code: 429 } }),
  };
});
