import { createHmac } from 'node:crypto';
import type { Channel } from '../../../channel/contract.js';
import { createEvolutionChannel } from '../../../channel/whatsapp/evolution/channel.js';
import { createGreenChannel } from '../../../channel/whatsapp/green/channel.js';
import type { Hook } from '../../../channel/receiver/receiver.js';
import type { StoredAliases } from '../../../channel/whatsapp/person/alias-book.js';
import { createCloudChannel } from '../../../channel/whatsapp/cloud/channel.js';
import type { CloudCredentials } from '../../../channel/whatsapp/cloud/options.js';
import type { NumberOptions, PeerBook } from '../../../channel/whatsapp/person/number-options.js';
import type {
  CloudAccountConfig,
  Config,
  EvolutionAccountConfig,
  GreenAccountConfig,
  WhatsAppAccountConfig,
} from '../../../config/config.js';
import { openedCredentials, type WhatsAppCredentials } from '../../../config/whatsapp-secrets.js';
import type { Chance } from '../../../core/chance.js';
import type { Clock } from '../../../core/clock.js';
import { OperatorError } from '../../../core/failure.js';
import type { AccountId } from '../../../core/ids.js';
import type { Logger } from '../../../observe/logger.js';
import { readCursor, readNewestIncoming, readPeerAddress } from '../../../store/account/account-store.js';
import type { Database } from '../../../store/engine/database.js';
import { closeAlias } from '../../../store/person/alias-store.js';
import { isPeerKnown, readAliasesOf, readPeerCalled } from '../../../store/person/known-aliases.js';
import { hookPathOf } from './hook-path.js';
import { channelLogger } from './telegram-channel.js';

export interface WhatsAppChannelParts {
  readonly account: WhatsAppAccountConfig;
  /** As the vault keeps it, or made from variables. */
  readonly session: string;
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly logger: Logger;
  /** What is posted to for the number is put here; null to look only how the account is. */
  readonly hooks: Hook[] | null;
}

/** One configured number on WhatsApp as a channel, with what the store knows of its people. */
export async function whatsappChannel(parts: WhatsAppChannelParts): Promise<Channel> {
  const { account, session } = parts;
  const credentials = openedCredentials(session);
  if (credentials === null) {
    throw new OperatorError(
      `account ${account.id}: what is stored for it is no token of ${account.channel}`,
      `run "kindred login ${account.id} --again"`,
    );
  }
  switch (account.channel) {
    case 'whatsapp-cloud':
      return cloudChannel(parts, account, cloudCredentials(account.id, credentials));
    case 'whatsapp-green':
      return greenChannel(parts, account, credentials);
    case 'whatsapp-evolution':
      return evolutionChannel(parts, account, credentials);
  }
}

function greenChannel(
  parts: WhatsAppChannelParts,
  { id, apiUrl, instance }: GreenAccountConfig,
  { token }: WhatsAppCredentials,
): Channel {
  return createGreenChannel({
    ...numberOptions(parts, id),
    apiUrl,
    instance,
    token,
    receives: parts.hooks !== null,
  });
}

async function evolutionChannel(
  parts: WhatsAppChannelParts,
  { id, server, instance }: EvolutionAccountConfig,
  credentials: WhatsAppCredentials,
): Promise<Channel> {
  const { config, database, hooks } = parts;
  const { channel, hook } = createEvolutionChannel({
    ...numberOptions(parts, id),
    server,
    instance,
    token: credentials.token,
    webhookSecret: webhookSecretOf(id, credentials),
    hookUrl: config.receiver === null ? null : `${config.receiver.publicUrl}${hookPathOf(id)}`,
    hookPath: hookPathOf(id),
    cursor: await readCursor(database.read, id),
    receives: hooks !== null,
  });
  // Without an address to post to, what is stored there is looked at every minute.
  if (config.receiver !== null) hooks?.push(hook);
  return channel;
}

function numberOptions(
  { database, clock, chance, logger }: WhatsAppChannelParts,
  account: AccountId,
): NumberOptions {
  return {
    account,
    clock,
    chance,
    logger: channelLogger(logger),
    aliases: storedAliases(database, account, clock),
    peers: peerBook(database, account),
  };
}

/** @throws OperatorError where webhooks could not be checked */
export function webhookSecretOf(id: AccountId, { webhookSecret = '' }: WhatsAppCredentials): string {
  if (webhookSecret !== '') return webhookSecret;
  throw new OperatorError(
    `account ${id}: the secret is missing that its webhooks are signed with`,
    `run "kindred login ${id} --again", or name it by webhookSecretEnv`,
  );
}

/** @throws OperatorError where webhooks could not be checked */
export function cloudCredentials(
  id: AccountId,
  { token, appSecrets = [], verifyToken }: WhatsAppCredentials,
): CloudCredentials {
  const [secret] = appSecrets;
  if (secret === undefined || secret === '') {
    throw new OperatorError(
      `account ${id}: the secret of the app is missing, which webhooks are signed with`,
      `run "kindred login ${id} --again", or name it by appSecretEnv`,
    );
  }
  // The same for the life of the secret, known to nobody who does not have it, and stored nowhere.
  const made = createHmac('sha256', secret).update('kindred verify token').digest('hex');
  return { token, appSecrets, verifyToken: verifyToken ?? made };
}

function cloudChannel(
  parts: WhatsAppChannelParts,
  account: CloudAccountConfig,
  credentials: CloudCredentials,
): Channel {
  const { config, hooks } = parts;
  if (hooks !== null && config.receiver === null) {
    throw new OperatorError(
      `account ${account.id}: WhatsApp's Cloud API posts what people write, and nothing listens for it`,
      'set receiver.publicUrl in kindred.yaml to the https:// address under which it is reached',
    );
  }
  const { region, acceptsRisk } = account.policy;
  const { channel, hook } = createCloudChannel({
    ...numberOptions(parts, account.id),
    baseUrl: config.whatsapp.graphApi,
    apiVersion: account.apiVersion,
    phoneNumberId: account.phoneNumberId,
    ...(account.wabaId === undefined ? {} : { wabaId: account.wabaId }),
    credentials,
    // Outside of its region at the operator's own risk only.
    region: region === 'other' || acceptsRisk !== undefined ? null : region,
    hookPath: hookPathOf(account.id),
  });
  hooks?.push(hook);
  return channel;
}

function peerBook({ read }: Database, account: AccountId): PeerBook {
  return {
    address: async (peer) => (await readPeerAddress(read, account, peer)) ?? undefined,
    newestIncoming: async (peer) => (await readNewestIncoming(read, account, peer)) ?? undefined,
  };
}

function storedAliases(database: Database, account: AccountId, clock: Clock): StoredAliases {
  const { read } = database;
  return {
    find: (alias) => readPeerCalled(read, account, alias),
    of: (peer) => readAliasesOf(read, account, peer),
    isTaken: (peer) => isPeerKnown(read, account, peer),
    close: (alias) => database.write((transaction) => closeAlias(transaction, alias, clock.now()), 'ordered'),
  };
}
