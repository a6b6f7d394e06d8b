import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { ConsentState } from '../account/account-schema.js';
import type { Reader, Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';

/** What a person may agree to, each by itself. The names are those of the rows. */
export type ConsentKind =
  'memory' | 'proactive' | 'backup-contact' | 'special-categories' | 'see' | 'hear' | 'speak';

/**
 * Whether it may be done. Memory needs no question where the disclosure told of it and the person did not object,
 * except under a profile that wants it asked (`mustAsk`); everything else needs a yes.
 */
export async function hasConsent(
  read: Reader,
  conversation: ConversationId,
  kind: ConsentKind,
  mustAsk = kind !== 'memory',
): Promise<boolean> {
  return isConsent(await readConsentState(read, conversation, kind), mustAsk);
}

/** What a state that was read comes to; null where nothing was asked or said. */
export function isConsent(state: ConsentState | null, mustAsk: boolean): boolean {
  return state === null ? !mustAsk : state === 'agreed' || (state === 'asked' && !mustAsk);
}

const consentOf = statement<{ conversation: ConversationId; kind: ConsentKind }>()(({ db, bind }) =>
  db
    .selectFrom('consent')
    .select('state')
    .where('conversation_id', '=', bind('conversation'))
    .where('purpose', '=', bind('kind')),
);

async function readConsentState(
  read: Reader,
  conversation: ConversationId,
  kind: ConsentKind,
): Promise<ConsentState | null> {
  return (await read.first(consentOf, { conversation, kind }))?.state ?? null;
}

/** What the person said of their own accord: agreed or taken back, with the message that said so. */
export async function saveConsent(
  { db }: Transaction,
  conversation: ConversationId,
  kind: ConsentKind,
  answer: { readonly state: 'agreed' | 'withdrawn'; readonly row: number | null; readonly version: string },
  now: Milliseconds,
): Promise<void> {
  const row = { state: answer.state, answered_at: now, answer_row: answer.row } as const;
  await db
    .insertInto('consent')
    .values({
      conversation_id: conversation,
      purpose: kind,
      wording: '',
      wording_version: answer.version,
      asked_at: now,
      outbox_id: null,
      ...row,
    })
    .onConflict((conflict) => conflict.columns(['conversation_id', 'purpose']).doUpdateSet(row))
    .execute();
  if (kind === 'proactive' && answer.state === 'agreed') await endStop(db, conversation);
}

/** Only a new yes to being written to first takes back what a stop ended. */
export async function endStop(db: Transaction['db'], conversation: ConversationId): Promise<void> {
  await db
    .updateTable('care')
    .set({ stopped_at: null })
    .where('conversation_id', '=', conversation)
    .execute();
}

/** A stop also ends what was agreed about the account that would take over. */
export async function withdrawBackupContact(
  { db }: Transaction,
  conversation: ConversationId,
  row: number,
  now: Milliseconds,
): Promise<void> {
  await db
    .updateTable('consent')
    .set({ state: 'withdrawn', answered_at: now, answer_row: row })
    .where('conversation_id', '=', conversation)
    .where('purpose', '=', 'backup-contact')
    .where('state', 'in', ['asked', 'agreed'])
    .execute();
}
