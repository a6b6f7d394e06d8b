import { editMessage, type MessageEdit } from '../../telegram/world/message/edit-message.js';
import { badRequest, refusedAs } from '../call/bot-api-error.js';
import { entityToTl } from '../render/render-entity.js';
import { keyboardToTl, type Keyboard } from '../render/render-keyboard.js';
import type { BotCall } from './bot-call.js';
import { chatToWriteIn, messageIn } from './chats.js';
import { shown } from './post.js';
import { inlineKeyboard } from './reply-markup.js';
import { captionToSend, linkPreviewOf, textToSend } from './send-message.js';
import type { FormattedText } from '../text/entity.js';

type Editing = 'text' | 'caption' | 'buttons';

export function editMessageText(call: BotCall): object {
  return edit(call, 'text', textToSend(call.args));
}

export function editMessageCaption(call: BotCall): object {
  return edit(call, 'caption', captionToSend(call.args));
}

export function editMessageReplyMarkup(call: BotCall): object {
  return edit(call, 'buttons', undefined);
}

/** An edit says everything anew: buttons that are not given are taken away. */
function edit(call: BotCall, what: Editing, words: (() => FormattedText) | undefined): object {
  const { args, api, bot } = call;
  const keyboard = inlineKeyboard(args);
  if (args.text('chat_id') === '' && args.text('message_id') === '') {
    throw badRequest('Message identifier is not specified');
  }
  const where = chatToWriteIn(call);
  const view = messageIn(call, where, args.integer('message_id', 0), 'message to edit');
  if (!view.out) throw badRequest("message can't be edited");
  const isMedia = view.media !== null && view.media._ !== 'messageMediaWebPage';
  if (what === 'text' && isMedia) throw badRequest('there is no text in the message to edit');
  if (what === 'caption' && !isMedia) throw badRequest('there is no caption in the message to edit');
  const said = words?.();
  const linkPreview = what === 'text' ? linkPreviewOf(args) : undefined;
  const outcome = editMessage(
    api.world,
    { user: where.self },
    {
      id: view.id,
      ...(said === undefined ? {} : { text: said.text, entities: said.entities.map(entityToTl) }),
      marks: { ...buttons(keyboard), ...(what === 'text' ? { botLinkPreview: linkPreview } : {}) },
      // What the owner wrote by hand follows the rule for people.
      anyAge: where.connection === undefined || view.marks['viaBusinessBotId'] === BigInt(bot.id),
    },
  );
  if (outcome.kind === 'refused') throw refusedAs(outcome.type);
  return shown(call, where, view.id);
}

function buttons(keyboard: Keyboard | undefined): MessageEdit['marks'] {
  return { replyMarkup: keyboard === undefined ? undefined : keyboardToTl(keyboard) };
}
