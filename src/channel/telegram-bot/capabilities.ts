import type { ChannelCapabilities } from '../capabilities.js';

const hourMs = 3_600_000;

/**
 * An official bot by the Bot API. Nothing tells what became of a send whose answer was lost: there is no id of ours, no
 * echo and no history (https://core.telegram.org/bots/api).
 */
export const botCapabilities: ChannelCapabilities = Object.freeze<ChannelCapabilities>({
  transport: 'poll',
  receipt: 'final',
  idempotentSends: false,
  echo: 'none',
  echoWithin: 10_000,
  ownHistory: false,
  messageIds: { unique: 'chat', ordered: true },
  // Bots neither mark as read nor are told.
  readMarks: { out: 'none', in: 'none' },
  typing: {
    // #sendchataction: "5 seconds or less"; there is no documented way to take it back.
    out: { lasts: 5_000, renewAfter: 4_000, canCancel: false, impliesRead: false, needsIncoming: false },
    in: false,
  },
  presence: { out: false, in: false },
  edits: { out: 'always', in: true },
  // #deletemessage: 48 hours. What a person deletes is not told to bots.
  deletes: { out: { within: 48 * hourMs }, in: false },
  reactions: { out: true, in: true },
  drafts: 'none',
  window: null,
  // #sendmessage refuses whoever has not started the bot.
  firstContact: 'who-wrote',
  // #sendmessage: 1 to 4,096 characters after the entities were read, in UTF-16 units as entities are counted.
  text: { most: 4_096, unit: 'utf-16' },
  media: { in: true, fetch: false, out: false, listened: false },
  clockResolution: 1_000,
  price: 'none',
  peersAre: 'telegram-user',
});
