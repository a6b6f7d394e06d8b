import { Api } from 'telegram';
import type { TextEntity } from '../../../core/rich-text.js';

/** Telegram counts as we do, in UTF-16 units. */
export function toMessageEntity({ kind, offset, length, language }: TextEntity): Api.TypeMessageEntity {
  switch (kind) {
    case 'bold':
      return new Api.MessageEntityBold({ offset, length });
    case 'italic':
      return new Api.MessageEntityItalic({ offset, length });
    case 'strike':
      return new Api.MessageEntityStrike({ offset, length });
    case 'code':
      return new Api.MessageEntityCode({ offset, length });
    case 'pre':
      return new Api.MessageEntityPre({ offset, length, language: language ?? '' });
  }
}
