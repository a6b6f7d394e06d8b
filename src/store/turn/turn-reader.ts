import type { Milliseconds } from '../../core/clock.js';
import type { Decision, FixedWords } from '../../core/decision.js';
import {
  turnId,
  type AccountId,
  type ConversationId,
  type RemoteMessageId,
  type TurnId,
} from '../../core/ids.js';
import type { CheckNote, LayerNote, TurnTimings } from '../../core/turn.js';
import type { Reader } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import type { OutboxState, TurnOutcome } from '../schema.js';
import { readParts } from './recorded-words.js';
import type { RecordedAnswer, RecordedRequest } from './turn-writer.js';
import { readRecordedChecks } from './recorded-checks.js';

/** A bubble of a turn as the outbox has it. */
export interface BubbleView {
  readonly position: number;
  readonly text: string;
  readonly state: OutboxState;
  readonly attempts: number;
  readonly remoteId: RemoteMessageId | null;
  readonly reason: string | null;
  readonly settledAt: Milliseconds | null;
}

/** Everything kept about a turn, with shared prompt blocks put back in. */
export interface TurnView {
  readonly turn: TurnId;
  readonly conversation: ConversationId;
  readonly cause: string;
  readonly outcome: TurnOutcome;
  readonly reason: string | null;
  readonly startedAt: Milliseconds;
  readonly finishedAt: Milliseconds;
  readonly decision: Decision | FixedWords;
  readonly layers: readonly LayerNote[];
  readonly request: RequestView | null;
  readonly answer: RecordedAnswer | null;
  readonly checks: readonly CheckNote[];
  readonly timings: TurnTimings;
  /** The messages it covers, oldest first. */
  readonly covers: readonly { readonly remoteId: RemoteMessageId; readonly text: string }[];
  readonly bubbles: readonly BubbleView[];
}

/** As an earlier version wrote it: with the words themselves. */
type StoredRequest = Omit<RecordedRequest, 'messages'> & {
  readonly messages: readonly (RecordedRequest['messages'][number] | RequestView['messages'][number])[];
};

export interface RequestView extends Omit<RecordedRequest, 'system' | 'messages'> {
  readonly system: readonly { readonly text: string; readonly cache?: string }[];
  readonly messages: readonly { readonly role: string; readonly text: string; readonly cache?: string }[];
}

/** Turns whose id begins so, newest first: an operator types the start of an id. */
export async function findTurns(read: Reader, prefix: string, limit: number): Promise<readonly TurnId[]> {
  const rows = await read
    .selectFrom('turn')
    .select('turn_id')
    .where('turn_id', '>=', turnId(prefix))
    .where('turn_id', '<', turnId(`${prefix}\u{10ffff}`))
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.turn_id);
}

const latestDecisions = statement<{ conversation: ConversationId; count: number }>()(({ db, bind }) =>
  db
    .selectFrom('turn')
    .select('decision')
    .where('conversation_id', '=', bind('conversation'))
    .orderBy('started_at', 'desc')
    .limit(bind('count')),
);

/** What the latest turns of a conversation came to, the newest first: the kinds of their decisions. */
export async function readLatestDecisions(
  read: Reader,
  conversation: ConversationId,
  count: number,
): Promise<readonly (Decision | FixedWords)['kind'][]> {
  const rows = await read.rows(latestDecisions, { conversation, count });
  return rows.map((row) => (JSON.parse(row.decision) as Decision | FixedWords).kind);
}

const spokenOfOutage = statement<{ conversation: ConversationId; since: Milliseconds }>()(({ db, bind }) =>
  db
    .selectFrom('turn')
    .innerJoin('outbox', 'outbox.turn_id', 'turn.turn_id')
    .select('outbox.outbox_id')
    .where('turn.conversation_id', '=', bind('conversation'))
    .where('turn.started_at', '>=', bind('since'))
    .where('turn.outcome', '=', 'failed')
    .limit(1),
);

/** Whether something was said in this conversation, since that moment, by a turn that found no model. */
export async function hasSpokenOfOutage(
  read: Reader,
  conversation: ConversationId,
  since: Milliseconds,
): Promise<boolean> {
  return (await read.first(spokenOfOutage, { conversation, since })) !== undefined;
}

const spoken = statement<{ conversation: ConversationId; since: Milliseconds }>()(({ db, bind }) =>
  db
    .selectFrom('turn')
    .select('turn_id')
    .where('conversation_id', '=', bind('conversation'))
    .where('started_at', '>=', bind('since'))
    .where('outcome', '=', 'spoke')
    .limit(1),
);

