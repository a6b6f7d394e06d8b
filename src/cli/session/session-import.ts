import { resolve } from 'node:path';
import { checkSession, type LiveSession } from '../../channel/telegram/sign-in/session-check.js';
import { isSessionString } from '../../channel/telegram/sign-in/session.js';
import { OperatorError } from '../../core/failure.js';
import { readPrivately } from '../../vault/private-file.js';
import { LineAsker } from '../terminal/ask-line.js';
import { findAccount } from '../account/find-account.js';
import { noSession } from './no-session.js';
import { keepSession } from './keep-session.js';
import { lineOf, type Line } from './line-of.js';
import { openVault } from '../frame/open-vault.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { whileOwning } from '../../app/orders/while-owning.js';

export interface SessionImportOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly file?: string;
  readonly newKey?: boolean;
}

/**
 * `kindred session import <account>`: take over a session that was made elsewhere. It is tried on one connection first;
 * only one that works, and is this account's, replaces what is stored.
 */
export async function sessionImport(
  surroundings: Surroundings,
  name: string,
  options: SessionImportOptions,
): Promise<void> {
  const loaded = loadSettings(surroundings, options);
  const account = findAccount(loaded.config.accounts, name);
  if (account.channel !== 'telegram-user') throw noSession(account.id);
  await whileOwning(surroundings, loaded.config, 'kindred session import', async () => {
    const asker = new LineAsker(surroundings, surroundings.stderr);
    try {
      const vault = openVault(surroundings, loaded.config, asker);
      const before = await vault.read(account.id);
      if (before.state === 'refused' && before.reason === 'session-exposed') throw before.problem;
      await vault.prepare({ withNewKey: options.newKey === true });
      const text =
        options.file === undefined
          ? await asker.ask('Session string (it is not shown): ', { hidden: true })
          : fromFile(resolve(surroundings.cwd, options.file));
      const line = lineOf(surroundings, loaded, account);
      const live = await tried(line, text?.trim() ?? '');
      const notes = await keepSession({ account, vault, line, before, found: live, isOurs: false });
      for (const note of notes) surroundings.stderr.write(`kindred: ${note}\n`);
      const { peer, name: who, username } = live.self;
      if (options.json)
        printJson(surroundings, { account: account.id, peer, name: who, username: username ?? null });
      else
        print(
          surroundings,
          `${account.id} is signed in as ${who}; use that session nowhere else from now on`,
        );
    } finally {
      asker.close();
    }
  });
}

function fromFile(file: string): string {
  const content = readPrivately(file);
  if (content === null) throw new OperatorError(`there is no file ${file}`);
  return content.toString('utf8');
}

async function tried(line: Line, session: string): Promise<LiveSession> {
  if (session === '')
    throw new OperatorError('no session was given', 'paste it, pipe it in, or name a "--file"');
  if (!(await isSessionString(session))) {
    throw new OperatorError(
      'this is no session string of GramJS',
      'it is one long line that begins with 1; look whether all of it was copied',
    );
  }
  const live = await checkSession({ ...line, session });
  if (live.ok) return live.value;
  throw live.failure.kind === 'unknown' || live.failure.kind === 'flood'
    ? new OperatorError(
        `Telegram did not answer (${live.failure.code}), so nothing was replaced`,
        'check the network and try again',
      )
    : new OperatorError(
        `Telegram does not take this session (${live.failure.code}), so nothing was replaced`,
        'sign in with "kindred login" instead',
      );
}
