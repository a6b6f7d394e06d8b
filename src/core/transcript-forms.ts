import { unperceivedReasons, type Attachment, type AttachmentKind, type Unperceived } from './event.js';
import { heardCodes, heardLine } from './heard-line.js';

/**
 * How a talk is written down for models: every mark that stands around or in front of somebody's words. Whoever writes a
 * talk down takes the form from here (the layers of `context`, the scribe's prompt, what is recalled), and the gate finds
 * them here again in what a model writes: a model copies the shape of its transcript.
 */

/** Notes in round brackets, by their first words: what stands in a talk and is nobody's message. */
const noteBeginnings = {
  program: 'sent by the program, in fixed words',
  byHand: 'written in your place by a human who shares this account',
  earlier: 'earlier messages are not shown',
  refused: 'Your draft was not sent because',
  spoken:
    'what you write now is said aloud in a voice message: plain speech, at most 60 words, no lists, links or emoji',
  again: 'the picture they mean is shown to you once more',
  nothing: 'nothing to say',
  hidden: 'a message stands here that cannot be shown to you',
} as const;
export type NoteForm = keyof typeof noteBeginnings;

/** `(written in your place by ...: words)`, or without words. */
export function note(form: NoteForm, words?: string): string {
  const joint = form === 'refused' ? ' ' : ': ';
  return words === undefined ? `(${noteBeginnings[form]})` : `(${noteBeginnings[form]}${joint}${words})`;
}

/** `[photo]`, `[sticker: 🙂]`: what came with a message, or in place of one. */
function inBrackets(kind: string, label?: string): string {
  // A file's name or a poll's question cannot close the bracket it stands in.
  const inside = (text: string): string => text.replaceAll('[', '(').replaceAll(']', ')');
  return label === undefined ? `[${inside(kind)}]` : `[${inside(kind)}: ${inside(label)}]`;
}

/** What each kind of attachment is called in a talk. */
const kindWords: Readonly<Record<AttachmentKind, string>> = {
  photo: 'photo',
  voice: 'voice',
  round: 'round video',
  audio: 'music',
  video: 'video',
  gif: 'gif',
  sticker: 'sticker',
  location: 'location',
  contact: 'contact',
  file: 'file',
  other: 'something',
};

/** Said to the model, so that it says so too and makes nothing up. */
const unperceivedWords: Readonly<Record<Unperceived, string>> = {
  vanishing: 'it vanishes once opened, and such things are never opened',
  'too-large': 'it is larger than can be opened',
  'too-long': 'it is longer than can be listened to',
  'too-many': 'there were too many today',
  'no-consent': 'they have not agreed to that yet',
  'no-budget': 'the budget of the day is used up',
  'not-able': 'this cannot be opened here',
  gone: 'it could not be fetched',
  unreadable: 'the file cannot be read',
  silent: 'there are no words in it',
  unsafe: 'it was not looked at',
};

const isHeardKind = (kind: AttachmentKind): boolean =>
  kind === 'voice' || kind === 'round' || kind === 'audio';

/**
 * What came with a message, in brackets: `[photo: a cat on a mat]`, `[voice 0:14]`, `[sticker 😭: a crying cat]`,
 * `[voice 0:42: not heard, ...]`. The same attachment is written the same for ever: what was sent once stays cached.
 */
export function attachmentForm({ kind, label, seconds, seen, heard, unseen, ephemeral }: Attachment): string {
  if (kind === 'other') return inBrackets(label ?? kindWords.other);
  const length = seconds === undefined || seconds < 1 ? '' : ` ${clockOf(seconds)}`;
  const why = ephemeral === true ? 'vanishing' : unseen;
  const said =
    why !== undefined && heard !== true
      ? `not ${isHeardKind(kind) ? 'heard' : 'seen'}, ${unperceivedWords[why]}`
      : seen;
  if (said === undefined) return inBrackets(`${kindWords[kind]}${length}`, label);
  return inBrackets(
    `${kindWords[kind]}${length}${label === undefined ? '' : ` ${withoutColons(label)}`}`,
    said,
  );
}

const clockOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;

/** A file's name cannot end sooner what is said about the file. */
const withoutColons = (label: string): string => label.replaceAll(':', ' ').replace(/\s+/gu, ' ').trim();

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** `#12 [Mon 3 March 09:12] Mira (forwarded): words`: a numbered line of a talk, with when and who. */
export function stampedLine(line: {
  readonly row?: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly day: string;
  readonly hour: number;
  readonly minute: number;
  readonly name: string;
  readonly remark?: string;
  readonly words: string;
}): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const number = line.row === undefined ? '' : `#${line.row} `;
  const when = [weekdays[line.weekday] ?? '', line.day, `${two(line.hour)}:${two(line.minute)}`];
  const remark = line.remark === undefined ? '' : ` (${line.remark})`;
  return `${number}[${when.filter((part) => part !== '').join(' ')}] ${line.name}${remark}: ${line.words}`;
}

/** `(12) words`: one of a list that is answered by number. */
export function numbered(row: number, words: string): string {
  return `(${row}) ${words}`;
}

/** `they, 8 May: words`: something of the past, with whose it is and from when. */
export function recalledLine(whose: string, when: string, words: string): string {
  return `${whose}, ${when}: ${words}`;
}

/** What came with a message beside its own words, as `inBrackets` shows it: `forwarded from Ann: words`. */
const labelBeginnings = {
  forwarded: 'forwarded',
  automatic: 'sent automatically',
  answering: 'replying to',
} as const;

export function label(form: keyof typeof labelBeginnings, words: string): string {
  return `${labelBeginnings[form]}${words.startsWith(':') ? '' : ' '}${words}`;
}

/** ` (felt: joy)` and ` (for 8 May)` behind something remembered. */
export const feltNote = (emotion: string): string => ` (felt: ${emotion})`;
export const dueNote = (day: string): string => ` (for ${day})`;

/** `They edited a message that you had answered: ...`. */
export const editedNote = (before: string, now: string): string =>
  `They edited a message that you had answered: it said ${before} and says ${now} now.`;

/** One of each, and of each kind of attachment: what a test walks, and what the gate must find. */
export const formExamples: readonly string[] = [
  ...(Object.keys(noteBeginnings) as NoteForm[]).flatMap((form) => [note(form), note(form, 'the words')]),
  ...attachmentKinds().flatMap((kind) => [
    attachmentForm({ kind }),
    attachmentForm({ kind, label: 'a label' }),
    attachmentForm({ kind, seconds: 74 }),
    ...(kind === 'other'
      ? []
      : [attachmentForm({ kind, seconds: 74, label: 'a: label', seen: 'a cat on a mat, "keep off" on it' })]),
  ]),
  ...unperceivedReasons.flatMap((unseen) => [
    attachmentForm({ kind: 'photo', unseen }),
    attachmentForm({ kind: 'voice', seconds: 74, unseen }),
  ]),
  attachmentForm({ kind: 'photo', ephemeral: true }),
  inBrackets('a poll', 'soup or salad?'),
  stampedLine({
    row: 12,
    weekday: 1,
    day: '3 March',
    hour: 9,
    minute: 12,
    name: 'Mira',
    remark: 'forwarded',
    words: '',
  }),
  stampedLine({ weekday: 1, day: '', hour: 9, minute: 12, name: 'Mira', words: '' }),
  numbered(12, ''),
  recalledLine('they', '8 May', ''),
  recalledLine('you', '3 days ago', ''),
  inBrackets(label('forwarded', 'from Ann Lee: words')),
  inBrackets(label('forwarded', ': words')),
  inBrackets(label('automatic', ': words')),
  inBrackets(label('answering', 'this part of your message of 2026-03-03: words')),
  feltNote('joy').trim(),
  dueNote('8 May').trim(),
  dueNote('tomorrow').trim(),
  `- ${editedNote('"a"', '"b"')}`,
  heardLine(),
  heardLine(heardCodes),
];

