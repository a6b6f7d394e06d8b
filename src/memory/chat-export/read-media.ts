import type { Attachment } from '../../core/event.js';

type Entry = Readonly<Record<string, unknown>>;

const mediaKinds: Readonly<Record<string, Attachment['kind']>> = {
  sticker: 'sticker',
  voice_message: 'voice',
  video_message: 'video',
  video_file: 'video',
  animation: 'video',
  audio_file: 'file',
};

/** What came with a message, described; the files themselves stay in the export. */
export function attachmentsOf(entry: Entry): readonly Attachment[] {
  const ephemeral = entry['self_destruct_period_seconds'] === undefined ? {} : { ephemeral: true };
  if (entry['photo'] !== undefined) return [{ kind: 'photo', ...ephemeral }];
  if (isThere(entry['location_information']) || entry['place_name'] !== undefined) {
    const label = textIn(entry, 'place_name');
    return [{ kind: 'location', ...(label === undefined ? {} : { label }) }];
  }
  if (isThere(entry['contact_information'])) return [{ kind: 'contact' }];
  const media = textIn(entry, 'media_type');
  if (media === undefined && entry['file'] === undefined) return [];
  const mime = textIn(entry, 'mime_type');
  const seconds = entry['duration_seconds'];
  const label = textIn(entry, 'sticker_emoji') ?? textIn(entry, 'file_name');
  return [
    {
      kind: mediaKinds[media ?? ''] ?? 'file',
      ...(mime === undefined ? {} : { mime }),
      ...(typeof seconds === 'number' && seconds >= 0 ? { seconds } : {}),
      ...(label === undefined ? {} : { label }),
      ...ephemeral,
    },
  ];
}

/** What is no file and no text, as a line of the talk: a poll, a game, a bill, a call; empty for anything else. */
export function inWords(entry: Entry): string {
  const poll = fieldsOf(entry['poll']);
  if (poll !== null) {
    const answers = Array.isArray(poll['answers'])
      ? poll['answers'].map((answer: unknown) => wordsOf(fieldsOf(answer)?.['text']))
      : [];
    return line('a poll', [wordsOf(poll['question']), answers.filter((answer) => answer !== '').join(' / ')]);
  }
  const list = fieldsOf(entry['todo_list']);
  if (list !== null) {
    const items = Array.isArray(list['answers'] ?? list['items'])
      ? ((list['answers'] ?? list['items']) as readonly unknown[])
      : [];
    const tasks = items.map((item) => wordsOf(fieldsOf(item)?.['text'])).filter((task) => task !== '');
    return line('a list of things to do', [wordsOf(list['title']), tasks.join(', ')]);
  }
  if (entry['game_title'] !== undefined) return line('a game', [wordsOf(entry['game_title'])]);
  const bill = fieldsOf(entry['invoice_information']);
  if (bill !== null) return line('a bill', [wordsOf(bill['title'])]);
  if (isThere(entry['giveaway_information']) || isThere(entry['giveaway_results']))
    return line('a giveaway', []);
  if (isThere(entry['paid_stars_amount'])) return line('something to be paid for', []);
  if (entry['media_type'] === 'story' || isThere(entry['story'])) return line('a story', []);
  if (entry['type'] === 'unsupported') return line('something that the export does not show', []);
  if (entry['action'] === 'phone_call' || entry['action'] === 'conference_call') return call(entry);
  return '';
}

function call(entry: Entry): string {
  const seconds = entry['duration_seconds'];
  if (typeof seconds === 'number' && seconds > 0) {
    return line('a call', [seconds < 60 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`]);
  }
  return line('a call that was not taken', []);
}

const line = (what: string, details: readonly string[]): string => {
  const said = details.filter((detail) => detail !== '').join(' ');
  return said === '' ? `[${what}]` : `[${what}: ${said.replace(/\s+/gu, ' ')}]`;
};

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value))
    return value
      .map((part: unknown) => (typeof part === 'string' ? part : wordsOf(fieldsOf(part)?.['text'])))
      .join('');
  return '';
}

const fieldsOf = (value: unknown): Entry | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entry) : null;

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

const textIn = (entry: Entry, field: string): string | undefined => {
  const value = entry[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
