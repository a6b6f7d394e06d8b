import { fstatSync, readFileSync } from 'node:fs';
import type { Config } from '../../config/config.js';
import type { KeyPlaces, PassphraseQuestion } from '../../vault/key-ring.js';
import { shortestPassphrase } from '../../vault/rekey.js';
import { Vault } from '../../vault/vault.js';
import { LineAsker } from '../terminal/ask-line.js';
import type { Surroundings } from '../terminal/surroundings.js';

/** The vault of this configuration. A passphrase is asked for through `asker`, or at the terminal where there is none. */
export function openVault(surroundings: Surroundings, config: Config, asker?: LineAsker): Vault {
  return new Vault({
    dataDir: config.data,
    ...keyPlaces(surroundings, config, asker),
    onKeyMade: (keyFile) => {
      surroundings.stderr.write(
        `kindred: made ${keyFile}, the key that sessions are sealed under: keep a copy of it elsewhere, without it every account signs in again\n`,
      );
    },
    onPutBack: (folder) => {
      surroundings.stderr.write(
        `kindred: ${folder} is an older copy: sessions were written since it was made; one that was ended meanwhile is refused by the messenger, sign in again then, and end what you do not know in Settings > Devices\n`,
      );
    },
    onPlainLeft: (file) => {
      surroundings.stderr.write(
        `kindred: ${file} is a session in the clear beside a sealed one that opens; it was not taken: remove it, or sign in again\n`,
      );
    },
  });
}

export function keyPlaces(surroundings: Surroundings, { vault }: Config, asker?: LineAsker): KeyPlaces {
  return {
    keyFile: vault.keyFile,
    credentialsFolder: vault.credentialsFolder,
    askPassphrase: async (question) => {
      if (question.wanted === 'present' && vault.passphraseFd !== undefined) {
        const given = question.attempt === 1 ? readDescriptor(vault.passphraseFd) : null;
        if (given !== null) return given;
      }
      if (asker) return asker.ask(wording(question), { hidden: true });
      if (surroundings.stdin.isTTY !== true) return null;
      const own = new LineAsker(surroundings, surroundings.stderr);
      try {
        return await own.ask(wording(question), { hidden: true });
      } finally {
        own.close();
      }
    },
  };
}

function wording({ wanted, attempt }: PassphraseQuestion): string {
  if (wanted === 'new-again') return 'The same once more: ';
  if (wanted === 'new') {
    const again = attempt > 1 ? 'Too short, or not the same twice. ' : '';
    return `${again}New passphrase (at least ${shortestPassphrase} characters): `;
  }
  return `${attempt > 1 ? 'That passphrase does not fit. ' : ''}Passphrase of the vault: `;
}

/** The first line of an open file, null when it is not open: commands typed by hand seldom have it. */
function readDescriptor(descriptor: number): string | null {
  try {
    const facts = fstatSync(descriptor);
    if (!facts.isFIFO() && !facts.isFile() && !facts.isSocket()) return null;
    return readFileSync(descriptor, 'utf8').split('\n')[0] ?? null;
  } catch {
    return null;
  }
}
