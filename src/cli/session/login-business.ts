import { signInBot } from '../../channel/telegram-bot/sign-in.js';
import type { BusinessAccountConfig } from '../../config/config.js';
import type { Loaded } from '../../config/load.js';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import type { Vault } from '../../vault/vault.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

/**
 * An account that is lent to a bot has nothing of its own to sign in with: it is looked whether the bot works and may be
 * connected, and said what the owner has to do.
 */
export async function loginBusiness(
  surroundings: Surroundings,
  { config, secrets }: Loaded,
  account: BusinessAccountConfig,
  { vault, options }: { readonly vault: Vault; readonly options: { readonly json?: boolean } },
): Promise<void> {
  const { id, bot, owner } = account;
  const token = secrets.signInSecret(id)?.reveal() ?? (await storedToken(vault, account));
  const found = await signInBot({ baseUrl: config.telegram.botApi, token, clock: systemClock() });
  if (!found.ok) {
    throw new OperatorError(
      `${id}: ${bot} does not answer (${found.failure.code})`,
      `kindred ban-check ${bot}`,
    );
  }
  const { self, canConnect } = found.value;
  const name = `@${self.username ?? self.name}`;
  if (!canConnect) {
    throw new OperatorError(
      `${name} cannot be connected to anybody's account`,
      'write /mybots to @BotFather, choose it, and turn on Bot Settings > Secretary Mode (or Business Mode)',
    );
  }
  if (options.json === true)
    printJson(surroundings, { account: id, bot, owner, username: self.username ?? null });
  else
    print(
      surroundings,
      `${id} is ready: user ${owner} connects ${name} in Telegram, Settings > Chat automation, with the right to reply`,
    );
}

async function storedToken(vault: Vault, { id, bot }: BusinessAccountConfig): Promise<string> {
  const read = await vault.read(bot);
  if (read.state === 'open') return read.session;
  if (read.state === 'refused') throw read.problem;
  throw new OperatorError(`${id} signs in with the token of ${bot}, which has none`, `kindred login ${bot}`);
}
