import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, TurnId } from '../../core/ids.js';

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

/** What the author says about a check that turned a draft down. */
export interface GateMarkTable {
  conversation_id: ConversationId;
  turn_id: TurnId;
  /** Which draft of the turn, from 1. */
  draft: number;
  check_name: string;
  /** `wrong`: there was nothing in it that the check should have minded. */
  verdict: 'right' | 'wrong';
  marked_at: Milliseconds;
}
