import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, RemoteMessageId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import type { ConsentKind } from '../duty/duty-consent.js';
import { isPlanned } from '../turn/open-states.js';
import type { ChatMode } from '../conversation/signal-schema.js';

/** The purpose under which it is kept whether a person may be written to first (duty-consent.ts). */
const proactive: ConsentKind = 'proactive';

/** What stands about writing first to one person, whatever the moment. */
export interface ProactiveStanding {
  readonly hasAgreed: boolean;
  readonly hasBlocked: boolean;
  /** They said stop, or are locked for being under age. */
  readonly hasStopped: boolean;
  /** The talk stays gentle until then. */
  readonly crisisUntil: Milliseconds | null;
  readonly mode: ChatMode;
  readonly pausedUntil: Milliseconds | null;
  /** Highest message of ours that they have read. */
  readonly readTo: RemoteMessageId | null;
  /** Something is planned to be said first. */
  readonly hasPlans: boolean;
}

const standingOf = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .selectFrom('conversation')
    .leftJoin('thread', (join) =>
      join
        .onRef('thread.account_id', '=', 'conversation.home_account_id')
        .onRef('thread.peer_id', '=', 'conversation.home_peer_id'),
    )
    .leftJoin('consent', (join) =>
      join
        .onRef('consent.conversation_id', '=', 'conversation.conversation_id')
        .on('consent.purpose', '=', proactive),
    )
    .leftJoin('care', 'care.conversation_id', 'conversation.conversation_id')
    .leftJoin('person_lock', 'person_lock.person_id', 'conversation.person_id')
    .leftJoin('chat_mode', 'chat_mode.conversation_id', 'conversation.conversation_id')
    .select([
      'consent.state',
      'care.stopped_at',
      'care.crisis_until',
      'person_lock.locked_at',
      'person_lock.unlocked_at',
      'thread.blocked_at',
      'thread.read_outgoing_to',
      'chat_mode.mode',
      'chat_mode.paused_until',
    ])
    .select((select) =>
      select
        .exists(
          select
            .selectFrom('plan')
            .select('plan.plan_row')
            .whereRef('plan.conversation_id', '=', 'conversation.conversation_id')
            .where(isPlanned),
        )
        .as('has_plans'),
    )
    .where('conversation.conversation_id', '=', bind('conversation')),
);

export async function readProactiveStanding(
  read: Reader,
  conversation: ConversationId,
): Promise<ProactiveStanding | null> {
  const row = await read.first(standingOf, { conversation });
  if (!row) return null;
  return {
    hasAgreed: row.state === 'agreed',
    hasBlocked: row.blocked_at !== null,
    hasStopped: row.stopped_at !== null || (row.locked_at !== null && row.unlocked_at === null),
    crisisUntil: row.crisis_until,
    mode: row.mode ?? 'auto',
    pausedUntil: row.paused_until,
    readTo: row.read_outgoing_to,
    hasPlans: row.has_plans === 1,
  };
}

/** A message by its row, as far as it still stands. */
export async function readMessageText(
  read: Reader,
  conversation: ConversationId,
  row: number,
): Promise<string | null> {
  const found = await read
    .selectFrom('message')
    .select('text')
    .where('conversation_id', '=', conversation)
    .where('message_row', '=', row)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return found?.text ?? null;
}

/** Something left open between the two, as long as it is. */
export async function readThreadText(
  read: Reader,
  conversation: ConversationId,
  row: number,
): Promise<string | null> {
  const found = await read
    .selectFrom('open_thread')
    .select('text')
    .where('conversation_id', '=', conversation)
    .where('thread_row', '=', row)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return found?.text ?? null;
}
