import { counted } from '../../lib/counted.js';
import { OperatorError } from '../../core/failure.js';
import type { KeySource } from '../../vault/key-ring.js';
import { rekey } from '../../vault/rekey.js';
import { LineAsker } from '../terminal/ask-line.js';
import { keyPlaces } from '../frame/open-vault.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { keyWords } from './vault-status.js';
import { whileOwning } from '../../app/orders/while-owning.js';

export interface VaultRekeyOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly to?: string;
}

/** `kindred vault rekey`: seal every session under a new key, of the same source or another. */
export async function vaultRekey(surroundings: Surroundings, options: VaultRekeyOptions): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const to = options.to === undefined ? undefined : sourceNamed(options.to);
  await whileOwning(surroundings, config, 'kindred vault rekey', async () => {
    const asker = new LineAsker(surroundings, surroundings.stderr);
    try {
      const { source, key, accounts } = await rekey({
        dataDir: config.data,
        ...keyPlaces(surroundings, config, asker),
        ...(to === undefined ? {} : { to }),
      });
      if (options.json) {
        printJson(surroundings, { source, key, accounts });
        return;
      }
      const where = source === 'file' ? ` (${config.vault.keyFile})` : '';
      print(
        surroundings,
        `${counted(accounts.length, 'session is', 'sessions are')} sealed under ${keyWords[source]}${where}, key ${key}`,
      );
      print(surroundings, adviceFor(source));
    } finally {
      asker.close();
    }
  });
}

function sourceNamed(text: string): KeySource {
  if (text === 'file' || text === 'passphrase' || text === 'credential') return text;
  throw new OperatorError(`there is no key source "${text}"`, 'there are: file, passphrase, credential');
}

function adviceFor(source: KeySource): string {
  const old = 'Earlier copies of the data folder still open with the key before.';
  return source === 'passphrase'
    ? `Nobody can recover the passphrase. ${old}`
    : `Keep a copy of the key elsewhere. ${old}`;
}
