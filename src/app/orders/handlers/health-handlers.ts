import { z } from 'zod';
import type { HealthWatch } from '../../../account/health-watch.js';
import type { Clock } from '../../../core/clock.js';
import { accountId } from '../../../core/ids.js';
import { version } from '../../../core/version.js';
import type { Condition } from '../../../monitoring/state/condition.js';
import type { ModelTally, RunTally, RunTotals } from '../../../monitoring/state/run-tally.js';
import { acceptSessions } from '../../../store/account/account-session-store.js';
import type { ModelFact, ModelFacts } from '../../../model/model-facts.js';
import type { Database } from '../../../store/engine/database.js';
import type { StoreState } from '../../../store/engine/store-health.js';
import type { RuntimeNow } from '../../composition/runtime-parts.js';
import type { CheckedAccount } from '../account-checks.js';
import type { ControlHandlers } from '../control-socket.js';

export interface HealthHandlerParts {
  readonly health: HealthWatch;
  readonly database: Database;
  readonly clock: Clock;
  readonly pid: number;
  /** What was found out about the models. */
  readonly modelFacts: Pick<ModelFacts, 'list'>;
  readonly now: () => RuntimeNow;
  readonly condition: () => Condition;
  readonly tally: Pick<RunTally, 'totals' | 'byModel'>;
}

/** How the running program is, for the command line. */
export interface RunningStatus {
  readonly pid: number;
  readonly store: StoreState;
  readonly accounts: readonly string[];
  /** Models that are not as they should be, as this run found them. */
  readonly models: readonly ModelFact[];
  readonly version: string;
  readonly now: RuntimeNow;
  /** Whether it does its work, with the reasons why not. */
  readonly condition: Condition;
  readonly totals: RunTotals;
  /** How each model did. */
  readonly calls: readonly ModelTally[];
}

const name = z.string().min(1).max(64).transform(accountId);
const checkInput = z.object({ accounts: z.array(name), askSpamBot: z.boolean() });
const oneAccount = z.object({ account: name });

/** What the running program answers about the health of its accounts: it has the connections, so it does the asking. */
export function healthHandlers({
  health,
  database,
  clock,
  pid,
  modelFacts,
  now,
  condition,
  tally,
}: HealthHandlerParts): ControlHandlers {
  return {
    status: async (): Promise<RunningStatus> => ({
      pid,
      store: database.health.state,
      accounts: health.accounts(),
      models: modelFacts.list(),
      version,
      now: now(),
      condition: condition(),
      totals: tally.totals(),
      calls: tally.byModel(),
    }),
    'ban-check': async (input) => {
      const { accounts, askSpamBot } = checkInput.parse(input);
      return Promise.all(
        accounts.map(async (account): Promise<CheckedAccount> => {
          const check = await health.check(account, { askSpamBot });
          return check
            ? { account, check }
            : { account, check: null, reason: 'not-in-this-run', problem: null };
        }),
      );
    },
    'accept-sessions': async (input) => {
      const { account } = oneAccount.parse(input);
      return database.write((transaction) => acceptSessions(transaction, account, clock.now()));
    },
    'limit-over': async (input) => {
      const { account } = oneAccount.parse(input);
      return health.limitOver(account);
    },
  };
}
