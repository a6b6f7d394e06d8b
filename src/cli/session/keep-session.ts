import { logOut } from '../../channel/telegram/sign-in/logout.js';
import type { UserAccountConfig } from '../../config/config.js';
import { OperatorError } from '../../core/failure.js';
import type { SessionRead, Vault } from '../../vault/vault.js';
import type { Line } from './line-of.js';

export interface NewSession {
  readonly account: UserAccountConfig;
  readonly vault: Vault;
  readonly line: Line;
  /** What is stored for the account so far. */
  readonly before: SessionRead;
  readonly found: { readonly session: string; readonly place?: string; readonly phone?: string };
  /** Whether a session that turns out unusable was made here, and is ours to end. */
  readonly isOurs: boolean;
}

/**
 * Seal a session that was seen to work in the place of the one before, and end that one on the server, so that no
 * session is left that nobody watches. Returns what the operator should know.
 * @throws OperatorError with the stored session as it was, when this one belongs to another account or cannot be kept.
 */
export async function keepSession(parts: NewSession): Promise<readonly string[]> {
  const { account, vault, line, before, found } = parts;
  try {
    refuseStranger(account, found.phone);
    vault.write(account.id, found.session, found.place);
  } catch (cause) {
    if (parts.isOurs) await logOut({ ...line, session: found.session });
    throw cause;
  }
  if (before.state === 'refused') {
    return [
      `the earlier session of ${account.id} could not be opened: end it in Telegram's Settings > Devices`,
    ];
  }
  if (before.state === 'none' || before.session === found.session) return [];
  const ended = await logOut({ ...line, session: before.session });
  return ended.ok
    ? []
    : [
        `the earlier session of ${account.id} could not be ended (${ended.failure.code}): end it in Telegram's Settings > Devices`,
      ];
}

function refuseStranger(account: UserAccountConfig, phone: string | undefined): void {
  if (phone === undefined || phone === account.phone) return;
  throw new OperatorError(
    `this is not the account of accounts/${account.id}.yaml: its number ends in ${phone.slice(-2)}`,
    'use the right phone, or correct the number there',
  );
}
