import type { Chance } from '../core/chance.js';
import type { Milliseconds } from '../core/clock.js';
import type { AccountId } from '../core/ids.js';
import type { ZoneClocks } from '../proactive/local-time.js';
import type { ProactiveSettings } from '../proactive/wish.js';
import type { TurnContext } from './turn-context.js';

/** What writing first needs besides what every turn does. */
export interface OpenerContext {
  readonly turn: TurnContext;
  readonly chance: Chance;
  readonly clocks: ZoneClocks;
  readonly settings: ProactiveSettings;
  /** How the account is: one that is limited or away writes to nobody first. */
  readonly account: (account: AccountId) => {
    readonly state: 'well' | 'limited' | 'away';
    readonly freeFrom: Milliseconds;
  };
}
