import type { ChannelCapabilities } from '../../../channel/capabilities.js';
import type { Channel, ChannelResult } from '../../../channel/contract.js';

/** What is not shown is not asked for: a sign of life is no courtesy any more. */
function quiet(capabilities: ChannelCapabilities): ChannelCapabilities {
  const { presence, typing } = capabilities;
  return { ...capabilities, presence: { ...presence, out: false }, typing: { ...typing, out: null } };
}

const notShown: ChannelResult<void> = { ok: true, value: undefined };

/** The same channel, never showing that the account is online or typing. Reading is marked as ever: it is what happened. */
export function quietChannel(channel: Channel): Channel {
  return {
    get capabilities() {
      return quiet(channel.capabilities);
    },
    care: channel.care,
    desk: channel.desk,
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
    sendMedia: (request) => channel.sendMedia(request),
    fetchMedia: (request) => channel.fetchMedia(request),
    markListened: (peer, messages) => channel.markListened(peer, messages),
    probe: () => channel.probe(),
  };
}
