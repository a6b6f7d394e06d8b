import type { Character } from '../../character/character.js';
import type { Impulse } from '../../context/layers/impulse.js';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import { readFoldable } from '../../store/plan/plan-reader.js';
import { recordDecision, settlePlan } from '../../store/plan/plan-store.js';
import { readLatestLayers } from '../../store/turn/turn-reader.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { readSource } from '../openers/opener-source.js';
import type { TurnContext } from '../turn/turn-context.js';

const folds = /^folds plan (\d+)$/u;

/** Something it had meant to write and did not, to be said in passing with this reply; null where there is nothing. */
export async function findImpulse(
  { database, settings }: TurnContext,
  { state }: LoadedTurn,
  character: Character,
  now: Milliseconds,
): Promise<Impulse | null> {
  if (settings.proactive?.isOn !== true) return null;
  const plan = await readFoldable(database.read, state.conversation, now);
  if (!plan) return null;
  const about = await readSource(database.read, character, state.conversation, plan.source);
  if (about === null) return null;
  return { when: 'in-passing', kind: plan.kind, about, reason: `folds plan ${plan.plan}` };
}

/** After a reply: what it was given to say in passing is not offered again, whether it took it up or not. */
export async function settleFolded(
  { database, clock }: TurnContext,
  conversation: ConversationId,
): Promise<void> {
  const layers = await readLatestLayers(database.read, conversation);
  const folded = layers.flatMap(({ layer, reason }) =>
    layer === 'impulse' ? (folds.exec(reason)?.[1] ?? []) : [],
  );
  const plan = Number(folded[0]);
  if (folded.length === 0) return;
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
