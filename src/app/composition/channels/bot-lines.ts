import { businessChannel } from '../../../channel/telegram-bot/business/channel.js';
import { botChannel } from '../../../channel/telegram-bot/channel.js';
import { BotLine } from '../../../channel/telegram-bot/line.js';
import type { Channel } from '../../../channel/contract.js';
import { howToEdit } from '../../../conversation/proposals/proposal-words.js';
import type { BotAccountConfig, BusinessAccountConfig, Config } from '../../../config/config.js';
import { botBehind } from '../../../config/secrets.js';
import { commandMenus } from '../../../duty/menu-words.js';
import { OperatorError } from '../../../core/failure.js';
import type { Chance } from '../../../core/chance.js';
import type { Clock } from '../../../core/clock.js';
import type { AccountId } from '../../../core/ids.js';
import type { Logger } from '../../../observe/logger.js';
import { readAccountStanding, readLineCursor } from '../../../store/account/line-store.js';
import type { Database } from '../../../store/engine/database.js';
import { hookPathOf } from './hook-path.js';
import { channelLogger } from './telegram-channel.js';

export interface BotLinesParts {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly logger: Logger;
  /** Whether updates are taken in; else it is only looked whether the bots answer. True when left out. */
  readonly receives?: boolean;
}

/** The bots of an installation, each with the line that its own chats and those of lent accounts come over. */
export class BotLines {
  private readonly lines = new Map<AccountId, BotLine>();

  constructor(private readonly parts: BotLinesParts) {}

  all(): readonly BotLine[] {
    return [...this.lines.values()];
  }

  /** A configured bot, or an account that one was connected to. @throws OperatorError where nothing could be posted to us */
  async channel(account: BotAccountConfig | BusinessAccountConfig, token: string): Promise<Channel> {
    const { config, database, clock, logger } = this.parts;
    const bot = botBehind(config, account);
    if (bot === null) throw new OperatorError(`account ${account.id}: its bot is not configured`);
    const line = this.lineOf(bot, token);
    if (account.channel === 'telegram-bot') return botChannel(line, account.id, clock);
    return businessChannel(line, {
      account: account.id,
      owner: account.owner,
      standing: await readAccountStanding(database.read, account.id),
      howToEdit,
      clock,
      logger: channelLogger(logger),
    });
  }

  private lineOf(bot: BotAccountConfig, token: string): BotLine {
    const known = this.lines.get(bot.id);
    if (known !== undefined) return known;
    const { config, database, clock, chance, logger, receives = true } = this.parts;
    const line = new BotLine({
      token,
      baseUrl: config.telegram.botApi,
      clock,
      chance,
      logger: channelLogger(logger),
      cursor: (key) => readLineCursor(database.read, key),
      receives,
      menus: commandMenus(),
      ...(bot.receive === 'webhook' ? { webhookUrl: webhookUrl(bot, config) } : {}),
    });
    this.lines.set(bot.id, line);
    return line;
  }
}

function webhookUrl({ id }: BotAccountConfig, { receiver }: Config): string {
  if (receiver?.publicUrl !== undefined) return `${receiver.publicUrl}${hookPathOf(id)}`;
  throw new OperatorError(
    `account ${id}: receive: webhook needs receiver.publicUrl in kindred.yaml`,
    'name the https:// address under which the receiver is reached, or leave out receive to fetch updates',
  );
}
