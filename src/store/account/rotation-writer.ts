import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, CharacterId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import { openStates } from '../turn/open-states.js';
import { savePoolMember } from './pool-store.js';

export interface RotationOrder {
  readonly character: CharacterId;
  readonly from: AccountId;
  readonly to: AccountId;
  readonly cause: 'automatic' | 'operator';
  /** The state in which the account was lost, or the operator's word for it. */
  readonly reason: string;
  /** `out` for an account that is lost; one that is well stands by for the other. */
  readonly fromBecomes: 'out' | 'standby';
}

export interface RotationOutcome {
  readonly conversations: number;
  /** Bubbles that were certainly not sent, and those nobody knows about. Neither is ever sent from another account. */
  readonly held: number;
  readonly inDoubt: number;
}

/**
 * Make one account the home of another one's conversations. What the lost account had still to send is held; messages
 * whose answers certainly did not reach the person wait again, so that the new home answers them when it may.
 * Rows only: whoever runs the accounts must have stopped sending from the old one.
 */
export async function rotate(
  transaction: Transaction,
  order: RotationOrder,
  now: Milliseconds,
): Promise<RotationOutcome> {
  const { db } = transaction;
  const { from, to, character, reason } = order;
  await waitAgain(transaction, from);
  const held = await db
    .updateTable('outbox')
    .set({ state: 'held', reason: 'account-lost', settled_at: now })
    .where('account_id', '=', from)
    .where('state', 'in', openStates)
    .where('state', '=', 'queued')
    .executeTakeFirst();
  const inDoubt = await db
    .updateTable('outbox')
    .set({ state: 'held', reason: 'in-doubt', settled_at: now })
    .where('account_id', '=', from)
    .where('state', 'in', openStates)
    .executeTakeFirst();
  await db
    .updateTable('introduction')
    .set({ state: 'cancelled', reason: 'home-moved', settled_at: now })
    .where('to_account_id', '=', from)
    .where('state', 'in', ['planned', 'committed'])
    .execute();
  const moved = await db
    .updateTable('conversation')
    // A turn that was made for the old home is refused when it commits.
    .set((eb) => ({ home_account_id: to, revision: eb('revision', '+', 1) }))
    .where('home_account_id', '=', from)
    .where('character_id', '=', character)
    .executeTakeFirst();
  await savePoolMember(transaction, {
    account: from,
    character,
    standing: order.fromBecomes,
    reason,
    since: now,
  });
  await savePoolMember(transaction, { account: to, character, standing: 'serving', reason, since: now });
  const outcome = {
    conversations: Number(moved.numUpdatedRows),
    held: Number(held.numUpdatedRows),
    inDoubt: Number(inDoubt.numUpdatedRows),
  };
  await db
    .insertInto('rotation')
    .values({
      character_id: character,
      from_account_id: from,
      to_account_id: to,
      cause: order.cause,
      reason,
      conversations: outcome.conversations,
      held: outcome.held,
      in_doubt: outcome.inDoubt,
      at: now,
    })
    .execute();
  return outcome;
}

/** Messages that were covered only by turns of which nothing can have reached the person. */
async function waitAgain({ db }: Transaction, from: AccountId): Promise<void> {
  const turns = await db
    .selectFrom('outbox')
    .select(['outbox.turn_id', 'outbox.conversation_id'])
    .distinct()
    .where('outbox.account_id', '=', from)
    .where('outbox.state', 'in', openStates)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('outbox as other')
            .select('other.outbox_id')
            .whereRef('other.turn_id', '=', 'outbox.turn_id')
            .where('other.state', '!=', 'queued'),
        ),
      ),
    )
    .execute();
  for (const turn of turns) {
    await db
      .updateTable('message')
      .set({ turn_id: null })
      .where('conversation_id', '=', turn.conversation_id)
      .where('direction', '=', 'incoming')
      .where('turn_id', '=', turn.turn_id)
      .execute();
  }
}
