import type { Clock } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Database } from '../../store/engine/database.js';
import { recordDecision, settlePlan } from '../../store/plan/plan-store.js';

/** After a reply: what it was given to say in passing is not offered again, whether it took it up or not. */
export async function settleFolded(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  conversation: ConversationId,
  plan: number,
): Promise<void> {
  const now = clock.now();
  await database.write(async (transaction) => {
    const settled = { from: 'ended', to: 'folded', reason: 'folded' } as const;
    if (!(await settlePlan(transaction, plan, settled, now))) return;
    const row = await transaction.db
      .selectFrom('plan')
      .select(['kind', 'source'])
      .where('plan_row', '=', plan)
      .executeTakeFirstOrThrow();
    const decision = {
      conversation,
      plan,
      ...row,
      verdict: 'folded',
      reason: 'folded',
      details: {},
    } as const;
    await recordDecision(transaction, decision, now);
  }, 'ordered');
}
