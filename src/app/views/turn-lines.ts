import type { ConversationId } from '../../core/ids.js';
import { readChatNames } from '../../store/chats/chat-reader.js';
import type { Reader } from '../../store/engine/database.js';
import type { TurnOutcome } from '../../store/schema.js';
import { readRecentTurns, type RecentTurns } from '../../store/turn/turn-reader.js';

/** A turn in a list, with the name of whom it was for. */
export interface TurnLine {
  readonly turn: string;
  readonly conversation: ConversationId;
  readonly name: string | null;
  readonly cause: string;
  readonly outcome: TurnOutcome;
  readonly reason: string | null;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly tookMs: number;
}

/** The latest turns that are meant, newest first. */
export async function readTurnLines(read: Reader, wanted: RecentTurns): Promise<readonly TurnLine[]> {
  const turns = await readRecentTurns(read, wanted);
  const named = new Set(turns.map((turn) => turn.conversation_id));
  const chats = turns.length === 0 ? [] : await readChatNames(read, [...named]);
  const names = new Map(chats.map((chat) => [chat.conversation, chat.name]));
  return turns.map((turn) => ({
    turn: turn.turn_id,
    conversation: turn.conversation_id,
    name: names.get(turn.conversation_id) ?? null,
    cause: turn.cause,
    outcome: turn.outcome,
    reason: turn.reason,
    startedAt: turn.started_at,
    tookMs: turn.finished_at - turn.started_at,
  }));
}
