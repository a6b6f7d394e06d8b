import type { Hook } from '../../channel/receiver/receiver.js';
import type { AccountConfig, Config } from '../../config/config.js';
import type { Secrets } from '../../config/secrets.js';
import type { Clock } from '../../core/clock.js';
import { accountId, type CharacterId } from '../../core/ids.js';
import type { Logger } from '../../observe/logger.js';
import type { TelegramSandbox } from '../../sandbox/serving/telegram-server.js';
import type { TalkPartner } from './talk-partner.js';

export interface ResidentParts {
  readonly telegram: TelegramSandbox;
  readonly character: CharacterId;
  readonly name: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The character as somebody who lives in the sandbox, how the program signs in as them, and who writes to them. */
export interface Resident {
  readonly account: AccountConfig;
  /** Whom the program will know the partner as. */
  readonly person: string;
  readonly partner: TalkPartner;
  /** Where its service is, if it is not Telegram's own interface. */
  readonly settings: Partial<Pick<Config, 'whatsapp' | 'receiver'>> & { readonly botApi?: string };
  /** What is to be sealed, with the settings the program will run with. */
  signIn(config: Config): Promise<{ readonly session: string; readonly place?: string }>;
  /** The program is built and does not run yet: what services post is to be taken from now on. */
  begin(hooks: readonly Hook[]): Promise<void>;
  close(): Promise<void>;
}

export function commonAccount(character: CharacterId) {
  return { id: accountId(`sandbox-${character}`.slice(0, 32)), label: 'sandbox', character };
}
