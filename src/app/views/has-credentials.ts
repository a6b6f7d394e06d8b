import type { AccountConfig, Config } from '../../config/config.js';
import { SealedFiles } from '../../vault/sealed-files.js';

/** Whether there is something to sign in with: a session or token in the vault, or a variable that holds one. */
export function hasCredentials(config: Config, account: AccountConfig): boolean {
  if (account.channel === 'telegram-bot' && account.tokenEnv !== undefined) return true;
  return new SealedFiles(config.data).has(account.id);
}
