import type { Channel } from '../../../channel/contract.js';
import type { Hook } from '../../../channel/receiver/receiver.js';
import type { AccountConfig } from '../../../config/config.js';
import { botChannel } from './bot-channel.js';
import { telegramChannel, type TelegramChannelParts } from './telegram-channel.js';

export interface AccountChannelParts extends Omit<TelegramChannelParts, 'account' | 'session'> {
  readonly account: AccountConfig;
  /** What it signs in with: a session string or a token. */
  readonly session: string;
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
