import type { Channel, ChannelResult } from '../../channel/contract.js';

const notShown: ChannelResult<void> = { ok: true, value: undefined };

/** The same channel, never showing that the account is online or typing. Reading is marked as ever: it is what happened. */
export function quietChannel(channel: Channel): Channel {
  return {
    capabilities: { ...channel.capabilities, presence: false, typing: false },
    care: channel.care,
    open: (sink) => channel.open(sink),
    close: () => channel.close(),
    sendText: (request) => channel.sendText(request),
    editText: (peer, message, text) => channel.editText(peer, message, text),
    deleteMessages: (peer, messages) => channel.deleteMessages(peer, messages),
    markRead: (peer, upTo) => channel.markRead(peer, upTo),
    setTyping: () => Promise.resolve(notShown),
    setOnline: () => Promise.resolve(notShown),
    react: (peer, message, emoji) => channel.react(peer, message, emoji),
    saveDraft: (peer, text) => channel.saveDraft(peer, text),
    ownHistory: (peer, limit) => channel.ownHistory(peer, limit),
    probe: () => channel.probe(),
  };
}
