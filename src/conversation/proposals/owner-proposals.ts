import type { OwnerDesk } from '../../channel/contract.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { ApprovalEvent } from '../../core/event.js';
import type { IdSource } from '../../core/id-source.js';
import type { AccountId, ConversationId } from '../../core/ids.js';
import { fixedText } from '../../quality/egress/outgoing.js';
import type { Database, Transaction } from '../../store/engine/database.js';
import { readChatNames } from '../../store/chats/chat-reader.js';
import {
  countShown,
  decideProposal,
  markShown,
  overtakeProposals,
  readUnshown,
  type Proposal,
} from '../../store/turn/proposal-store.js';
import { openWords, labels, howToEdit, settledWords } from './proposal-words.js';

export interface OwnerProposalsParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** The owner's own chat; null where there is none, or while it cannot be reached. */
  readonly desk: (account: AccountId) => OwnerDesk | null;
  readonly wakeOutbox: (conversation: ConversationId) => void;
  readonly failed: (cause: unknown) => void;
}

/** More than that in an hour and an owner stops reading them; the chats themselves show who waits. */
const mostAnHour = 30;
const hourMs: Milliseconds = 3_600_000;

const verdicts = { approve: 'approved', edit: 'edited', skip: 'skipped' } as const;

/**
 * Words that are said in somebody's name only after they said yes: put into the owner's own chat, with a tap for each way
 * to decide. What is there follows what is stored, also after a restart: shown once, and again once it is decided.
 */
export class OwnerProposals {
  private readonly showing = new Map<AccountId, Promise<void>>();

  constructor(private readonly parts: OwnerProposalsParts) {}

  /** Have the owner's chat show what is stored. Called whenever that may have changed, and when the account is back. */
  show(account: AccountId): void {
    const before = this.showing.get(account) ?? Promise.resolve();
    const next = before.then(() => this.showAll(account)).catch((cause: unknown) => this.parts.failed(cause));
    this.showing.set(account, next);
  }

  /** In the transaction that stores the owner's word: what they said yes to is queued with it. */
  async decide(transaction: Transaction, account: AccountId, event: ApprovalEvent): Promise<void> {
    const { ids, clock, wakeOutbox } = this.parts;
    const state = verdicts[event.verdict];
    const words = event.verdict === 'edit' ? (event.text ?? '').trim() : null;
    if (words !== '') {
      const said = words === null ? null : fixedText(words);
      const conversation = await decideProposal(
        transaction,
        account,
        { key: event.key, state },
        said,
        ids,
        clock.now(),
      );
      if (conversation !== null) transaction.afterCommit(() => wakeOutbox(conversation));
    }
    transaction.afterCommit(() => this.show(account));
  }

  /** The owner wrote there by hand. */
  async overtaken(transaction: Transaction, account: AccountId, conversation: ConversationId): Promise<void> {
    await overtakeProposals(transaction, conversation);
    transaction.afterCommit(() => this.show(account));
  }

  private async showAll(account: AccountId): Promise<void> {
    const { database, desk } = this.parts;
    const place = desk(account);
    if (place === null) return;
    for (const proposal of await readUnshown(database.read, account)) {
      const shown =
        proposal.message === null ? await this.offer(place, proposal) : await this.settle(place, proposal);
      if (shown === 'later') return;
      const { key, state } = proposal;
      await database.write(
        (transaction) => markShown(transaction, key, { state, message: shown }),
        'ordered',
      );
    }
  }

  private async offer(place: OwnerDesk, proposal: Proposal): Promise<Proposal['message'] | 'later'> {
    const { database, clock } = this.parts;
    // Overtaken before it was ever shown.
    if (proposal.state !== 'open') return null;
    const since = clock.now() - hourMs;
    if ((await countShown(database.read, proposal.account, since)) >= mostAnHour) return null;
    const [chat] = await readChatNames(database.read, [proposal.conversation]);
    const who = chat?.name ?? chat?.username ?? proposal.peer;
    const offered = await place.offer({
      key: proposal.key,
      text: openWords(who, textOf(proposal)),
      labels,
      howToEdit,
    });
    if (offered.ok) return offered.value;
    return offered.failure.kind === 'rejected' ? null : 'later';
  }

  private async settle(place: OwnerDesk, proposal: Proposal): Promise<Proposal['message'] | 'later'> {
    if (proposal.message === null) return null;
    const settled = await place.settle(proposal.message, settledWords(proposal.state, textOf(proposal)));
    // A message that is gone needs no other words.
    return settled.ok || settled.failure.kind === 'rejected' ? proposal.message : 'later';
  }
}

function textOf({ bubbles }: Proposal): string {
  return bubbles.map(({ text }) => text).join('\n\n');
}
