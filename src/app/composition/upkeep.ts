import type { Channel } from '../../channel/contract.js';
import { MessageTimers } from '../../conversation/incoming/message-timers.js';
import { PastNumbers, type PastNumbersReport } from '../../conversation/incoming/past-numbers.js';
import { Retention, type RetentionParts } from '../../conversation/incoming/retention.js';
import type { Clock } from '../../core/clock.js';
import type { AccountId } from '../../core/ids.js';
import type { Database } from '../../store/engine/database.js';

export interface UpkeepParts {
  readonly database: Database;
  readonly clock: Clock;
  /** How long things are kept; for ever when left out. */
  readonly retention: Pick<RetentionParts, 'days' | 'file'> | undefined;
  readonly channel: (account: AccountId) => Channel | null;
  readonly report: PastNumbersReport;
  readonly failed: (what: string, cause: unknown) => void;
}

/** What keeps the stored messages as they ought to be, whoever writes: what runs out goes, what was imported is found. */
export class Upkeep {
  private readonly timers: MessageTimers;
  private readonly retention: Retention | null;
  private readonly pastNumbers: PastNumbers;

  constructor({ database, clock, retention, channel, report, failed }: UpkeepParts) {
    const shared = (what: string) => ({
      database,
      clock,
      onError: (cause: unknown) => failed(what, cause),
    });
    this.timers = new MessageTimers(shared('timers'));
    this.retention = retention === undefined ? null : new Retention({ ...retention, ...shared('retention') });
    this.pastNumbers = new PastNumbers({ ...shared('past-numbers'), channel, report });
  }

  start(): void {
    this.timers.start();
    this.retention?.start();
  }

  online(account: AccountId): void {
    this.pastNumbers.wake(account);
  }

  async stop(): Promise<void> {
    this.timers.stop();
    await this.pastNumbers.stop();
    await this.retention?.stop();
  }
}
