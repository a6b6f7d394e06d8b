import type { HealthWatch } from '../../account/health-watch.js';
import type { OnlineAccounts } from '../../account/online-accounts.js';
import type { Pool } from '../../account/pool.js';
import type { Dispatcher } from '../../outbox/dispatcher.js';
import type { RuntimeNow } from './runtime-parts.js';
import type { Thinking } from './thinking.js';

interface Parts {
  readonly pool: Pick<Pool, 'all' | 'serves'>;
  readonly health: Pick<HealthWatch, 'health'>;
  readonly accounts: Pick<OnlineAccounts, 'isOnline'>;
  readonly thinking: Pick<Thinking, 'busy' | 'spentToday'>;
  readonly dispatcher: Pick<Dispatcher, 'busy'>;
}

/** How a run is at this moment, without asking the store. */
export function runtimeNow({ pool, health, accounts, thinking, dispatcher }: Parts): RuntimeNow {
  return {
    accounts: pool.all().map(({ account }) => ({
      account,
      state: health.health(account)?.state ?? 'not-signed-in',
      isOnline: accounts.isOnline(account),
      serves: pool.serves(account),
    })),
    turnLanes: thinking.busy,
    sendLanes: dispatcher.busy,
    spentToday: thinking.spentToday,
  };
}
