import type { Milliseconds } from '../../../core/clock.js';
import type { ChannelFailure, SelfInfo } from '../../contract.js';

/** `session` is the account itself: write it where only its owner can read it, never into a log. */
export type LoginResult =
  | {
      readonly ok: true;
      readonly session: string;
      readonly self: SelfInfo;
      /** Where the account's update stream stands now: a channel's cursor for its first run. */
      readonly place?: string;
      /** The account's number with its plus, if the server told it. */
      readonly phone?: string;
    }
  | { readonly ok: false; readonly failure: LoginFailure };

export interface LoginFailure {
  readonly kind:
    /** The human ended it, or did not answer in time. */
    | 'gave-up'
    | 'code-wrong'
    | 'code-expired'
    | 'password-wrong'
    /** Telegram wants something that only its own apps can do. */
    | 'unsupported'
    /** Telegram said no. */
    | 'refused'
    | 'wait'
    | 'no-connection';
  /** One or two sentences for the human: what happened and what to do. Holds no code, password or number. */
  readonly explanation: string;
  readonly wait?: Milliseconds;
}

/** What a human is asked while signing in. Undefined means that they gave up. */
export interface PasswordPrompt {
  password(question: {
    readonly hint?: string;
    /** From 1; above 1 the last answer was wrong. */
    readonly attempt: number;
  }): Promise<string | undefined>;
}

/** Telegram counts wrong answers and locks the account after a few; we stop before it does. */
export const MAX_ATTEMPTS = 3;

class LoginStopped extends Error {
  override readonly name = 'LoginStopped';
  constructor(readonly failure: LoginFailure) {
    super(failure.kind);
  }
}

/** Ends the sign-in with a reason for the human. */
export function stop(kind: LoginFailure['kind'], explanation: string, wait?: Milliseconds): never {
  throw new LoginStopped({ kind, explanation, ...(wait === undefined ? {} : { wait }) });
}

const REFUSALS: ReadonlyMap<string, string> = new Map([
  [
    'PHONE_NUMBER_INVALID',
    'This is not a phone number Telegram knows; write it with + and the country code.',
  ],
  [
    'PHONE_NUMBER_BANNED',
    'Telegram has banned this number; only its owner can appeal, by recover@telegram.org.',
  ],
  ['PHONE_NUMBER_FLOOD', 'Too many sign-ins with this number today; try again tomorrow.'],
  [
    'EMAIL_UNCONFIRMED',
    'The sign-in e-mail of this account is not confirmed; confirm it in an official Telegram app first.',
  ],
  ['SMS_CODE_CREATE_FAILED', 'Telegram could not make a code; try again later, or sign in with "--qr".'],
  ['PHONE_PASSWORD_PROTECTED', 'This number is protected by a password; sign in with "--qr" instead.'],
  ['PHONE_PASSWORD_FLOOD', 'Too many wrong passwords; try again tomorrow.'],
  [
    'PHONE_NUMBER_APP_SIGNUP_FORBIDDEN',
    'This number has no account, and new ones can be made only in an official Telegram app; make it there first.',
  ],
  [
    'PHONE_NUMBER_UNOCCUPIED',
    'This number has no account, and new ones can be made only in an official Telegram app; make it there first.',
  ],
  ['API_ID_INVALID', 'The api_id and api_hash do not belong together; copy both from my.telegram.org.'],
  ['API_ID_PUBLISHED_FLOOD', 'This api_id is a published sample; get one of your own at my.telegram.org.'],
  ['UPDATE_APP_TO_LOGIN', 'Telegram does not let this version of the program sign in any more; update it.'],
]);

/** A failed call as the end of the sign-in. */
export function refused(failure: ChannelFailure): never {
  if (failure.kind === 'flood') {
    return stop(
      'wait',
      `Telegram asks to wait ${Math.ceil(failure.wait / 1_000)} seconds before the next try.`,
      failure.wait,
    );
  }
  const known = REFUSALS.get(failure.code);
  if (known !== undefined) return stop('refused', known);
  // Telegram's answer came; it is only that none of the tries were in time.
  if (failure.code === 'SRP_ID_INVALID') {
    return stop('refused', 'Telegram let the password question expire each time; start again.');
  }
  if (failure.kind === 'unknown') {
    return stop(
      'no-connection',
      `Telegram did not answer (${failure.code}); check the network and try again.`,
    );
  }
  return stop('refused', `Telegram refused: ${failure.code}.`);
}

export async function asResult(work: () => Promise<LoginResult>): Promise<LoginResult> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LoginStopped) return { ok: false, failure: error.failure };
    throw error;
  }
}
