import { Api } from 'telegram';
import { computeCheck } from 'telegram/Password.js';
import type { LoginConnection } from './login-connection.js';
import { MAX_ATTEMPTS, refused, stop } from './login-result.js';
import type { PasswordPrompt } from './login-result.js';

/** The second factor, proven by SRP: the password itself never leaves this process. */
export async function passwordStep(
  connection: LoginConnection,
  prompt: PasswordPrompt,
): Promise<Api.TypeUser> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const rules = await connection.call(new Api.account.GetPassword());
    if (!rules.ok) return refused(rules.failure);
    const { hint } = rules.value;
    const password = await prompt.password({ attempt, ...(hint ? { hint } : {}) });
    if (!password) return stop('gave-up', 'No password was given.');
    const check = await computeCheck(rules.value, password);
    const answer = await connection.call(new Api.auth.CheckPassword({ password: check }));
    if (answer.ok) return authorizedUser(answer.value);
    if (answer.failure.code !== 'PASSWORD_HASH_INVALID') return refused(answer.failure);
  }
  return stop(
    'password-wrong',
    `The password was wrong ${MAX_ATTEMPTS} times; look it up before trying again.`,
  );
}

export function authorizedUser(authorization: Api.auth.TypeAuthorization): Api.TypeUser {
  if (authorization instanceof Api.auth.Authorization) return authorization.user;
  return stop(
    'unsupported',
    'This number has no account, and new ones can be made only in an official Telegram app; make it there first.',
  );
}
