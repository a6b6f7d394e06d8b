import type { ChannelCapabilities } from '../../capabilities.js';

/**
 * A phone's WhatsApp through Green API. What we send is queued there and comes back by its text; what was sent can be read
 * back, too (https://green-api.com/en/docs/api).
 */
export const greenCapabilities: ChannelCapabilities = Object.freeze<ChannelCapabilities>({
  transport: 'poll',
  // sending/SendMessage: an id means that it was queued, for up to 24 hours.
  receipt: 'accepted',
  idempotentSends: false,
  echo: 'text',
  echoWithin: 15_000,
  ownHistory: true,
  messageIds: { unique: 'chat', ordered: false },
  readMarks: { out: 'up-to', in: 'each' },
  typing: {
    // service/SendTyping: as long as is asked for, 20 seconds at most; behind what is queued.
    out: { lasts: 15_000, renewAfter: 14_000, canCancel: false, impliesRead: false, needsIncoming: false },
    in: false,
  },
  presence: { out: false, in: false },
  // sending/EditMessage: 15 minutes, as on the phone.
  edits: { out: { within: 15 * 60_000 }, in: true },
  deletes: { out: { within: 48 * 3_600_000 }, in: true },
  // Theirs are told; for ours there is no documented call.
  reactions: { out: false, in: true },
  drafts: 'none',
  window: null,
  firstContact: 'who-wrote',
  // sending/SendMessage: 20,000 characters; no message of a talk needs more than other channels hold.
  text: { most: 4_096, unit: 'utf-16' },
  media: { in: true, fetch: false, out: false, listened: false },
  clockResolution: 1_000,
  price: 'flat',
  peersAre: 'wa-phone',
});
