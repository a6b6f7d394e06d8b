import type { AccountId } from '../core/ids.js';
import type { AccountConfig, BotAccountConfig, Config, UserAccountConfig } from './config.js';
import type { Environment } from './env.js';
import { isPlaceholder } from './placeholder.js';
import { Secret } from './secret.js';
import { OperatorError } from '../core/failure.js';
import { isOnWhatsApp, whatsappSecret } from './whatsapp-secrets.js';

export interface TelegramApi {
  readonly id: number;
  readonly hash: Secret;
}

/** The values that settings files only name. Kept apart from the config, so that printing the config prints none of them. */
export interface Secrets {
  /** The key of `anthropic` or of an endpoint; undefined where none is set. */
  modelKey(provider: string): Secret | undefined;
  /** Undefined where either of the two is not set. */
  telegramApi(account: AccountId): TelegramApi | undefined;
  /** The address and the token of the webhook for alerts, where kindred.yaml names variables for them. */
  alertWebhook(): Readonly<Record<'url' | 'token', Secret | undefined>>;
  /**
   * What an account signs in with whose file names variables: a bot's token, or what `sealed-credentials.ts` makes of several.
   * Undefined where they are not set, or none is named.
   */
  signInSecret(account: AccountId): Secret | undefined;
  proxyCredentials(
    account: AccountId,
  ): Readonly<Record<'username' | 'password' | 'secret', Secret | undefined>>;
}

export function readSecrets(config: Config, environment: Environment): Secrets {
  const secret = (name: string | undefined): Secret | undefined => {
    const value = name === undefined ? undefined : environment.lookup(name);
    return value === undefined || isPlaceholder(value) ? undefined : new Secret(value);
  };
  const accounts = new Map(userAccounts(config).map((account) => [account.id, account]));
  const bots = new Map(
    config.accounts.flatMap((one) => {
      const bot = botBehind(config, one);
      return bot === null ? [] : [[one.id, bot.tokenEnv]];
    }),
  );
  return Object.freeze({
    modelKey: (provider: string) => secret(modelKeyName(config, provider)),
    telegramApi: (id: AccountId) => {
      const api = accounts.get(id)?.api;
      const apiId = secret(api?.idEnv)?.reveal();
      const hash = secret(api?.hashEnv);
      return apiId === undefined || hash === undefined ? undefined : checkedApi(config, id, apiId, hash);
    },
    alertWebhook: () => ({
      url: secret(config.alerts?.webhook?.urlEnv),
      token: secret(config.alerts?.webhook?.tokenEnv),
    }),
    signInSecret: (id: AccountId) => {
      const account = config.accounts.find((one) => one.id === id);
      if (account !== undefined && isOnWhatsApp(account)) return whatsappSecret(account, secret);
      const name = bots.get(id);
      const token = secret(name);
      return token === undefined ? undefined : checkedToken(id, `the environment's ${name}`, token);
    },
    proxyCredentials: (id: AccountId) => {
      const proxy = accounts.get(id)?.proxy;
      return {
        username: proxy?.type === 'socks5' ? secret(proxy.usernameEnv) : undefined,
        password: proxy?.type === 'socks5' ? secret(proxy.passwordEnv) : undefined,
        secret: proxy?.type === 'mtproxy' ? secret(proxy.secretEnv) : undefined,
      };
    },
  });
}

/** The variable that holds a provider's key; undefined for an endpoint that needs none. */
export function modelKeyName(config: Config, provider: string): string | undefined {
  if (provider === 'anthropic') return config.models.anthropic.apiKeyEnv;
  return Object.hasOwn(config.models.endpoints, provider)
    ? config.models.endpoints[provider]?.apiKeyEnv
    : undefined;
}

/** The accounts that sign in with an api id and hash. */
export function userAccounts(config: Config): readonly UserAccountConfig[] {
  return config.accounts.flatMap((one) => (one.channel === 'telegram-user' ? [one] : []));
}

/** The bot with whose token an account signs in: its own, or the one it is lent to; null for every other kind. */
export function botBehind(
  { accounts }: Pick<Config, 'accounts'>,
  account: AccountConfig,
): BotAccountConfig | null {
  if (account.channel !== 'telegram-bot' && account.channel !== 'telegram-business') return null;
  const id = account.channel === 'telegram-bot' ? account.id : account.bot;
  return accounts.flatMap((one) => (one.id === id && one.channel === 'telegram-bot' ? [one] : []))[0] ?? null;
}

/**
 * A bot's token as @BotFather gives it out: the bot's number, a colon and its secret.
 * @param where it was found, for the error
 * @throws OperatorError for anything else, without repeating it
 */
export function checkedToken(account: AccountId, where: string, token: Secret): Secret {
  if (/^\d{1,20}:[A-Za-z0-9_-]{20,100}$/u.test(token.reveal())) return token;
  throw new OperatorError(
    `account ${account}: ${where} is not a bot's token`,
    'it is a number, a colon and some 35 letters and digits, as @BotFather writes it',
  );
}

function checkedApi(config: Config, id: AccountId, apiId: string, hash: Secret): TelegramApi {
  const names = userAccounts(config).find((account) => account.id === id)?.api;
  if (!/^[1-9]\d{0,9}$/.test(apiId)) {
    throw new OperatorError(
      `account ${id}: ${names?.idEnv} must be the api_id, a whole number`,
      'see https://my.telegram.org, "API development tools"',
    );
  }
  if (!/^[0-9a-f]{32}$/i.test(hash.reveal())) {
    throw new OperatorError(
      `account ${id}: ${names?.hashEnv} must be the api_hash, 32 hexadecimal digits`,
      'see https://my.telegram.org, "API development tools"',
    );
  }
  return { id: Number(apiId), hash };
}
