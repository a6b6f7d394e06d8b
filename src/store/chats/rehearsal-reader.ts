import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';

/** How far each question about a consent has come in a conversation. */
export async function readConsents(read: Reader, conversation: ConversationId): Promise<readonly string[]> {
  const rows = await read
    .selectFrom('consent')
    .select('state')
    .where('conversation_id', '=', conversation)
    .execute();
  return rows.map(({ state }) => state);
}

/** A message of either side as a rehearsal's transcript shows it. */
export interface RehearsedMessage {
  readonly at: Milliseconds;
  readonly author: 'person' | 'character' | 'operator';
  readonly text: string;
  /** What made the character write; null for the person's messages. */
  readonly cause: string | null;
  readonly turn: string | null;
}

/** The whole talk of one conversation with what made each message. */
export async function readRehearsedTalk(
  read: Reader,
  conversation: ConversationId,
): Promise<readonly RehearsedMessage[]> {
  const rows = await read
    .selectFrom('message')
    .leftJoin('turn', 'turn.turn_id', 'message.turn_id')
    .select([
      'message.sent_at',
      'message.author',
      'message.text',
      'message.direction',
      'turn.cause',
      'turn.turn_id',
    ])
    .where('message.conversation_id', '=', conversation)
    .orderBy('message.message_row')
    .execute();
  return rows.map((row) => ({
    at: row.sent_at,
    author: row.author,
    text: row.text,
    cause: row.direction === 'outgoing' ? row.cause : null,
    turn: row.direction === 'outgoing' ? row.turn_id : null,
  }));
}

/** What became of the wish to write first, each time it was thought about. */
export interface RehearsedDecision {
  readonly at: Milliseconds;
  readonly kind: string;
  readonly verdict: string;
  readonly reason: string;
  readonly source: string;
  readonly turn: string | null;
}

export async function readRehearsedDecisions(
  read: Reader,
  conversation: ConversationId,
): Promise<readonly RehearsedDecision[]> {
  return read
    .selectFrom('plan_decision')
    .select(['at', 'kind', 'verdict', 'reason', 'source', 'turn_id as turn'])
    .where('conversation_id', '=', conversation)
    .orderBy('decision_row')
    .execute();
}

/** How a relationship went: the difference each session made. */
export async function readRelationshipSteps(
  read: Reader,
  conversation: ConversationId,
): Promise<
  readonly {
    readonly at: Milliseconds;
    readonly closeness: number;
    readonly warmth: number;
    readonly tension: number;
    readonly stage: string;
  }[]
> {
  return read
    .selectFrom('relationship_change')
    .select(['at', 'closeness', 'warmth', 'tension', 'stage'])
    .where('conversation_id', '=', conversation)
    .orderBy('change_row')
    .execute();
}

/** Turns of a conversation with their layers, to see which memories were used; `layers` is JSON. */
export async function readRehearsedTurns(
  read: Reader,
  conversation: ConversationId,
): Promise<
  readonly {
    readonly at: Milliseconds;
    readonly cause: string;
    readonly outcome: string;
    readonly layers: string;
  }[]
> {
  return read
    .selectFrom('turn')
    .select(['finished_at as at', 'cause', 'outcome', 'layers'])
    .where('conversation_id', '=', conversation)
    .orderBy('finished_at')
    .execute();
}

/** What models took and cost for one conversation, day by day. */
export async function readRehearsedSpending(
  read: Reader,
  conversation: ConversationId,
): Promise<
  readonly {
    readonly day: string;
    readonly calls: number;
    readonly input: number;
    readonly output: number;
    readonly cacheRead: number;
    readonly cacheWrite: number;
    readonly microUsd: number;
  }[]
> {
  return read
    .selectFrom('spend')
    .select((spend) => [
      'day',
      spend.fn.sum<number>('calls').as('calls'),
      spend.fn.sum<number>('input').as('input'),
      spend.fn.sum<number>('output').as('output'),
      spend.fn.sum<number>('cache_read').as('cacheRead'),
      spend.fn.sum<number>('cache_write').as('cacheWrite'),
      spend.fn.sum<number>('micro_usd').as('microUsd'),
    ])
    .where('conversation_id', '=', conversation)
    .groupBy('day')
    .orderBy('day')
    .execute();
}
