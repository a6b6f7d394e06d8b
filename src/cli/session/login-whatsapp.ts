import { signInCloud } from '../../channel/whatsapp/cloud/sign-in.js';
import type { ChannelFailure, SelfInfo } from '../../channel/contract.js';
import type {
  CloudAccountConfig,
  EvolutionAccountConfig,
  GreenAccountConfig,
  WhatsAppAccountConfig,
} from '../../config/config.js';
import type { Loaded } from '../../config/load.js';
import {
  openedCredentials,
  sealedCredentials,
  type WhatsAppCredentials,
} from '../../config/whatsapp-secrets.js';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import type { Vault } from '../../vault/vault.js';
import type { LineAsker } from '../terminal/ask-line.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { linkPhone, openLink } from './link-phone.js';

export interface WhatsAppLoginOptions {
  readonly json?: boolean;
  readonly again?: boolean;
  readonly newKey?: boolean;
}

interface Parts {
  readonly vault: Vault;
  readonly asker: LineAsker;
  readonly options: WhatsAppLoginOptions;
}

/**
 * What a service gave out is asked for, tried, and sealed only if it works. An account whose file names variables keeps
 * nothing here: what they hold is tried all the same.
 */
export async function loginWhatsApp(
  surroundings: Surroundings,
  loaded: Loaded,
  account: WhatsAppAccountConfig,
  parts: Parts,
): Promise<void> {
  const { vault, asker, options } = parts;
  const { id, tokenEnv } = account;
  const fromEnvironment = loaded.secrets.signInSecret(id)?.reveal();
  if (tokenEnv !== undefined && fromEnvironment === undefined) {
    throw new OperatorError(
      `account ${id}: the environment does not set ${namesOf(account).join(' and ')}`,
      'set what accounts/ names, or leave the names out and let "kindred login" keep what is typed',
    );
  }
  const before = await vault.read(id);
  if (before.state === 'refused' && before.reason === 'session-exposed') throw before.problem;
  if (fromEnvironment === undefined) {
    if (before.state === 'open' && options.again !== true) {
      throw new OperatorError(
        `${id} has a token already`,
        'nothing is to be done; "--again" puts another one in its place',
      );
    }
    await vault.prepare({ withNewKey: options.newKey === true });
  }
  const credentials =
    fromEnvironment === undefined ? await askedFor(account, asker) : opened(id, fromEnvironment);
  const self = await tried(surroundings, loaded, account, credentials);
  if (fromEnvironment === undefined) vault.write(id, sealedCredentials(credentials));
  if (options.json === true) {
    printJson(surroundings, { account: id, peer: self.peer, name: self.name, username: null });
    return;
  }
  print(
    surroundings,
    `${id} is signed in as ${self.name === '' ? self.peer : `${self.name} (+${self.peer})`}`,
  );
}

function namesOf(account: WhatsAppAccountConfig): readonly string[] {
  const names =
    account.channel === 'whatsapp-cloud'
      ? [account.tokenEnv, account.appSecretEnv ?? 'appSecretEnv (which its file has to name, too)']
      : account.channel === 'whatsapp-evolution'
        ? [account.tokenEnv, account.webhookSecretEnv ?? 'webhookSecretEnv (which its file has to name, too)']
        : [account.tokenEnv];
  return names.filter((name) => name !== undefined);
}

function opened(id: string, text: string): WhatsAppCredentials {
  const found = openedCredentials(text);
  if (found === null) throw new OperatorError(`account ${id}: what the environment holds cannot be read`);
  return found;
}

async function askedFor(account: WhatsAppAccountConfig, asker: LineAsker): Promise<WhatsAppCredentials> {
  const hidden = async (question: string): Promise<string> => {
    const text = (await asker.ask(`${question} (it is not shown): `, { hidden: true }))?.trim() ?? '';
    if (text !== '' && !/\s/u.test(text)) return text;
    throw new OperatorError(
      'nothing usable was given',
      'paste it, or write it into standard input, a line each',
    );
  };
  switch (account.channel) {
    case 'whatsapp-cloud':
      return {
        token: await hidden('Token of a system user'),
        appSecrets: [await hidden("Secret of the app (the app's settings, Basic)")],
      };
    case 'whatsapp-green':
      return { token: await hidden('apiTokenInstance of the console') };
    case 'whatsapp-evolution':
      return {
        token: await hidden('Token of the instance'),
        webhookSecret: await hidden('Secret for its webhooks (made up by you)'),
      };
  }
}

async function tried(
  surroundings: Surroundings,
  loaded: Loaded,
  account: WhatsAppAccountConfig,
  credentials: WhatsAppCredentials,
): Promise<SelfInfo> {
  switch (account.channel) {
    case 'whatsapp-cloud':
      return triedCloud(loaded, account, credentials);
    case 'whatsapp-green':
    case 'whatsapp-evolution':
      return linked(surroundings, account, credentials.token);
  }
}

/** A token that works, of an instance whose phone is linked: by a code to scan or to type, where it is not yet. */
async function linked(
  surroundings: Surroundings,
  account: GreenAccountConfig | EvolutionAccountConfig,
  token: string,
): Promise<SelfInfo> {
  const line = openLink(account, token);
  try {
    const found = await linkPhone(surroundings, account.id, line);
    if (found.ok) return found.value;
    throw refused(account.id, found.failure, line.service, 'copy the present one');
  } finally {
    line.close();
  }
}

async function triedCloud(
  { config }: Loaded,
  { id, apiVersion, phoneNumberId }: CloudAccountConfig,
  { token }: WhatsAppCredentials,
): Promise<SelfInfo> {
  const line = { baseUrl: config.whatsapp.graphApi, apiVersion, phoneNumberId, token, clock: systemClock() };
  const found = await signInCloud(line);
  if (found.ok) return found.value.self;
  throw refused(
    id,
    found.failure,
    'the Graph API',
    'make a token for a system user that may use this number',
  );
}

function refused(id: string, { kind, code }: ChannelFailure, service: string, todo: string): OperatorError {
  if (kind === 'logged-out') {
    return new OperatorError(`${id} is not signed in: this token is not valid (any more)`, todo);
  }
  if (kind === 'rejected') {
    return new OperatorError(
      `${id} is not signed in: ${service} knows nothing of that id by this token (${code})`,
      'correct the id in its file, or use a token that may use it',
    );
  }
  return new OperatorError(`${id} is not signed in: ${service} did not answer (${code})`, 'try again');
}
