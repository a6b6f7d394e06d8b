import type { Arguments } from '../call/arguments.js';
import { badRequest, refusedAs } from '../call/bot-api-error.js';
import { formattedText } from '../text/formatted-text.js';
import type { FormattedText } from '../text/entity.js';
import type { BotCall } from './bot-call.js';
import { chatToWriteIn } from './chats.js';
import { post } from './post.js';
import { inlineKeyboard } from './reply-markup.js';
import { replyOf } from './reply-parameters.js';

/** https://core.telegram.org/bots/api#sendmessage: 1 to 4,096 characters after the markup was read, in UTF-16 units. */
const MAX_TEXT = 4096;
/** https://core.telegram.org/bots/api#sendphoto. */
const MAX_CAPTION = 1024;

export function sendMessage(call: BotCall): object {
  const { args } = call;
  const words = textToSend(args);
  const keyboard = inlineKeyboard(args);
  const where = chatToWriteIn(call);
  const linkPreview = linkPreviewOf(args);
  return post(call, where, {
    words: words(),
    keyboard,
    reply: replyOf(call, where),
    ...(linkPreview === undefined ? {} : { linkPreview }),
  });
}

/** Markup is read before the chat is looked at, entities are checked after it: so the text comes in two steps. */
export function textToSend(args: Arguments): () => FormattedText {
  const text = args.text('text');
  if (text === '') throw refusedAs('MESSAGE_EMPTY');
  return inTwoSteps(args, text, 'parse_mode', 'entities', (words) => {
    if (words.text === '') throw badRequest('text must be non-empty');
    if (words.text.length > MAX_TEXT) throw refusedAs('MESSAGE_TOO_LONG');
  });
}

export function captionToSend(args: Arguments): () => FormattedText {
  return inTwoSteps(args, args.text('caption'), 'parse_mode', 'caption_entities', (words) => {
    if (words.text.length > MAX_CAPTION) throw badRequest('message caption is too long');
  });
}

function inTwoSteps(
  args: Arguments,
  text: string,
  mode: string,
  entities: string,
  check: (words: FormattedText) => void,
): () => FormattedText {
  const read = (): FormattedText => {
    const words = formattedText(text, args.text(mode), args.json(entities, 'entities'));
    check(words);
    return words;
  };
  if (args.text(mode) === '') return read;
  const words = read();
  return () => words;
}

const PREVIEW_FIELDS = ['is_disabled', 'url', 'prefer_small_media', 'prefer_large_media', 'show_above_text'];

/** https://core.telegram.org/bots/api#linkpreviewoptions, and the older flag; JSON, undefined for none. */
export function linkPreviewOf(args: Arguments): string | undefined {
  const asked = args.json('link_preview_options', 'link preview options');
  if (asked === undefined) {
    return args.boolean('disable_web_page_preview') ? JSON.stringify({ is_disabled: true }) : undefined;
  }
  if (typeof asked !== 'object' || asked === null) {
    throw badRequest('Object expected as link preview options');
  }
  const kept = Object.entries(asked).filter(([name]) => PREVIEW_FIELDS.includes(name));
  return kept.length === 0 ? undefined : JSON.stringify(Object.fromEntries(kept));
}
