import type { ChannelCapabilities } from '../capabilities.js';

const dayMs = 86_400_000;

/** A user account over MTProto: told almost everything, able to ask again, and delivering a repeated send once. */
export const userAccountCapabilities: ChannelCapabilities = Object.freeze<ChannelCapabilities>({
  transport: 'socket',
  receipt: 'final',
  idempotentSends: true,
  echo: 'send-id',
  echoWithin: 10_000,
  ownHistory: true,
  messageIds: { unique: 'account', ordered: true },
  readMarks: { out: 'up-to', in: 'up-to' },
  typing: {
    // Shown for 6 s (TELEGRAM 3.3): renewed before it fades.
    out: { lasts: 6_000, renewAfter: 4_500, canCancel: true, impliesRead: false, needsIncoming: false },
    in: true,
  },
  presence: { out: true, in: true },
  // core.telegram.org/constructor/config, edit_time_limit: two days.
  edits: { out: { within: 2 * dayMs }, in: true },
  deletes: { out: 'always', in: true },
  reactions: { out: true, in: true },
  drafts: 'in-chat',
  window: null,
  firstContact: 'anybody',
  // `message_length_max` of Telegram's config, counted in code points.
  text: { most: 4_096, unit: 'code-points' },
  media: { in: true, fetch: true, out: true, listened: true },
  clockResolution: 1_000,
  price: 'none',
  peersAre: 'telegram-user',
});
