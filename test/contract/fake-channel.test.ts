import type { ChannelCapabilities } from '../../src/channel/capabilities.js';
import { FakeChannel } from '../../src/channel/fake.js';
import { everything } from '../../src/channel/fake-capabilities.js';
import { channelKinds } from '../../src/app/composition/channels/channel-kinds.js';
import { peerId } from '../../src/core/ids.js';
import { ManualClock } from '../support/manual-clock.js';
import { MemoryStore } from '../support/memory-store.js';
import { channelContract } from './channel.js';

/** What a service with a queue of its own declares: nothing of it is built yet, and the rooms in front must bear it. */
const queued: ChannelCapabilities = {
  ...everything,
  transport: 'webhook',
  receipt: 'accepted',
  idempotentSends: false,
  echo: 'text',
  messageIds: { unique: 'chat', ordered: false },
  typing: {
    out: { lasts: 25_000, renewAfter: 25_000, canCancel: false, impliesRead: true, needsIncoming: true },
    in: false,
  },
  presence: { out: false, in: false },
  edits: { out: 'never', in: false },
  deletes: { out: 'never', in: false },
  ownHistory: false,
  drafts: 'none',
};

const costumes = [...channelKinds, { title: 'a service with a queue', can: queued }];

for (const { title, can } of [{ title: 'everything', can: everything }, ...costumes]) {
  channelContract(`the fake as ${title}`, async () => {
    const channel = new FakeChannel(new ManualClock(), undefined, can);
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
}
