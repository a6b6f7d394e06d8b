import type { Milliseconds } from '../core/clock.js';
import type { AccountId } from '../core/ids.js';
import type { Database } from '../store/engine/database.js';
import { readHealth, saveHealth, type HealthChange } from '../store/account/health-store.js';
import { toHealthState, type AccountHealth } from './health-state.js';

interface Unsaved {
  health: AccountHealth;
  readonly changes: HealthChange[];
}

/**
 * What was judged, on its way to the store. A judgement never waits for the disk; one that could not be stored is
 * stored with the next.
 */
export class HealthRecord {
  private readonly unsaved = new Map<AccountId, Unsaved>();
  private writing: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    private readonly onBroken: (cause: unknown) => void,
  ) {}

  async restore(): Promise<ReadonlyMap<AccountId, AccountHealth>> {
    const restored = new Map<AccountId, AccountHealth>();
    for (const [account, row] of await readHealth(this.database.read)) {
      const state = toHealthState(row.state);
      if (state !== null) restored.set(account, { ...row, state });
    }
    return restored;
  }

  /** @param was the state before, null for the first judgement ever */
  note(
    account: AccountId,
    was: AccountHealth['state'] | null,
    health: AccountHealth,
    at: Milliseconds,
  ): void {
    const waiting = this.unsaved.get(account) ?? { health, changes: [] };
    waiting.health = health;
    if (was !== health.state) {
      waiting.changes.push({ was, became: health.state, evidence: health.evidence, at });
    }
    this.unsaved.set(account, waiting);
    this.flush();
  }

  /** Store what is not stored yet: also after the disk has recovered. */
  flush(): void {
    if (this.writing || this.unsaved.size === 0 || !this.database.health.isWell) return;
    this.writing = this.write()
      .catch(this.onBroken)
      .finally(() => (this.writing = null));
  }

  /** Resolves when what was noted is stored, or cannot be. */
  async settled(): Promise<void> {
    while (this.writing) await this.writing;
  }

  private async write(): Promise<void> {
    while (this.unsaved.size > 0) {
      const batch = [...this.unsaved];
      this.unsaved.clear();
      try {
        await this.database.write(async (transaction) => {
          for (const [account, { health, changes }] of batch) {
            for (const change of changes.slice(0, -1)) await saveHealth(transaction, account, health, change);
            await saveHealth(transaction, account, health, changes.at(-1) ?? null);
          }
        }, 'ordered');
      } catch (cause) {
        for (const [account, { health, changes }] of batch) {
          const newer = this.unsaved.get(account);
          this.unsaved.set(account, {
            health: newer?.health ?? health,
            changes: [...changes, ...(newer?.changes ?? [])],
          });
        }
        throw cause;
      }
    }
  }
}
