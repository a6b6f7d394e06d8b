import { FakeChannel } from '../../src/channel/fake.js';
import { peerId } from '../../src/core/ids.js';
import { ManualClock } from '../support/manual-clock.js';
import { MemoryStore } from '../support/memory-store.js';
import { channelContract } from './channel.js';

channelContract('the fake', async () => {
  const channel = new FakeChannel(new ManualClock());
  const person = peerId('7');
  const report = (error: unknown): void => {
    throw error;
  };
  return {
    channel,
    store: new MemoryStore(),
    person,
    says: (text) => void channel.personSays(person, text).catch(report),
    edits: (id, text) => void channel.personEdits(person, id, text).catch(report),
    deletes: (id) => void channel.personDeletes([id]).catch(report),
    reads: () => {
      const last = channel.messages.findLast((one) => one.direction === 'outgoing');
      if (last) channel.personReads(person, last.messageId).catch(report);
    },
    reacts: (id, emoji) => void channel.personReacts(person, id, [emoji]).catch(report),
    types: () => channel.show({ kind: 'typing', peer: person, action: 'typing' }),
    sees: () => channel.seenBy(person),
    loseNextReply: () => channel.loseNextReply('sendText'),
    floodNextSend: () => channel.failNext('sendText', { kind: 'flood', wait: 30_000, code: 'FLOOD_WAIT' }),
  };
});
