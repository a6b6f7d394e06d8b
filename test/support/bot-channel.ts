import type { Channel } from '../../src/channel/contract.js';
import type { BotLine } from '../../src/channel/telegram-bot/line.js';

/** A channel that is alone on its line: whatever comes over it is the channel's own, with the line's place. */
export function aloneOn(line: BotLine, channel: Channel): Channel {
  return new Proxy(channel, {
    get(target, name) {
      if (name !== 'open') return Reflect.get(target, name) as unknown;
      return async (sink: Parameters<Channel['open']>[0]) => {
        const opened = await target.open(sink);
        line.start(({ batches: [first], cursor }) =>
          sink.accept({
            ...(first?.batch ?? { events: [], peers: [], receivedAt: 0 }),
            ...(cursor === undefined ? {} : { cursor }),
          }),
        );
        return opened;
      };
    },
  });
}
