import type { ChannelCapabilities } from '../../capabilities.js';
import { botCapabilities } from '../capabilities.js';

const hourMs = 3_600_000;

/**
 * Somebody's own account, lent to a bot: https://core.telegram.org/bots/api#businessbotrights. The person sees the
 * owner's profile. What can be done is what the owner granted, and changes while it runs.
 */
export function businessCapabilities(
  rights: readonly string[],
  transport: ChannelCapabilities['transport'] = 'poll',
): ChannelCapabilities {
  const canReply = rights.includes('can_reply');
  const canDelete = rights.includes('can_delete_sent_messages') || rights.includes('can_delete_all_messages');
  const { typing } = botCapabilities;
  return Object.freeze<ChannelCapabilities>({
    ...botCapabilities,
    transport,
    // Every message of the owner's side is told, our own with the bot that sent it.
    echo: 'text',
    messageIds: { unique: 'account', ordered: true },
    readMarks: { out: rights.includes('can_read_messages') ? 'up-to' : 'none', in: 'none' },
    typing: { ...typing, out: canReply ? typing.out : null },
    edits: { out: canReply ? { within: 24 * hourMs } : 'never', in: true },
    deletes: { out: canDelete ? 'always' : 'never', in: true },
    // A reaction cannot be set in somebody's name, and theirs are not told.
    reactions: { out: false, in: false },
    drafts: 'to-owner',
    // can_reply: chats with an incoming message in the last 24 hours.
    window: 24 * hourMs,
  });
}

/** With everything granted that is of use here: what docs/channels.md shows. */
export const usedRights = ['can_reply', 'can_read_messages', 'can_delete_sent_messages'] as const;
