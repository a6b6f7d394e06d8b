import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, OutboxId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import { addEvidence, countDuty } from './duty-store.js';

/**
 * The oldest wording of the disclosure that still holds. Raised when a later one says something a person has to know;
 * whoever was told less is told anew before anything else.
 */
const oldestValid = '2026-11-1';

/** A bubble that is a reminder instead of the whole disclosure says so in its version; with a break, this. */
export const reminderPrefix = 'reminder-';
export const breakPrefix = 'break-';

/** Whether what the person was told at their first message still holds. */
export function isDisclosed(row: {
  readonly disclosed_at: Milliseconds | null;
  readonly disclosure_version: string | null;
}): boolean {
  return row.disclosed_at !== null && (row.disclosure_version ?? '') >= oldestValid;
}

/** The disclosure, or a reminder of it, reached the person. */
export async function recordDisclosure(
  transaction: Transaction,
  bubble: { readonly conversation: ConversationId; readonly outbox: OutboxId },
  version: string,
  now: Milliseconds,
): Promise<void> {
  const { conversation, outbox } = bubble;
  const kind = kindOf(version);
  await addEvidence(transaction, { conversation, kind, version, outbox }, now);
  await countDuty(transaction, { kind }, now);
  if (kind !== 'disclosure') return;
  await transaction.db
    .updateTable('conversation')
    .set({ disclosed_at: now, disclosure_version: version })
    .where('conversation_id', '=', conversation)
    .where((where) =>
      where.or([where('disclosed_at', 'is', null), where('disclosure_version', '<', version)]),
    )
    .execute();
}

/** The bubble that told the person never reached them: they have been told nothing, unless an earlier one did. */
export async function revokeDisclosure(
  { db }: Transaction,
  { conversation, outbox }: { readonly conversation: ConversationId; readonly outbox: OutboxId },
): Promise<void> {
  await db
    .deleteFrom('duty_evidence')
    .where('conversation_id', '=', conversation)
    .where('outbox_id', '=', outbox)
    .execute();
  const earlier = await db
    .selectFrom('duty_evidence')
    .select(['at', 'version'])
    .where('conversation_id', '=', conversation)
    .where('kind', '=', 'disclosure')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  await db
    .updateTable('conversation')
    .set({ disclosed_at: earlier?.at ?? null, disclosure_version: earlier?.version ?? null })
    .where('conversation_id', '=', conversation)
    .execute();
}

function kindOf(version: string): 'reminder' | 'break' | 'disclosure' {
  if (version.startsWith(breakPrefix)) return 'break';
  return version.startsWith(reminderPrefix) ? 'reminder' : 'disclosure';
}
