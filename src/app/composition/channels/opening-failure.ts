import type { ChannelFailure } from '../../../channel/contract.js';
import type { AccountId } from '../../../core/ids.js';
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
    problem: `Telegram asks ${account} to wait until ${until} UTC; it is tried again then, and not before`,
  };
}