/** Whether a turn that began then or later said something. */
export async function hasSpokenSince(
  read: Reader,
  conversation: ConversationId,
  since: Milliseconds,
): Promise<boolean> {
  return (await read.first(spoken, { conversation, since })) !== undefined;
}

const spokenCount = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .selectFrom('turn')
    .select((select) => select.fn.countAll<number>().as('turns'))
    .where('conversation_id', '=', bind('conversation'))
    .where('outcome', '=', 'spoke'),
);

/** How many turns of a conversation the character has spoken in. */
export async function countSpoken(read: Reader, conversation: ConversationId): Promise<number> {
  return (await read.first(spokenCount, { conversation }))?.turns ?? 0;
}

/** The newest turns, newest first. */
export async function readRecentTurns(read: Reader, { limit, conversation, account, outcome }: RecentTurns) {
  let turns = read
    .selectFrom('turn')
    .innerJoin('conversation', 'conversation.conversation_id', 'turn.conversation_id')
    .select([
      'turn.turn_id',
      'turn.conversation_id',
      'turn.cause',
      'turn.outcome',
      'turn.reason',
      'turn.started_at',
      'turn.finished_at',
    ]);
  if (conversation !== undefined) turns = turns.where('turn.conversation_id', '=', conversation);
  if (account !== undefined) turns = turns.where('conversation.home_account_id', '=', account);
  if (outcome !== undefined) turns = turns.where('turn.outcome', '=', outcome);
  return turns.orderBy('turn.started_at', 'desc').limit(limit).execute();
}

/** Which of the latest turns are meant; all where nothing is said. */
export interface RecentTurns {
  readonly limit: number;
  readonly conversation?: ConversationId;
  /** The home of their conversation now. */
  readonly account?: AccountId;
  readonly outcome?: TurnOutcome;
}

export async function readTurn(read: Reader, turn: TurnId): Promise<TurnView | null> {
  const row = await read.selectFrom('turn').selectAll().where('turn_id', '=', turn).executeTakeFirst();
  if (!row) return null;
  const covers = await read
    .selectFrom('message')
    .select(['remote_id', 'text'])
    .where('conversation_id', '=', row.conversation_id)
    .where('turn_id', '=', turn)
    .where('direction', '=', 'incoming')
    .orderBy('message_row')
    .execute();
  const bubbles = await read
    .selectFrom('outbox')
    .select(['position', 'text', 'state', 'attempts', 'remote_id', 'reason', 'settled_at'])
    .where('turn_id', '=', turn)
    .orderBy('position')
    .execute();
  return {
    turn,
    conversation: row.conversation_id,
    cause: row.cause,
    outcome: row.outcome,
    reason: row.reason,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    decision: JSON.parse(row.decision) as Decision | FixedWords,
    layers: JSON.parse(row.layers) as LayerNote[],
    request:
      row.request === null
        ? null
        : await unfold(read, row.conversation_id, JSON.parse(row.request) as StoredRequest),
    answer: row.answer === null ? null : (JSON.parse(row.answer) as RecordedAnswer),
    checks: readRecordedChecks(row.checks),
    timings: JSON.parse(row.timings) as TurnTimings,
    covers: covers.map((message) => ({ remoteId: message.remote_id, text: message.text })),
    bubbles: bubbles.map((bubble) => ({
      position: bubble.position,
      text: bubble.text,
      state: bubble.state,
      attempts: bubble.attempts,
      remoteId: bubble.remote_id,
      reason: bubble.reason,
      settledAt: bubble.settled_at,
    })),
  };
}

async function unfold(
  read: Reader,
  conversation: ConversationId,
  request: StoredRequest,
): Promise<RequestView> {
  const system = [];
  for (const block of request.system) {
    const cache = block.cache === undefined ? {} : { cache: block.cache };
    if ('text' in block) {
      system.push({ text: block.text, ...cache });
      continue;
    }
    const shared = await read
      .selectFrom('prompt_block')
      .select('text')
      .where('hash', '=', block.shared)
      .executeTakeFirst();
    system.push({ text: shared?.text ?? `(block ${block.shared} is missing)`, ...cache });
  }
  const texts = await readParts(
    read,
    conversation,
    request.messages.map((message) => ('parts' in message ? message.parts : [message.text])),
  );
  const messages = request.messages.map(({ role, cache }, at) => ({
    role,
    text: texts[at] ?? '',
    ...(cache === undefined ? {} : { cache }),
  }));
  return { ...request, system, messages };
}
