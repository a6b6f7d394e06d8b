import { Api } from 'telegram';
import { describeCode, type CodeQuestion } from './login-code-type.js';
import { LoginConnection } from './login-connection.js';
import { authorizedUser, passwordStep } from './login-password.js';
import { asResult, MAX_ATTEMPTS, refused, stop } from './login-result.js';
import type { LoginResult, PasswordPrompt } from './login-result.js';
import type { ConnectionOptions } from '../options.js';
import { signedIn } from './place.js';

export interface PhonePrompts extends PasswordPrompt {
  /** Undefined means that the human gave up. */
  code(question: CodeQuestion): Promise<string | undefined>;
}

/**
 * Sign in with the code Telegram sends to the phone's owner, and their password if they have one. Asks a human for
 * both; never guesses, never asks for a second code by itself (Telegram allows about five a day).
 */
export function signInWithPhone(
  options: ConnectionOptions,
  phone: string,
  prompts: PhonePrompts,
): Promise<LoginResult> {
  return asResult(async () => {
    const connection = new LoginConnection(options);
    try {
      const user = await codeStep(connection, options, phone, prompts);
      return await signedIn(connection, user);
    } finally {
      await connection.close();
    }
  });
}

async function codeStep(
  connection: LoginConnection,
  { apiId, apiHash }: ConnectionOptions,
  phone: string,
  prompts: PhonePrompts,
): Promise<Api.TypeUser> {
  const phoneNumber = phone.replace(/[^\d+]/g, '');
  const settings = new Api.CodeSettings({});
  const sent = await connection.call(new Api.auth.SendCode({ phoneNumber, apiId, apiHash, settings }));
  if (!sent.ok) return refused(sent.failure);
  if (sent.value instanceof Api.auth.SentCodeSuccess) return authorizedUser(sent.value.authorization);
  const { phoneCodeHash, type } = sent.value;
  const where = describeCode(type);

  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const phoneCode = (await prompts.code({ ...where, attempt }))?.trim();
    if (!phoneCode) return stop('gave-up', 'No code was given.');
    const answer = await connection.call(new Api.auth.SignIn({ phoneNumber, phoneCodeHash, phoneCode }));
    if (answer.ok) return authorizedUser(answer.value);
    switch (answer.failure.code) {
      case 'SESSION_PASSWORD_NEEDED':
        return passwordStep(connection, prompts);
      case 'PHONE_CODE_INVALID':
      case 'PHONE_CODE_EMPTY':
        break;
      case 'PHONE_CODE_EXPIRED':
        return stop(
          'code-expired',
          'The code is no longer valid (Telegram voids a code that was shared in a chat); start again for a new one.',
        );
      default:
        return refused(answer.failure);
    }
  }
  return stop('code-wrong', `The code was wrong ${MAX_ATTEMPTS} times; start again for a new one.`);
}
