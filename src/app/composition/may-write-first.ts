import type { HealthWatch } from '../../account/health-watch.js';
import type { OnlineAccounts } from '../../account/online-accounts.js';
import type { AccountId } from '../../core/ids.js';
import type { ProactiveParts } from './openers.js';
import type { RuntimeAccount } from './runtime-parts.js';

/** Nobody is written to first from an account that is limited or resting: answers need what it may still send. */
export function mayWriteFirst(
  accounts: Pick<OnlineAccounts, 'channel' | 'pausedUntil'>,
  watch: Pick<HealthWatch, 'health'>,
  configured: readonly Pick<RuntimeAccount, 'account' | 'answersOnly'>[],
  account: AccountId,
): ReturnType<ProactiveParts['account']> {
  const health = watch.health(account)?.state;
  const isWell = health === 'healthy' || health === 'network-trouble';
  const channel = accounts.channel(account);
  if (channel === null) return { state: 'away', freeFrom: 0 };
  const { answersOnly = false } = configured.find((one) => one.account === account) ?? {};
  const state = isWell ? (answersOnly ? 'answers-only' : 'well') : 'limited';
  return { state, freeFrom: accounts.pausedUntil(account), window: channel.capabilities.window };
}
