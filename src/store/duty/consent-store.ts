import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId, OutboxId, RemoteMessageId } from '../../core/ids.js';
import { isLaterId } from '../../core/message-order.js';
import type { ConsentState } from '../account/account-schema.js';
import type { Reader, Transaction } from '../engine/database.js';
import { endStop, type ConsentKind } from './duty-consent.js';

/** The purpose under which it is kept whether a person may be written to from a backup account. */
export const backupContact = 'backup-contact';

/** Where a conversation stands with one question about consent. */
export interface Consent {
  readonly state: ConsentState;
  readonly askedAt: Milliseconds;
  /** What became of the bubble that asks. */
  readonly question: {
    readonly state: string;
    readonly reason: string | null;
    readonly remoteId: RemoteMessageId | null;
    readonly account: AccountId;
  } | null;
}

/**
 * Whether a message was written when the question stood in the chat. Told by the ids where they are numbered in order
 * within an account, else by the service's time of the message.
 */
export function isAfterQuestion(
  message: {
    readonly account: AccountId;
    readonly remoteId: RemoteMessageId;
    readonly sentAt: Milliseconds;
  },
  { question, askedAt }: Consent,
): boolean {
  if (question?.state !== 'sent' || question.remoteId === null) return false;
  if (message.account !== question.account) return false;
  return isLaterId(message.remoteId, question.remoteId) ?? message.sentAt > askedAt;
}

/** Whether the person has written at least so many messages: the relationship has some life. */
export async function hasWritten(
  read: Reader,
  conversation: ConversationId,
  messages: number,
): Promise<boolean> {
  const row = await read
    .selectFrom('message')
    .select('message_row')
    .where('conversation_id', '=', conversation)
    .where('direction', '=', 'incoming')
    .orderBy('message_row')
    .offset(messages - 1)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The question stands at the end of what is about to be sent. Replaces an earlier one that never reached the person. */
export async function recordQuestion(
  { db }: Transaction,
  conversation: ConversationId,
  kind: ConsentKind,
  question: { readonly wording: string; readonly version: string; readonly outbox: OutboxId },
  now: Milliseconds,
): Promise<void> {
  const row = {
    state: 'asked',
    wording: question.wording,
    wording_version: question.version,
    asked_at: now,
    outbox_id: question.outbox,
    answered_at: null,
    answer_row: null,
  } as const;
  await db
    .insertInto('consent')
    .values({ conversation_id: conversation, purpose: kind, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['conversation_id', 'purpose'])
        .doUpdateSet(row)
        // An answer that was given is never lost to another question.
        .where('consent.state', '=', 'asked'),
    )
    .execute();
}

/** What the person answered, and with which message. */
export async function recordAnswer(
  { db }: Transaction,
  conversation: ConversationId,
  answer: {
    readonly kind: ConsentKind;
    readonly state: Exclude<ConsentState, 'asked'>;
    readonly row: number;
  },
  now: Milliseconds,
): Promise<void> {
  await db
    .updateTable('consent')
    .set({ state: answer.state, answered_at: now, answer_row: answer.row })
    .where('conversation_id', '=', conversation)
    .where('purpose', '=', answer.kind)
    .execute();
  if (answer.kind === 'proactive' && answer.state === 'agreed') await endStop(db, conversation);
}
