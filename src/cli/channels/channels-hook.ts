import { hookAddress } from '../../channel/whatsapp/cloud/hook-address.js';
import { evolutionHookAddress } from '../../channel/whatsapp/evolution/hook-address.js';
import type { ChannelResult } from '../../channel/contract.js';
import { hookPathOf } from '../../app/composition/channels/hook-path.js';
import { cloudCredentials, webhookSecretOf } from '../../app/composition/channels/whatsapp-channel.js';
import type { AccountConfig } from '../../config/config.js';
import type { Loaded } from '../../config/load.js';
import { isOnWhatsApp, openedCredentials, type WhatsAppCredentials } from '../../config/whatsapp-secrets.js';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import { findAccount } from '../account/find-account.js';
import { openVault } from '../frame/open-vault.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

export interface ChannelsHookOptions extends SettingsOptions {
  readonly set?: boolean;
  readonly check?: boolean;
  readonly remove?: boolean;
  readonly json?: boolean;
}

/** Where a service posts to, as it says itself. */
interface Address {
  read(): Promise<ChannelResult<string | null>>;
  set(url: string): Promise<ChannelResult<unknown>>;
  remove(): Promise<ChannelResult<unknown>>;
  close(): void;
}

/** `kindred channels hook <account>`: tell a service where to post, ask it where it does, or end that. */
export async function channelsHook(
  surroundings: Surroundings,
  name: string,
  options: ChannelsHookOptions,
): Promise<void> {
  if ([options.set, options.check, options.remove].filter(Boolean).length > 1) {
    throw new OperatorError('--set, --check and --remove were asked for at once', 'leave one of them');
  }
  const loaded = loadSettings(surroundings, options);
  const account = findAccount(loaded.config.accounts, name);
  const { receiver } = loaded.config;
  const ours = receiver === null ? null : `${receiver.publicUrl}${hookPathOf(account.id)}`;
  const address = await addressOf(surroundings, loaded, account);
  try {
    if (options.set === true) {
      if (ours === null) {
        throw new OperatorError(
          'nothing listens for what is posted',
          'set receiver.publicUrl in kindred.yaml to the https:// address under which it is reached',
        );
      }
      succeeded(
        account.id,
        await address.set(ours),
        'start "kindred run" first: the service asks the address at once',
      );
    }
    if (options.remove === true) succeeded(account.id, await address.remove(), 'try again');
    const now = succeeded(account.id, await address.read(), 'try again');
    const isOurs = now !== null && now === ours;
    if (options.json === true) printJson(surroundings, { account: account.id, url: now, isOurs });
    else print(surroundings, inWords(account.id, now, ours));
  } finally {
    address.close();
  }
}

function inWords(id: string, now: string | null, ours: string | null): string {
  if (now === null) return `${id}: nothing is posted to an address of its own; "--set" names ours`;
  if (now === ours) return `${id}: what people write is posted to ${now}`;
  return `${id}: what people write is posted to ${now}, which is not the receiver of this installation; "--set" names ours`;
}

function succeeded<T>(id: string, result: ChannelResult<T>, todo: string): T {
  if (result.ok) return result.value;
  throw new OperatorError(`${id}: the service refused (${result.failure.code})`, todo);
}

async function addressOf(
  surroundings: Surroundings,
  { config, secrets }: Loaded,
  account: AccountConfig,
): Promise<Address> {
  if (!isOnWhatsApp(account) || account.channel === 'whatsapp-green') {
    throw new OperatorError(
      `${account.id} (${account.channel}) needs no address set by hand`,
      'what people write is fetched, or "kindred run" tells the service by itself',
    );
  }
  const clock = systemClock();
  const credentials = await credentialsOf(surroundings, { config, secrets }, account);
  const { token } = credentials;
  if (account.channel === 'whatsapp-evolution') {
    const { server, instance } = account;
    const secret = webhookSecretOf(account.id, credentials);
    return evolutionHookAddress({ server, instance, token, secret, clock });
  }
  const { apiVersion, phoneNumberId, wabaId } = account;
  const { verifyToken } = cloudCredentials(account.id, credentials);
  const address = hookAddress({
    baseUrl: config.whatsapp.graphApi,
    apiVersion,
    phoneNumberId,
    ...(wabaId === undefined ? {} : { wabaId }),
    token,
    clock,
  });
  return { ...address, set: (url) => address.set(url, verifyToken) };
}

async function credentialsOf(
  surroundings: Surroundings,
  { config, secrets }: Loaded,
  { id }: AccountConfig,
): Promise<WhatsAppCredentials> {
  const named = secrets.signInSecret(id)?.reveal();
  const stored = named === undefined ? await openVault(surroundings, config).read(id) : null;
  if (stored?.state === 'refused') throw stored.problem;
  const found = openedCredentials(named ?? (stored?.state === 'open' ? stored.session : ''));
  if (found !== null) return found;
  throw new OperatorError(`${id} is not signed in`, `run "kindred login ${id}" first`);
}
