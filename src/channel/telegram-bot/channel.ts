import type { AccountId } from '../../core/ids.js';
import type { Clock } from '../../core/clock.js';
import type { Channel, ChannelSink } from '../contract.js';
import type { ChannelCapabilities } from '../capabilities.js';
import { botCapabilities } from './capabilities.js';
import type { BotLine } from './line.js';
import { Announced } from './member.js';
import { botOperations } from './operations.js';

const byWebhook: ChannelCapabilities = Object.freeze({ ...botCapabilities, transport: 'webhook' });

/** The own chats of an official bot as a Channel. What people write comes with its line. */
export function botChannel(line: BotLine, account: AccountId, clock: Clock): Channel {
  const announced = new Announced();
  line.serve({ account, line: (state) => announced.publish(state) });
  return {
    capabilities: line.transport === 'poll' ? botCapabilities : byWebhook,
    care: null,
    desk: null,
    async open(sink: ChannelSink) {
      announced.to(sink);
      announced.publish({ state: 'connecting' });
      const self = await line.signIn();
      announced.publish(line.state);
      return self;
    },
    async close() {
      await line.close();
      announced.publish({ state: 'closed' });
    },
    ...botOperations({ client: line.client, name: () => ({ ok: true, value: {} }) }, clock),
  };
}
