import type { AccountId } from '../core/ids.js';
import type { PoolPlace } from './pool.js';

/** A place in the pool and how its account is now. */
export interface Candidate extends PoolPlace {
  /** The state in which it was lost; null while it is not. */
  readonly lostAs: string | null;
  readonly isOnline: boolean;
}

export type RotationChoice =
  | { readonly ok: true; readonly from: Candidate; readonly to: Candidate }
  | { readonly ok: false; readonly problem: string; readonly remedy: string };

/**
 * Which account takes the place of `from`: the one named, or a standby of the same character, one that is online first.
 * An account that was lost before is chosen only by name, once it is signed in again.
 */
export function chooseRotation(
  pool: readonly Candidate[],
  fromName: string,
  toName: string | undefined,
): RotationChoice {
  const from = pool.find((one) => one.account === fromName);
  if (!from) return unknown(fromName, pool);
  if (toName === fromName) {
    return no(`${fromName} cannot take its own place`, 'name another account with --to');
  }
  if (from.standing !== 'serving') {
    return no(
      `${fromName} does not serve anybody (it is ${from.standing})`,
      `rotate the account that serves: ${names(pool.filter((one) => one.standing === 'serving' && one.character === from.character)) || 'there is none'}`,
    );
  }
  const siblings = pool.filter((one) => one.character === from.character && one.account !== from.account);
  if (toName === undefined) {
    const able = siblings.filter(
      (one) => one.standing === 'standby' && one.isSignedIn && one.lostAs === null,
    );
    const to = able.find((one) => one.isOnline) ?? able[0];
    if (to) return { ok: true, from, to };
    return no(
      `${fromName} has no standby that could take over`,
      `give an account "character: ${from.character}" and "role: standby", and sign it in`,
    );
  }
  const to = pool.find((one) => one.account === toName);
  if (!to) return unknown(toName, pool);
  return mayTake(from, to);
}

function mayTake(from: Candidate, to: Candidate): RotationChoice {
  if (to.character !== from.character) {
    return no(
      `${to.account} belongs to ${to.character}, not to ${from.character}`,
      'name an account of the same character',
    );
  }
  if (to.standing === 'serving') {
    return no(`${to.account} serves people of its own`, 'name a standby with --to');
  }
  if (!to.isSignedIn) return no(`${to.account} is not signed in`, `run "kindred login ${to.account}" first`);
  if (to.lostAs !== null) {
    return no(`${to.account} is lost itself (${to.lostAs})`, 'sign it in again, or name another standby');
  }
  return { ok: true, from, to };
}

function unknown(name: string, pool: readonly Candidate[]): RotationChoice {
  return no(`there is no account ${name}`, `accounts: ${names(pool) || 'none'}`);
}

function names(accounts: readonly { readonly account: AccountId }[]): string {
  return accounts.map((one) => one.account).join(', ');
}

function no(problem: string, remedy: string): RotationChoice {
  return { ok: false, problem, remedy };
}
