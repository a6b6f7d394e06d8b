import type { ChannelFailure } from '../../../channel/contract.js';
import type { AccountId } from '../../../core/ids.js';
import type { LeaseTaken } from '../../../store/account/lease-store.js';
import type { OpenedAccount } from '../runtime-parts.js';

/** A wait that the server asked for is no trouble of the network: it is told with its end. */
export function openingFailure(
  failure: ChannelFailure,
  account: AccountId,
  now: number,
): NonNullable<OpenedAccount['failure']> {
  if (failure.kind !== 'flood') return failure;
  const until = new Date(now + failure.wait).toISOString().slice(0, 16).replace('T', ' ');
  return {
    code: failure.code,
    problem: `its service asks ${account} to wait until ${until} UTC; it is tried again then, and not before`,
  };
}

/** Accounts and lines that another program uses: what is said of each. */
export function leasedElsewhere(
  leases: ReadonlyMap<AccountId, LeaseTaken>,
  now: number,
): readonly OpenedAccount[] {
  return [...leases].flatMap(([account, lease]) => {
    if (lease.taken) return [];
    const ago = Math.round((now - lease.renewedAt) / 1_000);
    const problem = `${account} is in use by kindred run ${lease.holder}, alive ${ago} s ago; stop it there, then start again`;
    return [{ account, failure: { code: 'LEASED_ELSEWHERE', problem } }];
  });
}
