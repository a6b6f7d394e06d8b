import type { Channel } from '../../channel/contract.js';
import type { Hook } from '../../channel/receiver/receiver.js';
import type { AccountConfig, Config } from '../../config/config.js';
import type { Secrets } from '../../config/secrets.js';
import type { Chance } from '../../core/chance.js';
import type { Clock } from '../../core/clock.js';
import type { Logger } from '../../observe/logger.js';
import type { Database } from '../../store/engine/database.js';
import type { Vault } from '../../vault/vault.js';
import { botChannel } from './bot-channel.js';
import { telegramChannel } from './telegram-channel.js';

export interface AccountChannelParts {
  readonly account: AccountConfig;
  /** What it signs in with: a session string or a token. */
  readonly session: string;
  readonly place?: string;
  readonly vault: Vault;
  readonly config: Config;
  readonly secrets: Secrets;
  readonly database: Database;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly logger: Logger;
  /** False to look at the account only; what people wrote stays where it is. */
  readonly receives?: boolean;
}

export interface AccountChannel {
  readonly channel: Channel;
  /** What the receiver takes in for it, where a service posts to us. */
  readonly hook: Hook | null;
}

/** The adapter of each kind of account: the one place that knows all of them. */
export async function accountChannel(parts: AccountChannelParts): Promise<AccountChannel> {
  const { account, session, receives = true } = parts;
  switch (account.channel) {
    case 'telegram-user':
      return { channel: await telegramChannel({ ...parts, account }), hook: null };
    case 'telegram-bot':
      return botChannel({ ...parts, account, token: session, receives });
  }
}
