import type { AccountCare, Channel, ChannelFailure, ChannelResult } from '../channel/contract.js';

/** The same channel, telling of every call that failed, whoever made it. */
export function watchedChannel(channel: Channel, onFailure: (failure: ChannelFailure) => void): Channel {
  async function told<T>(call: Promise<ChannelResult<T>>): Promise<ChannelResult<T>> {
    const result = await call;
    if (!result.ok) onFailure(result.failure);
    return result;
  }
  const { care } = channel;
  const watchedCare: AccountCare | null = care && {
    freeze: () => told(care.freeze()),
    sessions: () => told(care.sessions()),
    askSpamBot: () => told(care.askSpamBot()),
    findByUsername: (username) => told(care.findByUsername(username)),
    pastPage: (peer, below) => told(care.pastPage(peer, below)),
  };
  return {
    get capabilities() {
      return channel.capabilities;
    },
    care: watchedCare,
    desk: channel.desk,
    // Its outcome is a connection state too, and that is where it is heard.
    open: (sink) => channel.open(sink),
    close: () => channel.close(),
    sendText: (request) => told(channel.sendText(request)),
    editText: (peer, message, text) => told(channel.editText(peer, message, text)),
    deleteMessages: (peer, messages) => told(channel.deleteMessages(peer, messages)),
    markRead: (peer, upTo) => told(channel.markRead(peer, upTo)),
    setTyping: (peer, action) => told(channel.setTyping(peer, action)),
    setOnline: (online) => told(channel.setOnline(online)),
    react: (peer, message, emoji) => told(channel.react(peer, message, emoji)),
    saveDraft: (peer, text) => told(channel.saveDraft(peer, text)),
    ownHistory: (peer, limit) => told(channel.ownHistory(peer, limit)),
    sendMedia: (request) => told(channel.sendMedia(request)),
    fetchMedia: (request) => told(channel.fetchMedia(request)),
    markListened: (peer, messages) => told(channel.markListened(peer, messages)),
    probe: () => told(channel.probe()),
  };
}
