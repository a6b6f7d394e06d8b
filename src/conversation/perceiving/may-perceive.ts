import type { Milliseconds } from '../../core/clock.js';
import type { Unperceived } from '../../core/event.js';
import type { ConversationId } from '../../core/ids.js';
import {
  readConversationRecord,
  type ConversationRecord,
} from '../../store/conversation/conversation-record.js';
import { isConsent } from '../../store/duty/duty-consent.js';
import { readMediaUse, type OpenMedium } from '../../store/media/media-reader.js';
import type { PerceivingNeeds } from './perceiving-needs.js';

/** What is known of a conversation while its files are looked into. */
export interface PerceivingFacts {
  readonly record: ConversationRecord;
  readonly used: Awaited<ReturnType<typeof readMediaUse>>;
}

const dayMs: Milliseconds = 86_400_000;

export async function readPerceivingFacts(
  { database, clock }: Pick<PerceivingNeeds, 'database' | 'clock'>,
  conversation: ConversationId,
): Promise<PerceivingFacts | null> {
  const record = await readConversationRecord(database.read, conversation);
  if (record === null) return null;
  const used = await readMediaUse(database.read, conversation, clock.now() - dayMs);
  return { record, used };
}

/** Why a file is left alone, by rules alone and before anything of it is fetched; null where it may be opened. */
export function whyNotPerceived(
  { settings, ear, ledger }: Pick<PerceivingNeeds, 'settings' | 'ear' | 'ledger'>,
  conversation: ConversationId,
  { row }: OpenMedium,
  { record, used }: PerceivingFacts,
): Unperceived | null {
  const isSound = row.sense === 'sound';
  // Of somebody who said to be under age nothing is opened at all.
  if (record.isLocked) return 'no-consent';
  const kind = isSound ? 'hear' : 'see';
  const said = record.consents.get(kind)?.state ?? null;
  if (!isConsent(said, settings.asksFirst)) return 'no-consent';
  if (!settings[kind] || (isSound && ear === null)) return 'not-able';
  if (row.kind === 'round' && ear?.readsFiles === false) return 'not-able';
  if (isSound && used.notes >= settings.notesADay) return 'too-many';
  if (isSound && used.seconds + (row.seconds ?? 0) > settings.secondsADay) return 'too-many';
  if (row.sense === 'picture' && used.pictures >= settings.picturesADay) return 'too-many';
  if (row.sense === 'text' && used.texts >= settings.textsADay) return 'too-many';
  return ledger.verdict(conversation, 0).step === 'spent' ? 'no-budget' : null;
}
