import type { Channel, ChannelResult, SentMessage } from '../channel/contract.js';
import { noteShown } from '../store/media/shown-store.js';
import type { ClaimedBubble } from '../store/outbox/claimed-bubble.js';
import { sayInWords } from '../store/outbox/outbox-writer.js';
import type { DeliveryParts } from './delivery-parts.js';

/**
 * Sends a bubble as what it was committed as. What cannot be made, or is not taken there, goes as its words in the same
 * place (`sayInWords`): nothing behind it is lost, and a form that was refused is not tried in this chat again.
 */
export async function sendForm(
  { database, clock, forms = null, ids, report }: DeliveryParts,
  channel: Channel,
  bubble: ClaimedBubble,
): Promise<ChannelResult<SentMessage> | 'said-in-words'> {
  const instead = async (code: string, refused: string | null): Promise<'said-in-words'> => {
    report.notSent(bubble, 'say-in-words', code);
    await database.write((transaction) => sayInWords(transaction, bubble, ids.send(), refused));
    return 'said-in-words';
  };
  const { form } = bubble.media ?? { form: 'words' };
  if (forms === null || !channel.capabilities.media.out) return instead('NO_FORMS_HERE', null);
  const prepared = await forms.prepare(bubble);
  if (prepared.state === 'words') return instead(prepared.code, null);
  const result = await channel.sendMedia({
    peer: bubble.peer,
    media: prepared.media,
    sendId: bubble.sendId,
    ...(bubble.replyTo === null ? {} : { replyTo: bubble.replyTo }),
  });
  if (result.ok) {
    const now = clock.now();
    await database.write(async (transaction) => {
      for (const name of prepared.notes) await noteShown(transaction, bubble.conversation, name, now);
    }, 'ordered');
    return result;
  }
  const { kind, code } = result.failure;
  if (kind === 'form-refused') return instead(code, form);
  return kind === 'media-gone' || kind === 'rejected' ? instead(code, null) : result;
}
