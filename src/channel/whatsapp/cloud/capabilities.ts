import type { ChannelCapabilities } from '../../capabilities.js';

const hourMs = 3_600_000;

/**
 * WhatsApp by Meta's Cloud API. There is no id of ours that makes a repeated send one message, but what we put beside a
 * message comes back in each of its statuses
 * (https://developers.facebook.com/documentation/business-messaging/whatsapp, pages of May to August 2026).
 */
export const cloudCapabilities: ChannelCapabilities = Object.freeze<ChannelCapabilities>({
  transport: 'webhook',
  // messages/send-messages: an id means that it was taken; whether it was sent is told later.
  receipt: 'accepted',
  idempotentSends: false,
  // What became of a message is told by webhook, usually in seconds; two minutes is what the outbox waits at most.
  echo: 'status',
  echoWithin: 120_000,
  ownHistory: false,
  messageIds: { unique: 'account', ordered: false },
  // messages/mark-message-as-read: those before it become read, too. Theirs are told one by one.
  readMarks: { out: 'up-to', in: 'each' },
  typing: {
    // typing-indicators: dismissed by our message or after 25 s; asked for before that it shows nothing; marks as read.
    out: { lasts: 25_000, renewAfter: 25_500, canCancel: false, impliesRead: true, needsIncoming: true },
    in: false,
  },
  presence: { out: false, in: false },
  // Edits and removals are told only of numbers that are also in the Business app.
  edits: { out: 'never', in: false },
  deletes: { out: 'never', in: false },
  reactions: { out: true, in: true },
  drafts: 'none',
  window: 24 * hourMs,
  firstContact: 'who-wrote',
  // messages/text-messages: 4,096 characters.
  text: { most: 4_096, unit: 'utf-16' },
  media: { in: true, fetch: false, out: false, listened: false },
  clockResolution: 1_000,
  price: 'per-message',
  peersAre: 'wa-phone',
});
