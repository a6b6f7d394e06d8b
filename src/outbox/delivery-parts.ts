import type { Chance } from '../core/chance.js';
import type { Clock, Milliseconds } from '../core/clock.js';
import type { IdSource } from '../core/id-source.js';
import type { Forms } from './forms.js';
import type { AccountId } from '../core/ids.js';
import type { ClaimedBubble } from '../store/outbox/claimed-bubble.js';
import type { Database } from '../store/engine/database.js';
import type { SendingAccounts } from './sending-accounts.js';

export interface DeliveryReport {
  sent(bubble: ClaimedBubble, tookMs: Milliseconds): void;
  notSent(bubble: ClaimedBubble, action: string, code: string): void;
  /** The account may not write first any more: so many introductions will not be made. */
  introductionsStopped(account: AccountId, count: number, reason: string): void;
}

export interface DeliveryParts {
  readonly database: Database;
  readonly accounts: SendingAccounts;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly report: DeliveryReport;
  /** Makes what goes out in another form than words; everything goes as words where left out. */
  readonly forms?: Forms | null;
  /** Ids for words that go in place of another form. */
  readonly ids: Pick<IdSource, 'send'>;
}
