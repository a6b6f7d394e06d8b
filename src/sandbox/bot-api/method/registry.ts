import type { Clock } from '../../../core/clock.js';
import { linkFile } from '../account/files.js';
import type { BotMethod } from './bot-call.js';
import { deleteBusinessMessages, deleteMessage, deleteSeveral } from './delete.js';
import { editMessageCaption, editMessageReplyMarkup, editMessageText } from './edit.js';
import { getBusinessConnection, readBusinessMessage } from './business.js';
import { sendChatAction, sendMessageDraft } from './chat-action.js';
import { mediaMethods } from './send-media.js';
import { profileMethods } from './profile.js';
import { sendMessage } from './send-message.js';
import { setMessageReaction } from './react.js';
import { deleteWebhook, getWebhookInfo, setWebhook, WebhookPauses } from './webhook.js';

/** After logOut a bot may come back in ten minutes: https://core.telegram.org/bots/api#logout. */
const LOGGED_OUT_MS = 600_000;

/** All methods, by their names in small letters; what is not here answers `404 Not Found: method not found`. */
export function botMethods(wire: Clock): ReadonlyMap<string, BotMethod> {
  const pauses = new WebhookPauses();
  return new Map<string, BotMethod>([
    ...profileMethods,
    ...mediaMethods,
    ['getupdates', ({ bot, args, api }) => api.polls.poll(bot.id, args)],
    ['setwebhook', (call) => setWebhook(call, pauses, wire.steady())],
    ['deletewebhook', deleteWebhook],
    ['getwebhookinfo', getWebhookInfo],
    ['sendmessage', sendMessage],
    ['editmessagetext', editMessageText],
    ['editmessagecaption', editMessageCaption],
    ['editmessagereplymarkup', editMessageReplyMarkup],
    ['deletemessage', deleteMessage],
    ['deletemessages', deleteSeveral],
    ['sendchataction', sendChatAction],
    ['sendmessagedraft', sendMessageDraft],
    ['setmessagereaction', setMessageReaction],
    ['getfile', ({ bot, args, api }) => linkFile(api.world, bot.id, args.text('file_id'))],
    ['getbusinessconnection', getBusinessConnection],
    ['readbusinessmessage', readBusinessMessage],
    ['deletebusinessmessages', deleteBusinessMessages],
    [
      'answercallbackquery',
      ({ bot, args, api }) => {
        api.callbacks.answer(bot.id, args.text('callback_query_id'), {
          showAlert: args.boolean('show_alert'),
          ...(args.has('text') ? { text: args.text('text') } : {}),
          ...(args.has('url') ? { url: args.text('url') } : {}),
        });
        return true;
      },
    ],
    [
      'logout',
      ({ bot, api }) => {
        api.queue.clear(bot.id);
        api.bots.change(bot.id, {
          loggedOutUntil: api.world.clock.now() + LOGGED_OUT_MS,
          webhook: null,
        });
        api.webhooks.renew(bot.id);
        return true;
      },
    ],
    ['close', () => true],
  ]);
}
