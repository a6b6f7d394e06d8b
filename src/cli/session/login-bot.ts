import { removeWebhook, signInBot } from '../../channel/telegram-bot/sign-in.js';
import type { BotAccountConfig } from '../../config/config.js';
import type { Loaded } from '../../config/load.js';
import { Secret } from '../../config/secret.js';
import { checkedToken } from '../../config/secrets.js';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import type { Vault } from '../../vault/vault.js';
import type { LineAsker } from '../terminal/ask-line.js';
import type { Surroundings } from '../terminal/surroundings.js';
import { print, printJson } from '../terminal/surroundings.js';

export interface BotLoginOptions {
  readonly json?: boolean;
  readonly again?: boolean;
  readonly newKey?: boolean;
}

/**
 * The token of @BotFather is tried, and sealed only if it works. A bot whose file names a variable keeps none here: its
 * token is tried all the same.
 */
export async function loginBot(
  surroundings: Surroundings,
  { config, secrets }: Loaded,
  account: BotAccountConfig,
  parts: { readonly vault: Vault; readonly asker: LineAsker; readonly options: BotLoginOptions },
): Promise<void> {
  const { vault, asker, options } = parts;
  const { id, tokenEnv } = account;
  const fromEnvironment = secrets.signInSecret(id);
  if (tokenEnv !== undefined && fromEnvironment === undefined) {
    throw new OperatorError(`account ${id}: the environment does not set ${tokenEnv}`, 'set it to the token');
  }
  const before = await vault.read(id);
  if (before.state === 'refused' && before.reason === 'session-exposed') throw before.problem;
  if (fromEnvironment === undefined) {
    if (before.state === 'open' && !options.again) {
      throw new OperatorError(
        `${id} has a token already`,
        'nothing is to be done; "--again" puts another one in its place',
      );
    }
    await vault.prepare({ withNewKey: options.newKey === true });
  }
  const token = fromEnvironment ?? (await askedFor(id, asker));
  const line = { baseUrl: config.telegram.botApi, token: token.reveal(), clock: systemClock() };
  const found = await signInBot(line);
  if (!found.ok) throw refused(id, found.failure.kind, found.failure.code);
  const { self, hasWebhook } = found.value;
  if (hasWebhook && account.receive === 'poll') {
    if (options.again !== true) {
      throw new OperatorError(
        `@${self.username ?? self.name} has a webhook: another program gets what people write to it`,
        'stop that program and run "kindred login" with "--again", which removes the webhook',
      );
    }
    const removed = await removeWebhook(line);
    if (!removed.ok) throw refused(id, removed.failure.kind, removed.failure.code);
  }
  if (fromEnvironment === undefined) vault.write(id, token.reveal());
  const { peer, name, username } = self;
  if (options.json) printJson(surroundings, { account: id, peer, name, username: username ?? null });
  else print(surroundings, `${id} is signed in as ${name}${username === undefined ? '' : ` (@${username})`}`);
}

async function askedFor(id: BotAccountConfig['id'], asker: LineAsker): Promise<Secret> {
  const text = await asker.ask('Token from @BotFather (it is not shown): ', { hidden: true });
  if (text === null || text.trim() === '') {
    throw new OperatorError('no token was given', 'paste it, or write it into standard input');
  }
  return checkedToken(id, 'what was given', new Secret(text.trim()));
}

function refused(id: string, kind: string, code: string): OperatorError {
  if (kind === 'logged-out') {
    return new OperatorError(
      `${id} is not signed in: this token is not valid (any more)`,
      'ask @BotFather for the present one with /token',
    );
  }
  return new OperatorError(`${id} is not signed in: the Bot API did not answer (${code})`, 'try again');
}
