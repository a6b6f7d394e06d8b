import type { AccountConfig, Config } from '../../config/config.js';
import type { Milliseconds } from '../../core/clock.js';
import { readSessions, type StoredSession } from '../../store/account/account-session-store.js';
import { readRotations, type RotationRow } from '../../store/account/account-view.js';
import {
  readHealthChanges,
  readSpamBotAnswer,
  type HealthChange,
  type StoredSpamBotAnswer,
} from '../../store/account/health-store.js';
import type { Reader } from '../../store/engine/database.js';
import { readAccountViews, type AccountView } from './account-views.js';
import type { Running } from './running.js';

/** Everything about one account, as `--json` prints it. Without phone number, secrets and what people wrote. */
export interface AccountDetails extends AccountView {
  readonly running: Running;
  /** How the session is called in the list of devices; null where there are none. */
  readonly device: string | null;
  readonly quiet: boolean;
  readonly proxy: { readonly type: string; readonly host: string; readonly port: number } | null;
  readonly sessions: readonly StoredSession[];
  readonly history: readonly HealthChange[];
  readonly spamBot: StoredSpamBotAnswer | null;
  readonly rotations: readonly RotationRow[];
}

const most = { changes: 20, rotations: 5 };

export async function readAccountDetails(
  config: Config,
  account: AccountConfig,
  running: Running,
  read: Reader | null,
  now: Milliseconds,
): Promise<AccountDetails> {
  const [view] = await readAccountViews(config, [account], read, now);
  if (!view) throw new Error('a configured account has no view');
  return {
    ...view,
    running,
    device: account.channel === 'telegram-user' ? account.device : null,
    quiet: account.channel === 'telegram-user' && account.quiet,
    proxy: proxyPlace(account),
    sessions: read ? await readSessions(read, account.id) : [],
    history: read ? await readHealthChanges(read, account.id, most.changes) : [],
    spamBot: read ? await readSpamBotAnswer(read, account.id) : null,
    rotations: read ? await readRotations(read, account.id, most.rotations) : [],
  };
}

function proxyPlace(account: AccountConfig): AccountDetails['proxy'] {
  const proxy = account.channel === 'telegram-user' ? account.proxy : undefined;
  return proxy ? { type: proxy.type, host: proxy.host, port: proxy.port } : null;
}
