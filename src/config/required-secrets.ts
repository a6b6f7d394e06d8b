import type { AccountId } from '../core/ids.js';
import { OperatorError } from '../core/failure.js';
import type { Config } from './config.js';
import { roleNames } from './kindred-file.js';
import type { Secrets, TelegramApi } from './secrets.js';
import { modelKeyName, userAccounts } from './secrets.js';

/**
 * Throws where a role's model cannot be asked for want of a key, naming every variable that is missing.
 * Called when the program is about to ask models for real; the sandbox needs no key. A server on this machine is asked
 * without one.
 */
export function requireModelKeys(
  config: Config,
  secrets: Secrets,
  /** Providers that characters name, and who they are. */
  named: readonly (readonly [provider: string, by: string])[] = [],
): void {
  const missing = new Map<string, string[]>();
  const wanted = roleNames.flatMap((role) => {
    const providers = new Set(config.models.roles[role].map((one) => one.provider));
    return [...providers].map((provider) => [provider, role] as const);
  });
  for (const [provider, role] of [...wanted, ...named]) {
    const name = modelKeyName(config, provider);
    if (name === undefined || secrets.modelKey(provider) !== undefined) continue;
    if (provider === 'anthropic' && isLoopback(config.models.anthropic.baseUrl)) continue;
    missing.set(name, [...(missing.get(name) ?? []), role]);
  }
  if (missing.size === 0) return;
  const list = [...missing].map(([name, roles]) => `${name} (${roles.join(', ')})`).join(' and ');
  throw new OperatorError(
    `no model key: the environment does not set ${list}`,
    'set it, or map these roles to another model under models.roles in kindred.yaml, or try "kindred sandbox", which needs none',
  );
}

/** The account's api id and hash; throws where they are not set. */
export function requireTelegramApi(config: Config, secrets: Secrets, id: AccountId): TelegramApi {
  const api = secrets.telegramApi(id);
  if (api !== undefined) return api;
  const names = userAccounts(config).find((account) => account.id === id)?.api;
  throw new OperatorError(
    `account ${id}: the environment does not set ${names?.idEnv} and ${names?.hashEnv}`,
    'get both at https://my.telegram.org, "API development tools"',
  );
}

/** True for a server on this machine. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
