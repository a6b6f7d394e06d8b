import type { ChannelCapabilities } from '../../capabilities.js';

/**
 * A phone's WhatsApp through an Evolution API of one's own. What we send comes back by its text, and the server's own
 * database can be asked (evolution-api 2.3.7, its source).
 */
export const evolutionCapabilities: ChannelCapabilities = Object.freeze<ChannelCapabilities>({
  transport: 'webhook',
  receipt: 'accepted',
  idempotentSends: false,
  echo: 'text',
  echoWithin: 15_000,
  ownHistory: true,
  messageIds: { unique: 'chat', ordered: false },
  readMarks: { out: 'each', in: 'each' },
  typing: {
    // chat/sendPresence: shown as long as the call takes, which is as long as was asked for.
    out: { lasts: 5_000, renewAfter: 5_000, canCancel: false, impliesRead: false, needsIncoming: false },
    in: true,
  },
  presence: { out: true, in: false },
  // chat/updateMessage: 15 minutes.
  edits: { out: { within: 15 * 60_000 }, in: true },
  deletes: { out: { within: 48 * 3_600_000 }, in: true },
  reactions: { out: true, in: true },
  drafts: 'none',
  window: null,
  firstContact: 'who-wrote',
  text: { most: 4_096, unit: 'utf-16' },
  media: { in: true, fetch: false, out: false, listened: false },
  clockResolution: 1_000,
  price: 'flat',
  peersAre: 'wa-phone',
});
