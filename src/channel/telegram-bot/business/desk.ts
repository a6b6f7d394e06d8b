import { done, WITHOUT_ID } from '../../answers.js';
import type { ChannelResult, Offer, OwnerDesk } from '../../contract.js';
import { remoteMessageId, type RemoteMessageId } from '../../../core/ids.js';
import type { BotClient } from '../bot-client.js';
import { idIn, isRecord } from '../../../lib/json-fields.js';
import type { BusinessConnection } from './connection.js';
import { callbackData } from './update.js';

const noOwner = { ok: false, failure: { kind: 'not-permitted', code: 'NOT_CONNECTED' } } as const;

/**
 * The bot's own chat with the owner: the only one in which buttons are shown. Nothing here goes by the connection, so
 * nothing of it can reach the person.
 */
export function ownerDesk(client: BotClient, connection: () => BusinessConnection | null): OwnerDesk {
  return {
    async offer({ key, text, labels }: Offer): Promise<ChannelResult<RemoteMessageId>> {
      const lent = connection();
      if (lent === null) return noOwner;
      const answer = await client.call('sendMessage', {
        chat_id: Number(lent.ownerChat),
        text,
        link_preview_options: { is_disabled: true },
        reply_markup: {
          inline_keyboard: [
            [
              { text: labels.approve, callback_data: callbackData(key, 'a') },
              { text: labels.edit, callback_data: callbackData(key, 'e') },
              { text: labels.skip, callback_data: callbackData(key, 's') },
            ],
          ],
        },
      });
      if (!answer.ok) return answer;
      const id = isRecord(answer.value) ? idIn(answer.value, 'message_id') : undefined;
      if (id === undefined) return WITHOUT_ID;
      return { ok: true, value: remoteMessageId(id) };
    },

    async settle(message, text) {
      const lent = connection();
      if (lent === null) return noOwner;
      const at = { chat_id: Number(lent.ownerChat), message_id: Number(message) };
      return done(await client.call('editMessageText', { ...at, text }));
    },
  };
}
