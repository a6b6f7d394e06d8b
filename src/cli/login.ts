import { SessionFiles } from '../app/session-files.js';
import { connectionOptions } from '../app/telegram-channel.js';
import { signInWithPhone } from '../channel/telegram/login.js';
import type { AccountConfig } from '../config/config.js';
import { OperatorError } from '../core/failure.js';
import { systemClock } from '../lib/system-clock.js';
import { createLogger } from '../observe/logger.js';
import { takeOwnership } from '../store/ownership.js';
import { LineAsker } from './ask-line.js';
import { loadSettings, type SettingsOptions } from './settings.js';
import { print, printJson, type Surroundings } from './surroundings.js';

export interface LoginOptions extends SettingsOptions {
  readonly json?: boolean;
}

const sentTo = {
  app: 'in the Telegram app',
  sms: 'by SMS',
  call: 'by a phone call',
  fragment: 'on fragment.com',
} as const;

/**
 * `kindred login <account>`: sign in by phone code and password, asked here. A code is requested only when somebody is
 * there to read it: Telegram allows about five a day.
 */
export async function login(surroundings: Surroundings, name: string, options: LoginOptions): Promise<void> {
  const { config, secrets } = loadSettings(surroundings, options);
  const account = findAccount(config.accounts, name);
  const clock = systemClock();
  const { pid, host } = surroundings;
  const owner = takeOwnership(config.data, {
    program: 'kindred login',
    pid,
    host,
    since: new Date(clock.now()).toISOString(),
  });
  const asker = new LineAsker(surroundings, surroundings.stderr);
  try {
    const logger = createLogger({ level: config.logLevel, destination: surroundings.stderr });
    const result = await signInWithPhone(
      { ...connectionOptions({ account, config, secrets, clock, logger }), session: '' },
      account.phone,
      {
        code: async (question) => {
          const again = question.attempt > 1 ? 'That code was wrong. ' : '';
          return (
            (await asker.ask(`${again}Code sent ${sentTo[question.sentTo]} to ${account.phone}: `)) ??
            undefined
          );
        },
        password: async (question) => {
          const again = question.attempt > 1 ? 'That password was wrong. ' : '';
          const hint = question.hint === undefined ? '' : ` (hint: ${question.hint})`;
          return (await asker.ask(`${again}Two-step password${hint}: `, { hidden: true })) ?? undefined;
        },
      },
    );
    if (!result.ok) throw new OperatorError(`${account.id} is not signed in: ${result.failure.explanation}`);
    new SessionFiles(config.data).write(account.id, result.session);
    const { peer, name: who, username } = result.self;
    if (options.json)
      printJson(surroundings, { account: account.id, peer, name: who, username: username ?? null });
    else
      print(
        surroundings,
        `${account.id} is signed in as ${who}${username === undefined ? '' : ` (@${username})`}`,
      );
  } finally {
    asker.close();
    owner.release();
  }
}

/** @throws OperatorError that names the accounts there are. */
export function findAccount(accounts: readonly AccountConfig[], name: string): AccountConfig {
  const account = accounts.find((one) => one.id === name);
  if (account) return account;
  const known = accounts.map((one) => one.id).join(', ');
  throw new OperatorError(
    `there is no account "${name}"`,
    known === '' ? `create accounts/${name}.yaml` : `there are: ${known}`,
  );
}
