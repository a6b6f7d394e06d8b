import type { Character } from '../../character/character.js';
import type { Impulse } from '../../context/layers/impulse.js';
import type { Milliseconds } from '../../core/clock.js';
import { readFoldable } from '../../store/plan/plan-reader.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { readSource } from './plan-source.js';
import type { PlanningNeeds } from './planning-needs.js';

/** Something it had meant to write and did not, to be said in passing with this reply; null where there is nothing. */
export async function findImpulse(
  { database, settings }: PlanningNeeds,
  { state, foldsUntil }: LoadedTurn,
  character: Character,
  now: Milliseconds,
): Promise<{ readonly impulse: Impulse; readonly plan: number } | null> {
  if (settings.proactive?.isOn !== true || (foldsUntil ?? 0) <= now) return null;
  const plan = await readFoldable(database.read, state.conversation, now);
  if (!plan) return null;
  const about = await readSource(database.read, character, state.conversation, plan.source);
  if (about === null) return null;
  const reason = `folds plan ${plan.plan}`;
  return { impulse: { when: 'in-passing', kind: plan.kind, about, reason }, plan: plan.plan };
}
