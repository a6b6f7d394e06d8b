import type { Chance } from '../../../core/chance.js';
import type { World } from '../../telegram/world/world.js';
import type { Bot, Bots } from '../account/bots.js';
import type { Connections } from '../business/connections.js';
import type { Arguments } from '../call/arguments.js';
import type { Polls } from '../update/poll.js';
import type { UpdateQueue } from '../update/update-queue.js';
import type { Webhooks } from '../update/webhooks.js';
import type { Callbacks } from './callbacks.js';
import type { SendLimits } from './send-limits.js';

/** What every method has at hand. */
export interface BotApi {
  readonly world: World;
  readonly bots: Bots;
  readonly connections: Connections;
  readonly queue: UpdateQueue;
  readonly polls: Polls;
  readonly webhooks: Webhooks;
  readonly callbacks: Callbacks;
  readonly limits: SendLimits;
  readonly chance: Chance;
  readonly habits: BotHabits;
}

/** How the server behaves where one can choose. May be changed while it runs. */
export interface BotHabits {
  /** Only https on the ports Telegram takes, as the public server wants it; else any address, as with `--local`. */
  strictWebhooks: boolean;
}

export interface BotCall {
  readonly bot: Bot;
  readonly args: Arguments;
  readonly api: BotApi;
}

export type BotMethod = (call: BotCall) => unknown;
