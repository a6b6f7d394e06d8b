import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Pace } from '../../core/pace.js';
import type { Reader, Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { isWaiting } from '../turn/open-states.js';
import type { ChatMode } from './signal-schema.js';

/** Who writes in a chat, and how fast. */
export interface ChatStanding {
  readonly mode: ChatMode;
  readonly modeSince: Milliseconds | null;
  /** The character is silent until then; in the past or null when it is not. */
  readonly pausedUntil: Milliseconds | null;
  readonly pausedBy: 'operator' | 'person' | null;
  /** Null where the character's own pace counts. */
  readonly pace: Pace | null;
}

const asUsual: ChatStanding = {
  mode: 'auto',
  modeSince: null,
  pausedUntil: null,
  pausedBy: null,
  pace: null,
};

export async function readStanding(read: Reader, conversation: ConversationId): Promise<ChatStanding> {
  const row = await read
    .selectFrom('chat_mode')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .executeTakeFirst();
  if (!row) return asUsual;
  return {
    mode: row.mode,
    modeSince: row.mode_since,
    pausedUntil: row.paused_until,
    pausedBy: row.paused_by,
    pace: row.pace,
  };
}

/** Whoever writes from now on; a pause is over with it. */
export async function setMode(
  { db }: Transaction,
  conversation: ConversationId,
  mode: ChatMode,
  now: Milliseconds,
): Promise<void> {
  const row = { mode, mode_since: now, paused_until: null, paused_by: null };
  await db
    .insertInto('chat_mode')
    .values({ conversation_id: conversation, pace: null, ...row })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(row))
    .execute();
}

/** The character is silent until then. A pause that lasts longer already is not shortened. */
export async function pauseChat(
  { db }: Transaction,
  conversation: ConversationId,
  until: Milliseconds,
  by: 'operator' | 'person',
): Promise<void> {
  const row = { paused_until: until, paused_by: by };
  await db
    .insertInto('chat_mode')
    .values({ conversation_id: conversation, mode_since: null, pace: null, ...row })
    .onConflict((conflict) =>
      conflict
        .column('conversation_id')
        .doUpdateSet(row)
        .where((where) =>
          where.or([
            where('chat_mode.paused_until', 'is', null),
            where('chat_mode.paused_until', '<', until),
          ]),
        ),
    )
    .execute();
}

const endPause = statement<{ conversation: ConversationId; by: 'operator' | 'person' }>()(({ db, bind }) =>
  db
    .updateTable('chat_mode')
    .set({ paused_until: null, paused_by: null })
    .where('conversation_id', '=', bind('conversation'))
    .where('paused_by', '=', bind('by')),
);

/** A pause that the person asked for is over. True when there was one. */
export async function endPauseOf(
  { db }: Transaction,
  conversation: ConversationId,
  by: 'operator' | 'person',
): Promise<boolean> {
  return (await db.change(endPause, { conversation, by })) > 0;
}

/** Another pace for one chat; null for the character's own. */
export async function setPace(
  { db }: Transaction,
  conversation: ConversationId,
  pace: Pace | null,
): Promise<void> {
  await db
    .insertInto('chat_mode')
    .values({ conversation_id: conversation, mode_since: null, paused_until: null, paused_by: null, pace })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet({ pace }))
    .execute();
}

/** A human answered: what the person wrote until then needs no turn any more. */
export async function answeredByOperator({ db }: Transaction, conversation: ConversationId): Promise<void> {
  await db
    .updateTable('message')
    .set({ skipped: 'answered-elsewhere' })
    .where('conversation_id', '=', conversation)
    .where(isWaiting)
    .execute();
}

/** Who writes changed: a turn that began before may no longer be committed. */
export async function touchConversation({ db }: Transaction, conversation: ConversationId): Promise<void> {
  await db
    .updateTable('conversation')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('conversation_id', '=', conversation)
    .execute();
}
