import { Api } from 'telegram';
import type { Milliseconds } from '../../../core/clock.js';
import type { ChannelResult } from '../../contract.js';
import { LoginConnection } from './login-connection.js';
import { authorizedUser, passwordStep } from './login-password.js';
import { asResult, refused, stop } from './login-result.js';
import type { LoginResult, PasswordPrompt } from './login-result.js';
import type { ConnectionOptions } from '../options.js';
import { signedIn } from './place.js';

export interface QrPrompts extends PasswordPrompt {
  /** Ends the waiting: the human has left. */
  readonly left?: AbortSignal;
  /** Called again with a new link before the last one goes stale. */
  show(link: {
    readonly url: string;
    /** By our clock. */
    readonly expiresAt: Milliseconds;
  }): void;
}

/** A link is replaced this long before it is stale, and at least once a minute. */
const EARLY: Milliseconds = 5_000;
const LONGEST: Milliseconds = 60_000;
const SHORTEST: Milliseconds = 3_000;
const DEFAULT_PATIENCE: Milliseconds = 5 * 60_000;

/**
 * Sign in by a link that a signed-in phone scans (core.telegram.org/api/qr-login): the gentlest way, without codes.
 * Gives up after `patience`.
 */
export function signInWithQr(
  options: ConnectionOptions,
  prompts: QrPrompts,
  patience: Milliseconds = DEFAULT_PATIENCE,
): Promise<LoginResult> {
  return asResult(async () => {
    const scanned = new Signal();
    const connection = new LoginConnection(options, (container) => {
      if (container instanceof Api.UpdateShort && container.update instanceof Api.UpdateLoginToken) {
        scanned.raise();
      }
    });
    try {
      const user = await qrStep(connection, options, prompts, patience, scanned);
      return await signedIn(connection, user);
    } finally {
      await connection.close();
    }
  });
}

async function qrStep(
  connection: LoginConnection,
  { apiId, apiHash, clock }: ConnectionOptions,
  prompts: QrPrompts,
  patience: Milliseconds,
  scanned: Signal,
): Promise<Api.TypeUser> {
  const giveUpAt = clock.steady() + patience;
  prompts.left?.addEventListener('abort', () => scanned.raise(), { once: true });
  while (clock.steady() < giveUpAt && prompts.left?.aborted !== true) {
    const request = new Api.auth.ExportLoginToken({ apiId, apiHash, exceptIds: [] });
    const token = await followToken(connection, await connection.call(request));
    if (!token.ok) {
      if (token.failure.code === 'SESSION_PASSWORD_NEEDED') return passwordStep(connection, prompts);
      return refused(token.failure);
    }
    if (token.value instanceof Api.auth.LoginTokenSuccess) return authorizedUser(token.value.authorization);
    if (token.value instanceof Api.auth.LoginToken) {
      // The server names the end by its own clock, and ours may be days away.
      const expiresAt = connection.serverClock.toOurs(token.value.expires * 1_000);
      prompts.show({ url: `tg://login?token=${token.value.token.toString('base64url')}`, expiresAt });
      const wait = Math.min(LONGEST, Math.max(SHORTEST, expiresAt - clock.now() - EARLY));
      await scanned.wait((done) => clock.after(wait, done));
    }
  }
  if (prompts.left?.aborted) return stop('gave-up', 'The sign-in was ended.');
  return stop('gave-up', 'Nobody scanned the code; start again when the phone is at hand.');
}

/** The account may live in another data centre: the token goes there with us. */
async function followToken(
  connection: LoginConnection,
  answer: ChannelResult<Api.auth.TypeLoginToken>,
): Promise<ChannelResult<Api.auth.TypeLoginToken>> {
  if (!answer.ok || !(answer.value instanceof Api.auth.LoginTokenMigrateTo)) return answer;
  const { dcId, token } = answer.value;
  const failure = await connection.moveTo(dcId);
  if (failure !== undefined) return { ok: false, failure };
  return connection.call(new Api.auth.ImportLoginToken({ token }));
}

/** Remembers that it was raised until somebody has waited for it. */
class Signal {
  private raised = false;
  private waiting: (() => void) | undefined;

  raise(): void {
    this.raised = true;
    this.waiting?.();
  }

  async wait(timeout: (done: () => void) => { cancel(): void }): Promise<void> {
    if (!this.raised) {
      await new Promise<void>((resolve) => {
        const timer = timeout(resolve);
        this.waiting = () => {
          timer.cancel();
          resolve();
        };
      });
    }
    this.raised = false;
    this.waiting = undefined;
  }
}
