import type { Milliseconds } from '../../core/clock.js';
import type { Attachment, MessageEvent } from '../../core/event.js';
import type { AccountId, ConversationId } from '../../core/ids.js';
import { intakeOf } from '../../media/intake.js';
import { storedAttachments } from '../../store/conversation/inbound-writer.js';
import type { Transaction } from '../../store/engine/database.js';
import { addMedium } from '../../store/media/media-writer.js';

/**
 * Note what of a message is to be looked into, in the transaction that stores it and by what was announced alone. Its turn
 * has it opened, once the person was let in, and waits for it.
 */
export async function takeInMedia(
  transaction: Transaction,
  account: AccountId,
  conversation: ConversationId,
  event: MessageEvent,
  now: Milliseconds,
): Promise<void> {
  const intakes = event.attachments.map(intakeOf);
  if (intakes.every(({ kind }) => kind === 'as-is')) return;
  const { message_row: row } = await transaction.db
    .selectFrom('message')
    .select('message_row')
    .where('account_id', '=', account)
    .where('peer_id', '=', event.peer)
    .where('remote_id', '=', event.messageId)
    .executeTakeFirstOrThrow();
  const stored: Attachment[] = [];
  for (const [part, attachment] of storedAttachments(event).entries()) {
    const intake = intakes[part];
    if (intake?.kind === 'leave') stored.push({ ...attachment, unseen: intake.why });
    else if (intake?.kind === 'take') {
      const medium = await addMedium(
        transaction,
        conversation,
        {
          account_id: account,
          peer_id: event.peer,
          message_row: row,
          remote_id: event.messageId,
          part,
          kind: attachment.kind,
          sense: intake.sense,
          seconds: attachment.seconds ?? null,
          label: attachment.label ?? null,
          file_key: attachment.key ?? null,
          place: intake.place,
          isStill: intake.isStill,
        },
        now,
      );
      stored.push({ ...attachment, medium, awaits: 'perceive' });
    } else stored.push(attachment);
  }
  await transaction.db
    .updateTable('message')
    .set({ attachments: JSON.stringify(stored) })
    .where('message_row', '=', row)
    .execute();
}
