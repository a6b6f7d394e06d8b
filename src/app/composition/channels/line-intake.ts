import type { Line, LineDelivery } from '../../../channel/line.js';
import type { Inbox } from '../../../conversation/incoming/inbox.js';
import type { UrgentWithoutStore } from '../../../conversation/incoming/urgent-without-store.js';
import { accountId, type AccountId } from '../../../core/ids.js';
import { saveLineCursor } from '../../../store/account/line-store.js';
import type { Database } from '../../../store/engine/database.js';

/** A line is leased like an account, under a name that no account has. */
export function leaseOf({ key }: Pick<Line, 'key'>): AccountId {
  return accountId(`line ${key}`);
}

/** Takes in what comes over lines, whosever it is, with the line's place: all of a delivery in one commit, or none. */
export class LineIntake {
  private readonly inboxes = new Map<AccountId, Inbox>();

  constructor(
    private readonly database: Database,
    private readonly urgent: Pick<UrgentWithoutStore, 'guarded'>,
  ) {}

  add(account: AccountId, inbox: Inbox): void {
    this.inboxes.set(account, inbox);
  }

  start(line: Line): void {
    line.start((delivery) => this.accept(line, delivery));
  }

  private accept(line: Line, { batches, cursor }: LineDelivery): Promise<void> {
    return this.urgent.guarded(batches, () =>
      this.database.write(async (transaction) => {
        for (const { account, batch } of batches) await this.inboxes.get(account)?.store(transaction, batch);
        if (cursor !== undefined) await saveLineCursor(transaction, line.key, cursor);
      }, 'ordered'),
    );
  }
}

/** Of these accounts the ones that are ours to use: whoever holds a line holds all that comes over it. */
export function heldAccounts<Account extends { readonly account: AccountId }>(
  accounts: readonly Account[],
  lines: readonly Line[],
  isHeld: (id: AccountId) => boolean,
): readonly Account[] {
  return accounts.filter(
    ({ account }) =>
      isHeld(account) && lines.every((line) => !line.accounts.includes(account) || isHeld(leaseOf(line))),
  );
}
