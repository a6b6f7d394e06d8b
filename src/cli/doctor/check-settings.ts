import { loadCharacter } from '../../character/load.js';
import type { AccountConfig, Config } from '../../config/config.js';
import { isLoopback } from '../../config/required-secrets.js';
import { modelKeyName, type Secrets } from '../../config/secrets.js';
import { OperatorError } from '../../core/failure.js';
import { look, ok, wrong, type Finding } from './finding.js';

/** Providers that roles name, in the order they are named. */
export function namedProviders({ models }: Config): readonly string[] {
  return [
    ...new Set(Object.values(models.roles).flatMap((choices) => choices.map(({ provider }) => provider))),
  ];
}

/** Keys that the settings name: whether they are set, never what they are. */
export function checkKeys(config: Config, secrets: Secrets): readonly Finding[] {
  const models = namedProviders(config).flatMap((provider) => {
    const name = modelKeyName(config, provider);
    if (name === undefined) return [ok('key', `${provider} asks for no key`)];
    if (secrets.modelKey(provider) !== undefined) return [ok('key', `${name} is set (${provider})`)];
    const needsNone = provider === 'anthropic' && isLoopback(config.models.anthropic.baseUrl);
    return needsNone
      ? [ok('key', `${provider} is on this machine and is asked without a key`)]
      : [wrong('key', `${name} is not set (${provider})`, `put ${name}=… into the environment or into .env`)];
  });
  const { webhook } = config.alerts ?? {};
  const named = [webhook?.urlEnv, webhook?.tokenEnv];
  const alert = secrets.alertWebhook();
  const alerts = [alert.url, alert.token].flatMap((value, index) => {
    const name = named[index];
    if (name === undefined) return [];
    return [
      value === undefined
        ? wrong(
            'key',
            `${name} is not set (alerts.webhook)`,
            `put ${name}=… into the environment or into .env`,
          )
        : ok('key', `${name} is set (alerts.webhook)`),
    ];
  });
  return [...models, ...alerts];
}

/** Accounts: there, signed in, with what they need, and a character that can be read. */
export function checkAccounts(
  config: Config,
  secrets: Secrets,
  isSignedIn: (account: string) => boolean,
): readonly Finding[] {
  if (config.accounts.length === 0) {
    const todo = 'copy accounts/example.yaml.sample to accounts/<name>.yaml';
    return [wrong('accounts', 'there is no account', todo)];
  }
  return config.accounts.flatMap((account) => {
    const { id, character } = account;
    return [
      isSignedIn(id) || hasToken(secrets, account)
        ? ok('account', `${id} is signed in`)
        : wrong('account', `${id} is not signed in`, `kindred login ${id}`),
      // Another server than Telegram's own asks for none.
      ...(account.channel === 'telegram-user' && config.telegram.server === undefined
        ? telegramApi(secrets, id, `${account.api.idEnv} and ${account.api.hashEnv}`)
        : []),
      ...readable(config, character),
    ];
  });
}

/** A bot needs no more than a token in the environment; one that is none is said where it is read. */
function hasToken(secrets: Secrets, account: AccountConfig): boolean {
  try {
    return secrets.signInSecret(account.id) !== undefined;
  } catch (cause) {
    if (cause instanceof OperatorError) return false;
    throw cause;
  }
}

function telegramApi(secrets: Secrets, id: AccountConfig['id'], names: string): readonly Finding[] {
  try {
    if (secrets.telegramApi(id) !== undefined) return [];
    return [
      wrong(
        'key',
        `${names} are not set (${id})`,
        'get both at https://my.telegram.org, "API development tools"',
      ),
    ];
  } catch (cause) {
    if (!(cause instanceof OperatorError)) throw cause;
    return [wrong('key', cause.message, 'correct it')];
  }
}

function readable({ charactersFolder }: Config, character: string): readonly Finding[] {
  return loadCharacter(charactersFolder, character).ok
    ? []
    : [wrong('character', `${character} cannot be read`, `kindred character check ${character}`)];
}

/** Who runs this is told to people with the disclosure. */
export function checkOperator({ operator, budget, alerts, metrics }: Config): readonly Finding[] {
  return [
    operator.name === undefined
      ? look('operator', 'people are not told who runs this', 'name yourself under operator in kindred.yaml')
      : ok('operator', 'people are told who runs this'),
    budget.inAll === null
      ? look('budget', 'a day may cost any amount in all', 'set budget.inAllPerDay in kindred.yaml')
      : ok('budget', `a day may cost $${(budget.inAll / 1_000_000).toFixed(2)} in all`),
    alerts === undefined
      ? look(
          'alerts',
          'nobody is told when an account is lost',
          'set alerts in kindred.yaml (docs/operating.md)',
        )
      : ok(
          'alerts',
          `by ${[alerts.webhook && 'webhook', alerts.telegram && 'Telegram'].filter(Boolean).join(' and ')}`,
        ),
    metrics === undefined
      ? ok('metrics', 'off (metrics in kindred.yaml turns them on)')
      : ok('metrics', `on ${metrics.host}:${metrics.port}`),
  ];
}
