import { logOut } from '../../channel/telegram/sign-in/logout.js';
import type { AccountConfig } from '../../config/config.js';
import { OperatorError } from '../../core/failure.js';
import { LineAsker } from '../terminal/ask-line.js';
import { findAccount } from '../account/find-account.js';
import { lineOf } from './line-of.js';
import { openVault } from '../frame/open-vault.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { whileOwning } from '../../app/orders/while-owning.js';

export interface LogoutOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly forget?: boolean;
}

const elsewhere = "end it in Telegram's Settings > Devices";

/**
 * `kindred logout <account>`: end the session on the server, then remove it here. A session that could not be ended
 * stays, unless it is to be forgotten: removed here while it lives on there.
 */
export async function logout(
  surroundings: Surroundings,
  name: string,
  options: LogoutOptions,
): Promise<void> {
  const loaded = loadSettings(surroundings, options);
  const account = findAccount(loaded.config.accounts, name);
  if (account.channel === 'telegram-business') {
    throw new OperatorError(
      `${account.id} has nothing here that could be ended: its owner lends it to ${account.bot}`,
      "the owner takes it back in Telegram's Settings > Chat automation",
    );
  }
  await whileOwning(surroundings, loaded.config, 'kindred logout', async () => {
    const asker = new LineAsker(surroundings, surroundings.stderr);
    try {
      const vault = openVault(surroundings, loaded.config, asker);
      if (!vault.has(account.id)) throw new OperatorError(`${account.id} is not signed in`);
      const stored = await vault.read(account.id);
      if (stored.state === 'refused' && !options.forget) {
        throw new OperatorError(
          `nothing was ended: ${stored.problem.message}`,
          `or "--forget" removes it here (then ${elsewhere})`,
        );
      }
      if (
        !options.yes &&
        !(await asker.confirm(
          account.channel !== 'telegram-user'
            ? `Remove the token of ${account.id} from this machine? It stays valid until ${revoker(account)} revokes it.`
            : `End the session of ${account.id}? Signing in again takes a code or the phone.`,
        ))
      ) {
        throw new OperatorError('nothing was ended', 'answer y, or add --yes');
      }
      const ended =
        stored.state === 'open' && account.channel === 'telegram-user'
          ? await logOut({ ...lineOf(surroundings, loaded, account), session: stored.session })
          : null;
      if (ended !== null && !ended.ok && !options.forget) {
        throw new OperatorError(
          `Telegram did not end the session (${ended.failure.code}), so that of ${account.id} is kept`,
          `try again, or "--forget" removes it here (then ${elsewhere})`,
        );
      }
      vault.remove(account.id);
      const isEnded = ended?.ok === true;
      if (options.json) printJson(surroundings, { account: account.id, ended: isEnded, forgotten: !isEnded });
      else if (account.channel !== 'telegram-user')
        print(
          surroundings,
          `the token of ${account.id} is removed here; it stays valid until ${revoker(account)} revokes it`,
        );
      else if (isEnded) print(surroundings, `${account.id} is signed out`);
      else
        print(
          surroundings,
          `the session of ${account.id} is removed here but lives on at Telegram: ${elsewhere}`,
        );
    } finally {
      asker.close();
    }
  });
}

/** Where a token is made void. */
function revoker({ channel }: AccountConfig): string {
  return channel === 'telegram-bot' ? '@BotFather (/revoke)' : 'the service';
}
