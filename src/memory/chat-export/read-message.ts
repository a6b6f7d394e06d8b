import type { Attachment } from '../../core/event.js';
import type { Milliseconds } from '../../core/clock.js';
import type { DateReader } from './read-date.js';
import { attachmentsOf, inWords } from './read-media.js';

/** A message of Telegram's own chat export (Telegram Desktop, "Machine-readable JSON"). */
export interface ExportedMessage {
  /** Its number in the account that exported it; below zero for what came from a group that grew. */
  readonly id: number;
  readonly from: Sender;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly sentAt: Milliseconds;
  /** The export gave it on the clock of some computer, so it may be hours off. */
  readonly byZone: boolean;
  readonly forwarded: boolean;
  /** Who is said to have written what was passed on. */
  readonly forwardedFrom: string | null;
  readonly replyTo: number | null;
}

/** Who wrote it, as far as the export says. */
export interface Sender {
  /** Their user id; null for a channel, a group, or where it is not said. */
  readonly id: string | null;
  readonly name: string | null;
}

export type ReadMessage =
  | { readonly kind: 'message'; readonly message: ExportedMessage }
  /** A pinned message, a joined group, another picture of the chat: nothing anybody said. */
  | { readonly kind: 'service' }
  | { readonly kind: 'unreadable'; readonly id: number | null; readonly problem: string };

/** Longest text that is taken over: twice what Telegram lets anybody write, captions and all. */
const longestText = 10_000;

type Entry = Readonly<Record<string, unknown>>;

/** Reads one entry of `messages`. Never throws: what cannot be read is a value that says why. */
export function readExportedMessage(value: unknown, dates: DateReader): ReadMessage {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { kind: 'unreadable', id: null, problem: 'entry: is no message' };
  }
  const entry = value as Entry;
  const call = entry['action'] === 'phone_call' || entry['action'] === 'conference_call';
  if (entry['type'] === 'service' && !call) return { kind: 'service' };
  const id = wholeNumber(entry['id']);
  const fail = (problem: string): ReadMessage => ({ kind: 'unreadable', id, problem });
  if (id === null || id === 0) return fail('id: is no number of a message');
  const date = dates.read(entry);
  if (!date.ok) return fail(date.problem);
  const from = senderOf(entry, call ? 'actor' : 'from');
  if (from === null) return fail('from_id: is missing, and so is the name of whoever wrote it');
  const words = textOf(entry['text']) || textOf(entry['text_entities']);
  const text = [inWords(entry), words].filter((part) => part !== '').join('\n');
  if (text.length > longestText) return fail(`text: longer than ${longestText} characters`);
  const attachments = attachmentsOf(entry);
  return {
    kind: 'message',
    message: {
      id,
      from,
      text: text === '' && attachments.length === 0 ? '[a message that the export does not show]' : text,
      attachments,
      sentAt: date.at,
      byZone: date.byZone,
      // The name is null where whoever wrote it first is gone.
      forwarded: 'forwarded_from' in entry || 'saved_from' in entry || 'forwarded_from_id' in entry,
      forwardedFrom: typeof entry['forwarded_from'] === 'string' ? entry['forwarded_from'] : null,
      // What it answers may stand in another chat.
      replyTo: 'reply_to_peer_id' in entry ? null : wholeNumber(entry['reply_to_message_id']),
    },
  };
}

function senderOf(entry: Entry, field: 'from' | 'actor'): Sender | null {
  const name = typeof entry[field] === 'string' && entry[field].trim() !== '' ? entry[field] : null;
  const given = entry[`${field}_id`];
  const id = userIdOf(given);
  const isOther = typeof given === 'string' && /^(?:channel|chat)\d+$/u.test(given);
  return id === null && name === null && !isOther ? null : { id, name };
}

/** Until 2021 numbers, with the kind of the peer above their lower 32 bits: 1 for users, 2 for everything else. */
const kindOfUser = 1;

/** The user's id out of `from_id` of any year; null for a channel, a group, or nothing. */
export function userIdOf(given: unknown): string | null {
  if (typeof given === 'string') {
    const [, digits] = /^\s*(?:user)?(\d{1,19})\s*$/u.exec(given) ?? [];
    return digits === undefined
      ? null
      : /^\s*user/u.test(given)
        ? String(BigInt(digits))
        : userIdOf(Number(digits));
  }
  if (typeof given !== 'number' || !Number.isSafeInteger(given) || given <= 0) return null;
  const kind = Math.floor(given / 2 ** 32);
  return kind === 0 ? String(given) : kind === kindOfUser ? String(given % 2 ** 32) : null;
}

function wholeNumber(value: unknown): number | null {
  const number = typeof value === 'string' && /^\s*-?\d{1,15}\s*$/u.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** A text: plain, or in parts with and without a form. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (!Array.isArray(value)) return '';
  return value
    .map((part: unknown) => {
      if (typeof part === 'string') return part;
      const inner: unknown = typeof part === 'object' && part !== null ? (part as Entry)['text'] : undefined;
      return typeof inner === 'string' ? inner : '';
    })
    .join('');
}
