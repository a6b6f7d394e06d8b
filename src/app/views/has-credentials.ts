import type { AccountConfig, Config } from '../../config/config.js';
import { botBehind } from '../../config/secrets.js';
import { isOnWhatsApp } from '../../config/whatsapp-secrets.js';
import { SealedFiles } from '../../vault/sealed-files.js';

/** Whether there is something to sign in with: a session or token in the vault, or a variable that holds one. */
export function hasCredentials(config: Config, account: AccountConfig): boolean {
  if (isOnWhatsApp(account) && account.tokenEnv !== undefined) return true;
  const bot = botBehind(config, account);
  if (bot?.tokenEnv !== undefined) return true;
  return new SealedFiles(config.data).has(bot?.id ?? account.id);
}
