import type { Config } from '../../config/config.js';
import type { Secrets } from '../../config/secrets.js';
import { createSecretRule } from '../../quality/egress/secrets.js';

/** Whether a text holds a key or a password that this installation was given. */
export function ownSecretRule(config: Config, secrets: Secrets): (text: string) => boolean {
  const keys = ['anthropic', ...Object.keys(config.models.endpoints)].map((name) => secrets.modelKey(name));
  const ofAccounts = config.accounts.flatMap(({ id }) => {
    const { username, password, secret } = secrets.proxyCredentials(id);
    return [secrets.telegramApi(id)?.hash, secrets.signInSecret(id), username, password, secret];
  });
  const { url, token } = secrets.alertWebhook();
  return createSecretRule(
    [...keys, ...ofAccounts, url, token].flatMap((value) => (value === undefined ? [] : [value.reveal()])),
  );
}
