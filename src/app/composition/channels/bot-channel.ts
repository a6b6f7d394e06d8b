import { createBotChannel, type BotChannel } from '../../../channel/telegram-bot/channel.js';
import { OperatorError } from '../../../core/failure.js';
import type { BotAccountConfig, Config } from '../../../config/config.js';
import type { Chance } from '../../../core/chance.js';
import type { Clock } from '../../../core/clock.js';
import type { Logger } from '../../../observe/logger.js';
import { readCursor } from '../../../store/account/account-store.js';
import type { Database } from '../../../store/engine/database.js';
import { channelLogger } from './telegram-channel.js';

export interface BotChannelParts {
  readonly account: BotAccountConfig;
  readonly token: string;
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly logger: Logger;
  /** Whether updates are taken in; else it is only looked whether the bot answers. */
  readonly receives: boolean;
}

/** One configured bot as a channel, with its place among the updates from the store. */
export async function botChannel(parts: BotChannelParts): Promise<BotChannel> {
  const { account, token, config, database, clock, chance, logger, receives } = parts;
  return createBotChannel({
    account: account.id,
    token,
    baseUrl: config.telegram.botApi,
    clock,
    chance,
    logger: channelLogger(logger),
    cursor: await readCursor(database.read, account.id),
    receives,
    ...(account.receive === 'webhook' ? { webhookUrl: webhookUrl(account, config) } : {}),
  });
}

/** @throws OperatorError where nothing could be posted to us. */
function webhookUrl({ id }: BotAccountConfig, { receiver }: Config): string {
  if (receiver?.publicUrl !== undefined) return `${receiver.publicUrl}/hooks/${id}`;
  throw new OperatorError(
    `account ${id}: receive: webhook needs receiver.publicUrl in kindred.yaml`,
    'name the https:// address under which the receiver is reached, or leave out receive to fetch updates',
  );
}
