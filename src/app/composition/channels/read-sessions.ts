import type { AccountConfig } from '../../../config/config.js';
import type { Secrets } from '../../../config/secrets.js';
import type { AccountId } from '../../../core/ids.js';
import { OperatorError } from '../../../core/failure.js';
import type { Refused } from '../../../vault/refusal.js';
import type { Vault } from '../../../vault/vault.js';

/** A stored session that is not given out. */
export interface RefusedSession extends Pick<Refused, 'reason' | 'problem'> {
  readonly account: AccountId;
}

export interface SignedIn {
  readonly account: AccountConfig;
  readonly session: string;
  /** Where its update stream stood at the sign-in, if it was not run since. */
  readonly place?: string;
}

export interface Sessions {
  /** Not empty. */
  readonly signedIn: readonly SignedIn[];
  readonly signedOut: readonly AccountId[];
  readonly refused: readonly RefusedSession[];
}

/**
 * The sessions of these accounts. One that is refused does not stop the others.
 * @throws OperatorError when there is none to run with.
 */
export async function readSessions(
  vault: Vault,
  accounts: readonly AccountConfig[],
  /** Told of those that are not given out, also where that leaves none. */
  onRefused: (refused: readonly RefusedSession[]) => void = () => undefined,
  /** Of bots whose file names a variable. */
  secrets?: Pick<Secrets, 'signInSecret'>,
): Promise<Sessions> {
  const signedIn: SignedIn[] = [];
  const signedOut: AccountId[] = [];
  const refused: RefusedSession[] = [];
  for (const account of accounts) {
    const token = secrets?.signInSecret(account.id);
    if (token !== undefined) {
      signedIn.push({ account, session: token.reveal() });
      continue;
    }
    const read = await vault.read(account.channel === 'telegram-business' ? account.bot : account.id);
    if (read.state === 'open')
      signedIn.push({ account, session: read.session, ...(read.place ? { place: read.place } : {}) });
    else if (read.state === 'none') signedOut.push(account.id);
    else refused.push({ account: account.id, reason: read.reason, problem: read.problem });
  }
  onRefused(refused);
  if (signedIn.length > 0) return { signedIn, signedOut, refused };
  const [first, ...others] = refused;
  if (!first) {
    throw new OperatorError(
      `no account is signed in (${signedOut.join(', ')})`,
      `run "kindred login ${signedOut[0] ?? '<account>'}" first`,
    );
  }
  if (others.length === 0) throw first.problem;
  const rest = others.map((one) => `${one.account}: ${one.reason}`).join(', ');
  throw new OperatorError(
    `${first.problem.message} (and no other account can be used either: ${rest})`,
    '"kindred vault status" shows each',
  );
}
