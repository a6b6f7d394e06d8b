import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type {
  AccountId,
  ConversationId,
  OutboxId,
  PeerId,
  RemoteMessageId,
  SendId,
  TurnId,
} from '../../core/ids.js';
import type { OutgoingText } from '../../core/outgoing-text.js';
import type { Reader, Transaction } from '../engine/database.js';
import { insertBubbles } from './bubble-rows.js';
import type { NewBubble } from './new-bubble.js';
import type { ProposalState } from './proposal-schema.js';

/** What of a bubble is kept until the owner of the account decides: ids and moments are given then. */
export type ProposedBubble = Pick<NewBubble, 'text' | 'entities' | 'discloses' | 'purpose'>;

export interface Proposal {
  readonly key: string;
  readonly conversation: ConversationId;
  readonly account: AccountId;
  readonly peer: PeerId;
  readonly turn: TurnId;
  readonly bubbles: readonly ProposedBubble[];
  readonly state: ProposalState;
  /** The message in the owner's chat that shows it. */
  readonly message: RemoteMessageId | null;
}

/** Put words aside until they are decided about. What was put aside before in this conversation is overtaken. */
export async function addProposal(
  transaction: Transaction,
  proposal: Omit<Proposal, 'state' | 'message'>,
  now: Milliseconds,
): Promise<void> {
  await overtakeProposals(transaction, proposal.conversation);
  await transaction.db
    .insertInto('proposal')
    .values({
      proposal_key: proposal.key,
      conversation_id: proposal.conversation,
      account_id: proposal.account,
      peer_id: proposal.peer,
      turn_id: proposal.turn,
      bubbles: JSON.stringify(proposal.bubbles.map(wordsOf)),
      state: 'open',
      message_id: null,
      shown: null,
      made_at: now,
    })
    .execute();
}

/** Ids and moments are given once it is decided. */
function wordsOf({ text, entities, discloses, purpose }: ProposedBubble): ProposedBubble {
  return {
    text,
    discloses,
    ...(entities === undefined ? {} : { entities }),
    ...(purpose === undefined ? {} : { purpose }),
  };
}

/** The talk went on without what was put aside. */
export async function overtakeProposals({ db }: Transaction, conversation: ConversationId): Promise<void> {
  await db
    .updateTable('proposal')
    .set({ state: 'overtaken' })
    .where('conversation_id', '=', conversation)
    .where(sql<boolean>`state = 'open'`)
    .execute();
}

/** What an account's owner does not see yet as it stands: what is new, and what was decided. */
export async function readUnshown(read: Reader, account: AccountId): Promise<readonly Proposal[]> {
  const rows = await read
    .selectFrom('proposal')
    .selectAll()
    .where('account_id', '=', account)
    .where(sql<boolean>`shown is not state`)
    .orderBy('made_at')
    .execute();
  return rows.map((row) => ({
    key: row.proposal_key,
    conversation: row.conversation_id,
    account: row.account_id,
    peer: row.peer_id,
    turn: row.turn_id,
    bubbles: JSON.parse(row.bubbles) as ProposedBubble[],
    state: row.state,
    message: row.message_id,
  }));
}

export async function markShown(
  { db }: Transaction,
  key: string,
  { state, message }: Pick<Proposal, 'state' | 'message'>,
): Promise<void> {
  await db
    .updateTable('proposal')
    .set({ shown: state, message_id: message })
    .where('proposal_key', '=', key)
    .execute();
}

/** How many were shown to an account's owner since then. */
export async function countShown(read: Reader, account: AccountId, since: Milliseconds): Promise<number> {
  const { n } = await read
    .selectFrom('proposal')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('account_id', '=', account)
    .where('message_id', 'is not', null)
    .where('made_at', '>', since)
    .executeTakeFirstOrThrow();
  return n;
}

/**
 * The owner said yes, no, or other words: what is to be said is queued as what the proposing turn said. Null where it is
 * decided already, is another account's, or the chat has another home by now.
 */
export async function decideProposal(
  transaction: Transaction,
  account: AccountId,
  verdict: { readonly key: string; readonly state: 'approved' | 'edited' | 'skipped' },
  words: OutgoingText | null,
  ids: { outbox(): OutboxId; send(): SendId },
  now: Milliseconds,
): Promise<ConversationId | null> {
  const { db } = transaction;
  const row = await db
    .selectFrom('proposal')
    .innerJoin('conversation', 'conversation.conversation_id', 'proposal.conversation_id')
    .select(['proposal.conversation_id', 'proposal.peer_id', 'turn_id', 'bubbles', 'state'])
    .select(['home_account_id', 'home_peer_id'])
    .where('proposal_key', '=', verdict.key)
    .where('account_id', '=', account)
    .executeTakeFirst();
  if (row?.state !== 'open') return null;
  const isHome = row.home_account_id === account && row.home_peer_id === row.peer_id;
  await db
    .updateTable('proposal')
    .set({ state: isHome ? verdict.state : 'overtaken' })
    .where('proposal_key', '=', verdict.key)
    .execute();
  if (!isHome || verdict.state === 'skipped') return null;
  const kept = JSON.parse(row.bubbles) as ProposedBubble[];
  const said = words === null ? kept : inOtherWords(kept, words);
  await insertBubbles(
    transaction,
    { turn: row.turn_id, conversation: row.conversation_id },
    said.map((bubble) => ({
      ...bubble,
      outbox: ids.outbox(),
      sendId: ids.send(),
      replyTo: null,
      notBefore: now,
      expiresAt: null,
    })),
    { account, peer: row.peer_id, from: 0, now },
  );
  await db
    .updateTable('turn')
    .set({ outcome: 'spoke', reason: verdict.state })
    .where('turn_id', '=', row.turn_id)
    .execute();
  return row.conversation_id;
}

/** Other words for all of it; what the person has to be told first stays in front. */
function inOtherWords(kept: readonly ProposedBubble[], words: OutgoingText): readonly ProposedBubble[] {
  const opening = kept.find(({ discloses }) => discloses !== null);
  return [...(opening === undefined ? [] : [opening]), { text: words, discloses: null }];
}
