import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId, PeerId, RemoteMessageId, TurnId, SendId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { openStates } from '../turn/open-states.js';
import { withoutOpening } from '../turn/own-words.js';

/** The code of a failure that says so, whatever the service calls it. */
export const windowClosed = 'WINDOW_CLOSED';

/** Conversations with a bubble that is not settled: what a restart or a reconnect picks up. */
export async function readConversationsSending(read: Reader): Promise<readonly ConversationId[]> {
  const rows = await read
    .selectFrom('outbox')
    .select('conversation_id')
    .distinct()
    .where('state', 'in', openStates)
    .execute();
  return rows.map((row) => row.conversation_id);
}

const unsent = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .selectFrom('outbox')
    .innerJoin('turn', 'turn.turn_id', 'outbox.turn_id')
    .select(['outbox.text', 'outbox.discloses', 'outbox.turn_id'])
    .where('outbox.conversation_id', '=', bind('conversation'))
    .where('outbox.state', 'in', openStates)
    .where('outbox.purpose', 'is', null)
    .where('turn.outcome', '!=', 'failed')
    .where('turn.request', 'is not', null)
    .orderBy('outbox.outbox_row'),
);

/** Words on their way to the person. */
export interface UnsentWords {
  readonly turn: TurnId;
  readonly text: string;
}

/** What the character has committed to say but the history does not show yet, in its own words and in order. */
export async function readUnsent(
  read: Reader,
  conversation: ConversationId,
): Promise<readonly UnsentWords[]> {
  const rows = await read.rows(unsent, { conversation });
  return rows.map((row) => ({
    turn: row.turn_id,
    text: row.discloses === null ? row.text : withoutOpening(row.text),
  }));
}

/** How far back the messages that a turn answers can lie. */
const mostBehind = 50;

/** The latest message in a chat that a turn answers; null where it answers none there. */
export async function readAnswered(
  read: Reader,
  {
    conversation,
    account,
    peer,
    turn,
  }: {
    readonly conversation: ConversationId;
    readonly account: AccountId;
    readonly peer: PeerId;
    readonly turn: TurnId;
  },
): Promise<RemoteMessageId | null> {
  const rows = await read
    .selectFrom('message')
    .select(['turn_id', 'direction', 'account_id', 'peer_id', 'remote_id'])
    .where('conversation_id', '=', conversation)
    .orderBy('message_row', 'desc')
    .limit(mostBehind)
    .execute();
  const latest = rows.find(
    (row) =>
      row.turn_id === turn &&
      row.direction === 'incoming' &&
      row.account_id === account &&
      row.peer_id === peer,
  );
  return latest?.remote_id ?? null;
}

/** When a person last wrote in this chat, by the service's time; null where they never did. */
export async function readHeardAt(
  read: Reader,
  account: AccountId,
  peer: PeerId,
): Promise<Milliseconds | null> {
  const row = await read
    .selectFrom('message')
    .select('sent_at')
    .where('account_id', '=', account)
    .where('peer_id', '=', peer)
    .where('direction', '=', 'incoming')
    .orderBy('message_row', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.sent_at ?? null;
}

/** When the service last said that this person may not be written to until they write; null where it never did. */
export async function readWindowClosedAt(
  read: Reader,
  account: AccountId,
  peer: PeerId,
): Promise<Milliseconds | null> {
  const row = await read
    .selectFrom('delivery')
    .select('at')
    .where('account_id', '=', account)
    .where('peer_id', '=', peer)
    .where('code', '=', windowClosed)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** A send id names one message for good. */
export async function isSendIdUsed(read: Reader, sendId: SendId): Promise<boolean> {
  const row = await read
    .selectFrom('outbox')
    .select('outbox_row')
    .where('send_id', '=', sendId)
    .executeTakeFirst();
  return row !== undefined;
}
