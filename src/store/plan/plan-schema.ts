import type { Generated } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, TurnId } from '../../core/ids.js';

export interface PlanSchema {
  plan: PlanTable;
  plan_decision: PlanDecisionTable;
  proactive_wish: ProactiveWishTable;
  proactive_hold: ProactiveHoldTable;
}

/** `planned` until it is said, ends, or is woven into a reply. */
export type PlanState = 'planned' | 'sent' | 'ended' | 'folded';

export interface PlanTable {
  plan_row: Generated<number>;
  conversation_id: ConversationId;
  /** See proactive/plan-kinds.ts. */
  kind: string;
  /** Makes the same plan once, however often it is thought of. */
  plan_key: string;
  /** What it is about: `memory:12`, `message:345`, `thread:6`, `about:0` (a line of the character's file). */
  source: string;
  due_at: Milliseconds;
  /** When it is looked at next. */
  look_at: Milliseconds;
  /** How often the moment was not quite right. */
  looks: Generated<number>;
  state: PlanState;
  reason: string | null;
  /** An ended one may be woven into a reply until then. */
  folds_until: Milliseconds | null;
  turn_id: TurnId | null;
  created_at: Milliseconds;
  settled_at: Milliseconds | null;
}

export type PlanVerdict = 'sent' | 'withheld' | 'waits' | 'folded';

export interface PlanDecisionTable {
  decision_row: Generated<number>;
  conversation_id: ConversationId;
  plan_row: number;
  kind: string;
  source: string;
  verdict: PlanVerdict;
  reason: string;
  /** JSON: what the decision rested on, as codes and figures. */
  details: string;
  until: Milliseconds | null;
  turn_id: TurnId | null;
  at: Milliseconds;
}

/** What a person, or the operator for them, wants of being written to first. */
export interface ProactiveWishTable {
  conversation_id: ConversationId;
  /** JSON, see proactive/wish.ts. */
  wish: string;
  updated_at: Milliseconds;
}

/** The operator wants nobody written to first until then; at most one row. */
export interface ProactiveHoldTable {
  only: 1;
  until: Milliseconds;
}
