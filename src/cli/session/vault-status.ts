import { vaultStatus as readStatus, type SessionStatus, type VaultStatus } from '../../vault/status.js';
import type { KeySource } from '../../vault/key-ring.js';
import { keyPlaces } from '../frame/open-vault.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { table } from '../terminal/table.js';

export interface VaultStatusOptions extends SettingsOptions {
  readonly json?: boolean;
}

export const keyWords: Readonly<Record<KeySource, string>> = {
  credential: 'a credential of the service manager',
  file: 'a key file',
  passphrase: 'a passphrase',
};

/** `kindred vault status`: where the key is and which sessions it opens. True when nothing is refused. */
export function vaultStatus(surroundings: Surroundings, options: VaultStatusOptions): boolean {
  const { config } = loadSettings(surroundings, options);
  const status = readStatus({ dataDir: config.data, ...keyPlaces(surroundings, config) });
  const isWhole = status.sessions.every(({ state }) => state !== 'refused');
  if (options.json) {
    printJson(surroundings, status);
    return isWhole;
  }
  print(surroundings, keyLine(status));
  if (status.source === 'passphrase' && status.keyFile.exists) {
    print(surroundings, `${status.keyFile.path} is not in use any more: delete it`);
  }
  const rows = status.sessions.map((session) => [session.account, inWords(session)]);
  if (rows.length > 0) for (const line of table(['account', 'session'], rows)) print(surroundings, line);
  return isWhole;
}

function keyLine({ source, key, keyFile }: VaultStatus): string {
  if (source === null) return 'nothing is sealed yet: the first "kindred login" makes the key';
  const where = source === 'file' ? ` (${keyFile.path}${keyFile.exists ? '' : ', which is not there'})` : '';
  return `sessions are sealed under ${keyWords[source]}${where}, key ${key}`;
}

function inWords({ state, keys, problem }: SessionStatus): string {
  const twice = keys > 1 ? ' (under two keys: "kindred vault rekey" was cut short, run it again)' : '';
  switch (state) {
    case 'opens':
      return `opens${twice}`;
    case 'passphrase':
      return `sealed under the passphrase, not tried${twice}`;
    case 'plain':
      return 'not sealed yet; done at its next use';
    case 'refused':
      return `refused: ${problem ?? 'it is gone'}`;
  }
}
