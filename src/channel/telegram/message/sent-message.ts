import { Api } from 'telegram';
import type bigInt from 'big-integer';
import type { SentMessage } from '../../contract.js';
import { toMessageId } from '../tl-ids.js';

/**
 * Which message a send became. A text to a person is usually answered in short form; the answer to a repeated send
 * names the first message again.
 */
export function sentMessage(answer: Api.TypeUpdates, randomId: bigInt.BigInteger): SentMessage | undefined {
  if (answer instanceof Api.UpdateShortSentMessage) {
    return { messageId: toMessageId(answer.id), sentAt: answer.date * 1_000 };
  }
  if (!(answer instanceof Api.Updates || answer instanceof Api.UpdatesCombined)) return undefined;
  const named = answer.updates.find(
    (update) => update instanceof Api.UpdateMessageID && update.randomId?.equals(randomId),
  );
  if (!(named instanceof Api.UpdateMessageID)) return undefined;
  const date = answer.updates.flatMap((update) =>
    update instanceof Api.UpdateNewMessage && update.message instanceof Api.Message
      ? update.message.id === named.id
        ? [update.message.date]
        : []
      : [],
  )[0];
  return { messageId: toMessageId(named.id), sentAt: (date ?? answer.date) * 1_000 };
}
