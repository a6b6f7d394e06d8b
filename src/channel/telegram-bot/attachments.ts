import type { Attachment } from '../../core/event.js';
import { labelled } from '../shown.js';
import { isRecord, listIn, numberIn, recordIn, textIn, type Json } from '../../lib/json-fields.js';

/** Fields of a message that hold a file, and what we call it: https://core.telegram.org/bots/api#message. */
const files: readonly (readonly [string, Attachment['kind']])[] = [
  ['voice', 'voice'],
  ['audio', 'file'],
  ['sticker', 'sticker'],
  ['animation', 'video'],
  ['video_note', 'video'],
  ['video', 'video'],
  ['document', 'file'],
];
/** What is neither words nor a file, in words. */
const others: readonly (readonly [string, (field: Json) => string])[] = [
  ['poll', (poll) => `a poll: ${textIn(poll, 'question') ?? ''}`],
  ['game', (game) => `a game: ${textIn(game, 'title') ?? ''}`],
  ['story', () => 'a story'],
  ['invoice', () => 'an invoice'],
  ['checklist', (list) => `a checklist: ${textIn(list, 'title') ?? ''}`],
  ['giveaway', () => 'a giveaway'],
  ['paid_media', () => 'paid media'],
];

/** What a message carries besides its text, as a description; nothing is opened. */
export function toAttachments(message: Json): readonly Attachment[] {
  const sizes = listIn(message, 'photo').filter(isRecord);
  if (sizes.length > 0) {
    const bytes = Math.max(0, ...sizes.map((size) => numberIn(size, 'file_size') ?? 0));
    return [{ kind: 'photo', mime: 'image/jpeg', ...(bytes > 0 ? { bytes } : {}) }];
  }
  // An animation is given as a document too, for programs from before there were any: the first counts.
  for (const [field, kind] of files) {
    const file = recordIn(message, field);
    if (file) return [toFile(file, kind)];
  }
  const dice = recordIn(message, 'dice');
  if (dice) return [{ kind: 'sticker', ...labelled(textIn(dice, 'emoji')) }];
  const venue = recordIn(message, 'venue');
  if (venue) return [{ kind: 'location', ...labelled(textIn(venue, 'title')) }];
  if (recordIn(message, 'location')) return [{ kind: 'location' }];
  if (recordIn(message, 'contact')) return [{ kind: 'contact' }];
  for (const [field, inWords] of others) {
    const found = recordIn(message, field);
    if (found) return [{ kind: 'other', ...labelled(inWords(found)) }];
  }
  return [];
}

function toFile(file: Json, kind: Attachment['kind']): Attachment {
  const mime = textIn(file, 'mime_type');
  const bytes = numberIn(file, 'file_size');
  const seconds = numberIn(file, 'duration');
  return {
    kind,
    ...(mime === undefined ? {} : { mime }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(seconds === undefined ? {} : { seconds: Math.round(seconds) }),
    ...labelled(textIn(file, 'emoji') ?? textIn(file, 'file_name') ?? textIn(file, 'title')),
  };
}
