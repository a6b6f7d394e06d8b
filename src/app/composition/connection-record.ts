import type { ConnectionState } from '../../channel/contract.js';
import type { Clock } from '../../core/clock.js';
import type { AccountId } from '../../core/ids.js';
import { saveConnection } from '../../store/account/account-store.js';
import type { Database } from '../../store/engine/database.js';

/** Keeps each account's connection state in the store, for listings and for the next start. */
export class ConnectionRecord {
  /** States that could not be stored. */
  private readonly unsaved = new Map<AccountId, ConnectionState>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async save(account: AccountId, state: ConnectionState): Promise<void> {
    const reason =
      state.state === 'offline' ? state.reason : state.state === 'lost' ? state.failure.code : null;
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
