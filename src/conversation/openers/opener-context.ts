import type { Chance } from '../../core/chance.js';
import type { Milliseconds } from '../../core/clock.js';
import type { AccountId } from '../../core/ids.js';
import type { ZoneClocks } from '../../proactive/local-time.js';
import type { ProactiveSettings } from '../../proactive/wish.js';
import type { Database } from '../../store/engine/database.js';
import type { SpendLedger } from '../spending/spend-ledger.js';
import type { TurnContext } from '../turn/turn-context.js';

/** What it takes to know whether something would be written first; nothing can be asked, sent or stored with it. */
export interface OpenerReading {
  readonly turn: Pick<TurnContext, 'serves' | 'character' | 'clock' | 'readMoment'> & {
    readonly database: Pick<Database, 'read'>;
    readonly ledger: Pick<SpendLedger, 'verdict'>;
  };
  readonly clocks: ZoneClocks;
  readonly settings: ProactiveSettings;
  /** How the account is: one that is limited or away writes to nobody first. */
  readonly account: (account: AccountId) => {
    readonly state: 'well' | 'limited' | 'away';
    readonly freeFrom: Milliseconds;
  };
}

/** What writing first needs besides what every turn does. */
export interface OpenerContext extends OpenerReading {
  readonly turn: TurnContext;
  readonly chance: Chance;
}
