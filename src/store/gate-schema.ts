import type { Milliseconds } from '../core/clock.js';
import type { TurnId } from '../core/ids.js';

/** What the quality gate keeps. */
export interface GateSchema {
  open_turn: OpenTurnTable;
  gate_mark: GateMarkTable;
}

/** A turn whose first bubbles are committed while its model still writes. Rows live for seconds. */
export interface OpenTurnTable {
  turn_id: TurnId;
  /** The conversation's revision at the first commit: more is added only while it stands. */
  revision: number;
}

/** What the author says about a draft that the gate turned down. */
export interface GateMarkTable {
  turn_id: TurnId;
  /** `wrong`: the draft was good and should have passed. */
  verdict: 'right' | 'wrong';
  marked_at: Milliseconds;
}
