import type { TlObject, TlValue } from '../../mtproto/rpc.js';
import { isObject, objectsOf, textOf } from '../../telegram/method/fields.js';

export interface KeyboardButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

/** Rows of buttons under a message, as bots write them: https://core.telegram.org/bots/api#inlinekeyboardmarkup. */
export type Keyboard = readonly (readonly KeyboardButton[])[];

export function keyboardToTl(rows: Keyboard): TlObject {
  return {
    _: 'replyInlineMarkup',
    rows: rows.map((buttons) => ({ _: 'keyboardButtonRow', buttons: buttons.map(buttonToTl) })),
  };
}

/** Undefined where the message has no buttons of its own. */
export function keyboardFromTl(markup: TlValue | undefined): Keyboard | undefined {
  if (!isObject(markup) || markup._ !== 'replyInlineMarkup') return undefined;
  return objectsOf(markup, 'rows').map((row) => objectsOf(row, 'buttons').flatMap(buttonFromTl));
}

function buttonToTl({ text, callback_data: data, url }: KeyboardButton): TlObject {
  return data === undefined
    ? { _: 'keyboardButtonUrl', text, url: url ?? '' }
    : { _: 'keyboardButtonCallback', text, data: Buffer.from(data) };
}

function buttonFromTl(button: TlObject): KeyboardButton[] {
  const text = textOf(button, 'text');
  const data = button['data'];
  if (Buffer.isBuffer(data)) return [{ text, callback_data: data.toString('utf8') }];
  return typeof button['url'] === 'string' ? [{ text, url: button['url'] }] : [];
}