function attachmentKinds(): readonly AttachmentKind[] {
  return Object.keys(kindWords) as AttachmentKind[];
}

const literal = (text: string): string =>
  text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&').replaceAll(' ', '\\s+');

/** Brackets of any shape: a model that copies a mark seldom copies its brackets. */
const open = '[([{<【（]';
const close = '[)\\]}>】）]';
const clock = '\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2})?(?:\\s?[ap]\\.?m\\.?)?';
const weekday = '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?';
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const day = '(?:today|yesterday|tomorrow|\\d{1,2} days ago|\\d{1,2} MONTH(?: \\d{4})?)'.replace(
  'MONTH',
  month,
);
const number = '(?:#?\\d{1,7}[ \\t]?)?';

/** In the order they are taken out. Each takes the mark with the words that belong to it, and no more. */
const patterns: readonly RegExp[] = [
  // A note, to its closing bracket, else to the end of the text.
  new RegExp(
    `${open}\\s*(?:${Object.values(noteBeginnings).map(literal).join('|')})(?:[^)\\]}】）]*${close}|[\\s\\S]*$)`,
    'giu',
  ),
  // The line for the program (heard-line.ts), wherever it stands.
  new RegExp(`${open}\\s*heard\\s*[:=][^\\n)\\]}>】）]{0,80}${close}[ \\t]*`, 'giu'),
  // When it was written: with a number, with a day, or a bare time in brackets at the beginning of a line.
  new RegExp(
    `(?:^|(?<=\\n))[ \\t]*${number}${open}[^\\n\\])}】）]{0,24}?(?:${weekday})?[^\\n\\])}】）]{0,24}?\\b${clock}\\s*${close}[ \\t]*`,
    'giu',
  ),
  new RegExp(`${number}${open}\\s*${weekday}\\b[^\\n\\])}】）]{0,40}?\\b${clock}\\s*${close}[ \\t]*`, 'giu'),
  // What came with a message: anything that begins a line, and what we know anywhere.
  /(?:^|(?<=\n))[ \t]*\[(?:an? |the )?\p{Ll}[\p{Ll} -]{1,24}(?::[^\]\n]{0,200})?\][ \t]*/gu,
  new RegExp(
    `\\[(?:an? |the )?(?:${Object.values(kindWords).join('|')})(?: [^\\]:\\n]{1,200})?(?::[^\\]\\n]{0,700})?\\][ \\t]*`,
    'giu',
  ),
  // Whose words came along, and what they answer; anywhere.
  new RegExp(
    `\\[\\s*(?:${Object.values(labelBeginnings).map(literal).join('|')})(?![\\p{L}])[^\\n\\]]{0,400}\\][ \\t]*`,
    'giu',
  ),
  // What stands behind something remembered, and what says that a message was edited.
  new RegExp(`[ \\t]*${open}(?:felt: \\p{L}+|for ${day})${close}`, 'giu'),
  /(?:^|(?<=\n))[ \t]*(?:- )?They edited a message that you had answered\b[^\n]*/gu,
  // A numbered line, once its stamp is gone.
  /(?:^|(?<=\n))[ \t]*(?:#\d{1,7}|\(\d{2,7}\))(?:[ \t]+|$)/gu,
  // Whose words they were, in front of them.
  new RegExp(`(?:^|(?<=\\n))[ \\t]*(?:[-•] )?(?:they|you|we|\\p{Ll}{3,12}),\\s+${day}:[ \\t]*`, 'giu'),
];

/** The text without every mark of a transcript, with the words that are its own kept. */
export function withoutForms(text: string): string {
  let bare = text;
  for (const pattern of patterns) bare = bare.replace(pattern, '');
  return bare;
}
