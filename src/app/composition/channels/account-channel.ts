import type { Channel } from '../../../channel/contract.js';
import type { Hook } from '../../../channel/receiver/receiver.js';
import type { AccountConfig } from '../../../config/config.js';
import type { BotLines } from './bot-lines.js';
import { whatsappChannel } from './whatsapp-channel.js';
import { telegramChannel, type TelegramChannelParts } from './telegram-channel.js';

export interface AccountChannelParts extends Omit<TelegramChannelParts, 'account' | 'session'> {
  readonly account: AccountConfig;
  /** What it signs in with: a session string or a token. */
  readonly session: string;
  /** What several accounts share; to be started once all of them are open. */
  readonly bots: BotLines;
  /** What services post to for a number is put here; null to look at the accounts only, and take in nothing. */
  readonly hooks: Hook[] | null;
}

/** The adapter of each kind of account: the one place that knows all of them. */
export async function accountChannel(parts: AccountChannelParts): Promise<Channel> {
  const { account, session, bots } = parts;
  switch (account.channel) {
    case 'telegram-user':
      return telegramChannel({ ...parts, account });
    case 'telegram-bot':
    case 'telegram-business':
      return bots.channel(account, session);
    case 'whatsapp-cloud':
    case 'whatsapp-green':
    case 'whatsapp-evolution':
      return whatsappChannel({ ...parts, account });
  }
}
