import { Api } from 'telegram';
import { computeCheck } from 'telegram/Password.js';
import type { ChannelResult } from '../../contract.js';
import type { LoginConnection } from './login-connection.js';
import { MAX_ATTEMPTS, refused, stop } from './login-result.js';
import type { PasswordPrompt } from './login-result.js';

/**
 * The rules of a password check live for a short while on the server; somebody who looks the password up first is
 * answered SRP_ID_INVALID (core.telegram.org/api/srp). New rules are asked for and the same password proven by them.
 */
const MAX_RULES = 3;

/** The second factor, proven by SRP: the password itself never leaves this process. */
export async function passwordStep(
  connection: LoginConnection,
  prompt: PasswordPrompt,
): Promise<Api.TypeUser> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const rules = await passwordRules(connection);
    const password = await prompt.password({ attempt, ...(rules.hint ? { hint: rules.hint } : {}) });
    if (!password) return stop('gave-up', 'No password was given.');
    const answer = await proveBy(connection, rules, password);
    if (answer.ok) return authorizedUser(answer.value);
    if (answer.failure.code !== 'PASSWORD_HASH_INVALID') return refused(answer.failure);
  }
  return stop(
    'password-wrong',
    `The password was wrong ${MAX_ATTEMPTS} times; look it up before trying again.`,
  );
}

async function passwordRules(connection: LoginConnection): Promise<Api.account.Password> {
  const rules = await connection.call(new Api.account.GetPassword());
  return rules.ok ? rules.value : refused(rules.failure);
}

async function proveBy(
  connection: LoginConnection,
  first: Api.account.Password,
  password: string,
): Promise<ChannelResult<Api.auth.TypeAuthorization>> {
  let rules = first;
  for (let tries = 1; ; tries += 1) {
    const check = await computeCheck(rules, password);
    const answer = await connection.call(new Api.auth.CheckPassword({ password: check }));
    if (answer.ok || answer.failure.code !== 'SRP_ID_INVALID' || tries >= MAX_RULES) return answer;
    rules = await passwordRules(connection);
  }
}

export function authorizedUser(authorization: Api.auth.TypeAuthorization): Api.TypeUser {
  if (authorization instanceof Api.auth.Authorization) return authorization.user;
  return stop(
    'unsupported',
    'This number has no account, and new ones can be made only in an official Telegram app; make it there first.',
  );
}
