import type { ChannelCapabilities } from './capabilities.js';

/** Everything a channel can be able to do; a costume takes away what its service cannot. */
export const everything: ChannelCapabilities = Object.freeze<ChannelCapabilities>({
  transport: 'socket',
  receipt: 'final',
  idempotentSends: true,
  echo: 'send-id',
  echoWithin: 10_000,
  ownHistory: true,
  messageIds: { unique: 'account', ordered: true },
  readMarks: { out: 'up-to', in: 'up-to' },
  typing: {
    out: { lasts: 6_000, renewAfter: 4_500, canCancel: true, impliesRead: false, needsIncoming: false },
    in: true,
  },
  presence: { out: true, in: true },
  edits: { out: 'always', in: true },
  deletes: { out: 'always', in: true },
  reactions: { out: true, in: true },
  drafts: 'in-chat',
  window: null,
  firstContact: 'anybody',
  text: { most: 4_096, unit: 'code-points' },
  media: { in: true, fetch: true, out: false, listened: true },
  clockResolution: 1_000,
  price: 'none',
  peersAre: 'telegram-user',
});
