import { z } from 'zod';
import type { Attachment } from '../../core/event.js';
import type { Milliseconds } from '../../core/clock.js';

/** A message of Telegram's own chat export (Telegram Desktop, "Machine-readable JSON"). */
export interface ExportedMessage {
  /** Its number in the account that exported it. */
  readonly id: number;
  /** The user id of whoever wrote it. */
  readonly from: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly sentAt: Milliseconds;
  readonly forwarded: boolean;
  readonly replyTo: number | null;
}

export type ReadMessage =
  | { readonly kind: 'message'; readonly message: ExportedMessage }
  /** A call, a pinned message, a joined group: nothing anybody said. */
  | { readonly kind: 'service' }
  | { readonly kind: 'unreadable'; readonly id: number | null; readonly problem: string };

/** Longest text that is taken over: twice what Telegram lets anybody write, captions and all. */
const longestText = 10_000;

const textPart = z.union([z.string(), z.object({ text: z.string() })]);
const exported = z.object({
  id: z.number().int().positive(),
  type: z.string(),
  date_unixtime: z.union([z.string().regex(/^\d{1,12}$/u), z.number().int().positive()]),
  from_id: z.string().regex(/^user\d{1,19}$/u),
  text: z.union([z.string(), z.array(textPart)]).default(''),
  forwarded_from: z.unknown().optional(),
  reply_to_message_id: z.number().int().optional(),
  photo: z.string().optional(),
  media_type: z.string().optional(),
  mime_type: z.string().optional(),
  duration_seconds: z.number().optional(),
  sticker_emoji: z.string().optional(),
  file: z.string().optional(),
  location_information: z.unknown().optional(),
  contact_information: z.unknown().optional(),
});
type Exported = z.infer<typeof exported>;

/** Reads one entry of `messages`. Never throws: what cannot be read is a value that says why. */
export function readExportedMessage(value: unknown): ReadMessage {
  if (typeof value === 'object' && value !== null && 'type' in value && value.type === 'service') {
    return { kind: 'service' };
  }
  const read = exported.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    const id = z.object({ id: z.number() }).safeParse(value).data?.id ?? null;
    return {
      kind: 'unreadable',
      id,
      problem: `${issue?.path.join('.') || 'entry'}: ${issue?.message ?? 'unreadable'}`,
    };
  }
  const entry = read.data;
  const text = typeof entry.text === 'string' ? entry.text : entry.text.map(partText).join('');
  if (text.length > longestText) {
    return { kind: 'unreadable', id: entry.id, problem: `text: longer than ${longestText} characters` };
  }
  return {
    kind: 'message',
    message: {
      id: entry.id,
      from: entry.from_id.slice('user'.length),
      text,
      attachments: attachmentsOf(entry),
      sentAt: Number(entry.date_unixtime) * 1_000,
      forwarded: entry.forwarded_from !== undefined && entry.forwarded_from !== null,
      replyTo: entry.reply_to_message_id ?? null,
    },
  };
}

function partText(part: z.infer<typeof textPart>): string {
  return typeof part === 'string' ? part : part.text;
}

const mediaKinds: Readonly<Record<string, Attachment['kind']>> = {
  sticker: 'sticker',
  voice_message: 'voice',
  video_message: 'video',
  video_file: 'video',
  animation: 'video',
  audio_file: 'file',
};

/** What came with it, described; the files themselves stay in the export. */
function attachmentsOf(entry: Exported): readonly Attachment[] {
  const {
    photo,
    media_type: media,
    mime_type: mime,
    duration_seconds: seconds,
    sticker_emoji: label,
  } = entry;
  if (photo !== undefined) return [{ kind: 'photo' }];
  if (entry.location_information !== undefined) return [{ kind: 'location' }];
  if (entry.contact_information !== undefined) return [{ kind: 'contact' }];
  if (media === undefined && entry.file === undefined) return [];
  return [
    {
      kind: mediaKinds[media ?? ''] ?? 'file',
      ...(mime === undefined ? {} : { mime }),
      ...(seconds === undefined ? {} : { seconds }),
      ...(label === undefined ? {} : { label }),
    },
  ];
}
