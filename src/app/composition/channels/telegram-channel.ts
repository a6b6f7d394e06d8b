import type { Channel, SelfInfo } from '../../../channel/contract.js';
import { createTelegramChannel } from '../../../channel/telegram/channel.js';
import type { ChannelLogger, ConnectionOptions } from '../../../channel/telegram/options.js';
import { mtproxySecret } from '../../../channel/telegram/wire/proxy.js';
import type { Config, UserAccountConfig } from '../../../config/config.js';
import { requireTelegramApi } from '../../../config/required-secrets.js';
import type { Secrets } from '../../../config/secrets.js';
import type { Chance } from '../../../core/chance.js';
import type { Clock } from '../../../core/clock.js';
import type { AccountId } from '../../../core/ids.js';
import { somethingBroke } from '../../../observe/events.js';
import { asLogFields } from '../../../observe/field.js';
import { version } from '../../../core/version.js';
import type { Logger } from '../../../observe/logger.js';
import {
  readAccounts,
  readCursor,
  readNewestMessage,
  isMessageStored,
  readNewestOfAccount,
  readPeerAddress,
} from '../../../store/account/account-store.js';
import type { Database } from '../../../store/engine/database.js';
import type { Vault } from '../../../vault/vault.js';
import { quietChannel } from './quiet-channel.js';
import { isSandboxed } from '../settings.js';

/** Telegram issues these per program; a server on this machine takes any. */
const sandboxApi = { apiId: 1, apiHash: 'sandbox' };

export interface TelegramChannelParts {
  readonly account: UserAccountConfig;
  readonly session: string;
  /** Where its update stream stood at the sign-in; counts while the store knows no place. */
  readonly place?: string;
  /** Its session was read from here. */
  readonly vault: Vault;
  readonly config: Config;
  readonly secrets: Secrets;
  readonly database: Database;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly logger: Logger;
}

/** One configured account as a channel, with its place in the update stream and its peers from the store. */
export async function telegramChannel(parts: TelegramChannelParts): Promise<Channel> {
  const { account, session, vault, database, chance, logger } = parts;
  const stored = await readCursor(database.read, account.id);
  const place = stored === null ? parts.place : undefined;
  // From here on the store knows better: an old place must not bring old messages back with a new database.
  if (stored !== null && parts.place !== undefined) keep(vault, account.id, session, undefined, logger);
  const channel = createTelegramChannel({
    ...connectionOptions(parts),
    account: account.id,
    session,
    saveSession: (changed) => keep(vault, account.id, changed, place, logger),
    chance,
    peerBook: {
      address: async (peer) => (await readPeerAddress(database.read, account.id, peer)) ?? undefined,
      newestMessage: async (peer) => (await readNewestMessage(database.read, account.id, peer)) ?? undefined,
      hasMessage: (peer, message) => isMessageStored(database.read, account.id, peer, message),
      newestOfAll: async () => (await readNewestOfAccount(database.read, account.id)) ?? undefined,
    },
    cursor: stored ?? place ?? null,
    ...(await knownSelf(database, account.id)),
  });
  return account.quiet ? quietChannel(channel) : channel;
}

/** Who the account was found to be in an earlier run. */
async function knownSelf({ read }: Database, id: AccountId): Promise<{ self?: SelfInfo }> {
  const row = (await readAccounts(read)).find((one) => one.account === id);
  if (!row?.selfPeer) return {};
  const { selfPeer: peer, selfName, selfUsername } = row;
  return { self: { peer, name: selfName ?? '', ...(selfUsername ? { username: selfUsername } : {}) } };
}

/** Called on the library's own stack, which must not be thrown through: the connection in hand works all the same. */
function keep(
  vault: Vault,
  account: AccountId,
  session: string,
  place: string | undefined,
  logger: Logger,
): void {
  try {
    vault.write(account, session, place);
  } catch (cause) {
    somethingBroke(logger, { part: 'session', account, cause });
  }
}

/** How to reach Telegram for this account, for signing in as for running. */
export function connectionOptions({
  account,
  config,
  secrets,
  clock,
  logger,
}: Pick<TelegramChannelParts, 'account' | 'config' | 'secrets' | 'clock' | 'logger'>): Omit<
  ConnectionOptions,
  'session' | 'saveSession'
> {
  const { server } = config.telegram;
  const api = secrets.telegramApi(account.id);
  const { apiId, apiHash } =
    api === undefined && isSandboxed(config)
      ? sandboxApi
      : revealed(api ?? requireTelegramApi(config, secrets, account.id));
  const proxy = proxyOf(account, secrets);
  return {
    apiId,
    apiHash,
    ...(server === undefined
      ? {}
      : {
          server: { host: server.host, port: server.port, dcId: server.dcId, publicKeyPem: server.publicKey },
        }),
    ...(proxy === undefined ? {} : { proxy }),
    device: { model: account.device, systemVersion: 'Node.js', appVersion: version, language: 'en' },
    clock,
    logger: channelLogger(logger),
  };
}

/** The channel's way of logging in terms of ours. */
export function channelLogger(logger: Logger): ChannelLogger {
  return {
    info: (fields, message) => logger.info(message, asLogFields(fields)),
    warn: (fields, message) => logger.warn(message, asLogFields(fields)),
    error: (fields, message) => logger.error(message, asLogFields(fields)),
  };
}

function revealed(api: { readonly id: number; readonly hash: { reveal(): string } }) {
  return { apiId: api.id, apiHash: api.hash.reveal() };
}

function proxyOf(account: UserAccountConfig, secrets: Secrets): ConnectionOptions['proxy'] {
  const { proxy } = account;
  if (!proxy) return undefined;
  const credentials = secrets.proxyCredentials(account.id);
  if (proxy.type === 'mtproxy') {
    const secret = credentials.secret?.reveal() ?? '';
    // Before anything is started: a wrong secret looks like a network that is down to whoever connects with it.
    mtproxySecret({ secret }, `account ${account.id}: ${proxy.secretEnv}`);
    return { kind: 'mtproxy', host: proxy.host, port: proxy.port, secret };
  }
  const username = credentials.username?.reveal();
  const password = credentials.password?.reveal();
  return {
    kind: 'socks5',
    host: proxy.host,
    port: proxy.port,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  };
}
