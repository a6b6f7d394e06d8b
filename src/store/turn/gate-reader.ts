import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { CharacterId, ConversationId, TurnId } from '../../core/ids.js';
import type { CheckNote, TurnedDown } from '../../core/turn.js';
import type { Reader } from '../engine/database.js';
import type { TurnOutcome } from '../schema.js';
import { readRecordedChecks } from './recorded-checks.js';

/** A turn of which the gate has judged a draft. */
export interface JudgedTurn {
  readonly turn: TurnId;
  readonly conversation: ConversationId;
  readonly isOpener: boolean;
  readonly outcome: TurnOutcome;
  readonly reason: string | null;
  readonly startedAt: Milliseconds;
  readonly checks: readonly CheckNote[];
  readonly turnedDown: readonly TurnedDown[];
}

export interface GateMark {
  readonly turn: TurnId;
  readonly draft: number;
  readonly check: string;
  readonly verdict: 'right' | 'wrong';
}

/** All conversations, with whose they are. */
export async function readConversationsByCharacter(
  read: Reader,
): Promise<readonly { readonly conversation: ConversationId; readonly character: CharacterId }[]> {
  return read
    .selectFrom('conversation')
    .select(['conversation_id as conversation', 'character_id as character'])
    .orderBy('conversation_id')
    .execute();
}

/** The judged turns of a conversation since then, the oldest first; without the prompts and the answers themselves. */
export async function readJudgedTurns(
  read: Reader,
  conversation: ConversationId,
  since: Milliseconds,
): Promise<readonly JudgedTurn[]> {
  const rows = await read
    .selectFrom('turn')
    .select(['turn_id', 'cause', 'outcome', 'reason', 'started_at', 'checks'])
    .select(sql<string | null>`json_extract(answer, '$.turnedDown')`.as('turned_down'))
    .where('conversation_id', '=', conversation)
    .where('started_at', '>=', since)
    .orderBy('started_at')
    .execute();
  return rows
    .filter((row) => row.checks !== '[]' || row.turned_down !== null)
    .map((row) => ({
      turn: row.turn_id,
      conversation,
      isOpener: row.cause === 'proactive',
      outcome: row.outcome,
      reason: row.reason,
      startedAt: row.started_at,
      checks: readRecordedChecks(row.checks),
      turnedDown: row.turned_down === null ? [] : (JSON.parse(row.turned_down) as TurnedDown[]),
    }));
}

/** Whether an opener should be sent at all was asked of another model: what it said, how often. */
export async function countOpenerOpinions(
  read: Reader,
  conversation: ConversationId,
  since: Milliseconds,
): Promise<Readonly<Record<'yes' | 'no' | 'unanswered', number>>> {
  const rows = await read
    .selectFrom('plan_decision')
    .select('reason')
    .where('conversation_id', '=', conversation)
    .where('at', '>=', since)
    .where((where) =>
      where.or([
        where('reason', 'in', ['second-opinion', 'second-opinion-missing']),
        where(sql<string>`json_extract(details, '$.opinion')`, '=', 'yes'),
      ]),
    )
    .execute();
  const count = (isMeant: (reason: string) => boolean): number =>
    rows.filter(({ reason }) => isMeant(reason)).length;
  const no = count((reason) => reason === 'second-opinion');
  const unanswered = count((reason) => reason === 'second-opinion-missing');
  return { yes: rows.length - no - unanswered, no, unanswered };
}

/** What the author has said so far about what was turned down in a conversation. */
export async function readGateMarks(
  read: Reader,
  conversation: ConversationId,
): Promise<readonly GateMark[]> {
  return read
    .selectFrom('gate_mark')
    .select(['turn_id as turn', 'draft', 'check_name as check', 'verdict'])
    .where('conversation_id', '=', conversation)
    .execute();
}
