import { z } from 'zod';
import type { Arguments } from '../call/arguments.js';
import { badRequest } from '../call/bot-api-error.js';
import type { Keyboard } from '../render/render-keyboard.js';

const button = z.looseObject({
  text: z.string(),
  url: z.string().optional(),
  callback_data: z.string().optional(),
});

/** https://core.telegram.org/bots/api#inlinekeyboardbutton: 1 to 64 bytes. */
const MAX_DATA = 64;

/**
 * The buttons a bot asks for under its message; undefined for none. Keyboards in the place of the input field are taken
 * and not shown: nobody here types on one.
 */
export function inlineKeyboard(args: Arguments): Keyboard | undefined {
  const markup = args.json('reply_markup', 'reply keyboard markup');
  if (markup === undefined) return undefined;
  if (typeof markup !== 'object' || markup === null || Array.isArray(markup)) {
    throw badRequest('Object expected as reply markup');
  }
  const rows = (markup as Record<string, unknown>)['inline_keyboard'];
  if (rows === undefined) return undefined;
  if (!Array.isArray(rows)) throw badRequest('Field "inline_keyboard" must be of type Array');
  const keyboard = rows.map((row: unknown) => {
    if (!Array.isArray(row)) throw badRequest('Field "inline_keyboard" must be an Array of Arrays');
    return row.map((wish: unknown) => readButton(wish));
  });
  return keyboard.flat().length === 0 ? undefined : keyboard;
}

function readButton(wish: unknown): Keyboard[number][number] {
  const wrong = (words: string): Error => badRequest(`Can't parse inline keyboard button: ${words}`);
  if (typeof wish !== 'object' || wish === null) throw wrong('InlineKeyboardButton must be an Object');
  const read = button.safeParse(wish);
  if (!read.success)
    throw wrong(`Field "${read.error.issues[0]?.path.join('.') ?? 'text'}" must be of type String`);
  const { text, url, callback_data: data } = read.data;
  if (text.trim() === '') throw badRequest('BUTTON_TEXT_INVALID');
  if (url !== undefined && url !== '') {
    if (!/^([a-z]+:\/\/)?[^\s/]+\.[^\s]+$|^tg:\/\//i.test(url)) throw badRequest('BUTTON_URL_INVALID');
    return { text, url };
  }
  if (data !== undefined && data !== '') {
    if (Buffer.byteLength(data) > MAX_DATA) throw badRequest('BUTTON_DATA_INVALID');
    return { text, callback_data: data };
  }
  throw wrong('Text buttons are unallowed in the inline keyboard');
}
