import { sql, type SelectQueryBuilder } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { CharacterId, ConversationId, TurnId } from '../../core/ids.js';
import type { CheckNote, TurnedDown } from '../../core/turn.js';
import type { Reader } from '../engine/database.js';
import type { Schema, TurnOutcome } from '../schema.js';
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

/** What is looked at: everything since then, or of it one character's. */
export interface JudgedScope {
  readonly since: Milliseconds;
  readonly character?: CharacterId;
}

/** Characters that somebody has talked with. */
export async function readCharactersTalkedWith(read: Reader): Promise<readonly CharacterId[]> {
  const rows = await read.selectFrom('conversation').select('character_id').distinct().execute();
  return rows.map((row) => row.character_id);
}

/** The newest `most` judged turns, the oldest of them first; without the prompts and the answers themselves. */
export async function readJudgedTurns(
  read: Reader,
  scope: JudgedScope,
  most: number,
): Promise<readonly JudgedTurn[]> {
  const turnedDown = sql<string | null>`json_extract(answer, '$.turnedDown')`;
  const rows = await ofCharacter(read.selectFrom('turn'), scope)
    .select(['turn_id', 'conversation_id', 'cause', 'outcome', 'reason', 'started_at', 'checks'])
    .select(turnedDown.as('turned_down'))
    .where('started_at', '>=', scope.since)
    .where((where) => where.or([where('checks', '!=', '[]'), where(turnedDown, 'is not', null)]))
    .orderBy('started_at', 'desc')
    .limit(most)
    .execute();
  return rows.reverse().map((row) => ({
    turn: row.turn_id,
    conversation: row.conversation_id,
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
  scope: JudgedScope,
): Promise<Readonly<Record<'yes' | 'no' | 'unanswered', number>>> {
  const saidYes = sql<string | null>`json_extract(details, '$.opinion')`;
  const rows = await ofCharacter(read.selectFrom('plan_decision'), scope)
    .select(['reason', ({ fn }) => fn.countAll<number>().as('count')])
    .where('at', '>=', scope.since)
    .where((where) =>
      where.or([
        where('reason', 'in', ['second-opinion', 'second-opinion-missing']),
        where(saidYes, '=', 'yes'),
      ]),
    )
    .groupBy('reason')
    .execute();
  const opinions = { yes: 0, no: 0, unanswered: 0 };
  for (const { reason, count } of rows) {
    if (reason === 'second-opinion') opinions.no += count;
    else if (reason === 'second-opinion-missing') opinions.unanswered += count;
    else opinions.yes += count;
  }
  return opinions;
}

/** What the author has said so far about what was turned down. */
export async function readGateMarks(read: Reader, scope: JudgedScope): Promise<readonly GateMark[]> {
  return ofCharacter(read.selectFrom('gate_mark'), scope)
    .select(['turn_id as turn', 'draft', 'check_name as check', 'verdict'])
    .where('marked_at', '>=', scope.since)
    .execute();
}

type OfTalks = 'turn' | 'plan_decision' | 'gate_mark';

/** Those of one character, where one is meant. */
function ofCharacter<Table extends OfTalks>(
  query: SelectQueryBuilder<Schema, Table, object>,
  { character }: JudgedScope,
): SelectQueryBuilder<Schema, Table, object> {
  if (character === undefined) return query;
  return query.where(
    sql<boolean>`conversation_id in (select conversation_id from conversation where character_id = ${character})`,
  );
}
