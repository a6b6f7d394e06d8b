import { resolve } from 'node:path';
import { OperatorError } from '../../core/failure.js';
import { createPrivately } from '../../vault/private-file.js';
import { LineAsker } from '../terminal/ask-line.js';
import { findAccount } from '../account/find-account.js';
import { noSession } from './no-session.js';
import { openVault } from '../frame/open-vault.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { whileOwning } from '../../app/orders/while-owning.js';

export interface SessionExportOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly out?: string;
}

/**
 * `kindred session export <account>`: the session in the clear, as GramJS writes it, to a terminal or into a file of
 * its owner's only. Asks twice, because whoever reads it is signed in.
 */
export async function sessionExport(
  surroundings: Surroundings,
  name: string,
  options: SessionExportOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const account = findAccount(config.accounts, name);
  if (account.channel !== 'telegram-user') throw noSession(account.id);
  const { stdout, stderr, cwd } = surroundings;
  if (options.out === undefined && (options.json || stdout.isTTY !== true)) {
    throw new OperatorError(
      'a session is printed to a terminal only',
      'name a file with "--out <file>"; it will be readable by its owner only',
    );
  }
  await whileOwning(surroundings, config, 'kindred session export', async () => {
    const asker = new LineAsker(surroundings, stderr);
    try {
      const stored = await openVault(surroundings, config, asker).read(account.id);
      if (stored.state === 'refused') throw stored.problem;
      if (stored.state === 'none') throw new OperatorError(`${account.id} is not signed in`);
      stderr.write(
        'Whoever has this text is signed in to the account, without code or password. Used in two places, it is void for good.\n',
      );
      const isSure =
        (await asker.confirm(`Write out the session of ${account.id}?`)) &&
        (await asker.ask("Type the account's name to go on: "))?.trim() === account.id;
      if (!isSure) throw new OperatorError('nothing was written', `answer y, then "${account.id}"`);
      if (options.out === undefined) {
        print(surroundings, stored.session);
        return;
      }
      const file = resolve(cwd, options.out);
      createPrivately(file, `${stored.session}\n`);
      if (options.json) printJson(surroundings, { account: account.id, file });
      else
        print(
          surroundings,
          `the session of ${account.id} is in ${file}; delete it when it is where it should be`,
        );
    } finally {
      asker.close();
    }
  });
}
