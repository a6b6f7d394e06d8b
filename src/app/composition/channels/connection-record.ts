import type { ConnectionState } from '../../../channel/contract.js';
import type { Clock } from '../../../core/clock.js';
import type { AccountId } from '../../../core/ids.js';
import { saveConnection } from '../../../store/account/account-store.js';
import type { Database } from '../../../store/engine/database.js';

/** Keeps each account's connection state in the store, for listings and for the next start. */
export class ConnectionRecord {
  /** States that could not be stored. */
  private readonly unsaved = new Map<AccountId, ConnectionState>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async save(account: AccountId, state: ConnectionState): Promise<void> {
    const reason = reasonOf(state);
    const at = this.clock.now();
    this.unsaved.set(account, state);
    await this.database.write(
      (transaction) => saveConnection(transaction, account, state.state, reason, at),
      'ordered',
    );
    if (this.unsaved.get(account) === state) this.unsaved.delete(account);
  }

  /** The store takes writes again. */
  async saveAgain(): Promise<void> {
    await Promise.all([...this.unsaved].map(([account, state]) => this.save(account, state)));
  }
}

function reasonOf(state: ConnectionState): string | null {
  switch (state.state) {
    case 'offline':
      return state.reason;
    case 'lost':
      return state.failure.code;
    case 'online':
      return state.serverAhead === undefined ? null : clockWords(state.serverAhead);
    case 'connecting':
    case 'closed':
      return null;
  }
}

/** `MACHINE_CLOCK_BEHIND_BY_3_DAYS`: told where the connection is shown. */
function clockWords(ahead: number): string {
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  const far =
    minutes < 120
      ? `${minutes}_MINUTES`
      : minutes < 2_880
        ? `${Math.round(minutes / 60)}_HOURS`
        : `${Math.round(minutes / 1_440)}_DAYS`;
  return `MACHINE_CLOCK_${ahead > 0 ? 'BEHIND' : 'AHEAD'}_BY_${far}`;
}
