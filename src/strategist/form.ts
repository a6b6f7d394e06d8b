import type { Attachment } from '../core/event.js';
import type { Chance } from '../core/chance.js';

/** How an answer goes out, and the one reason for it. */
export type FormChoice =
  | { readonly form: 'words'; readonly reason: string }
  | { readonly form: 'voice'; readonly reason: string }
  | { readonly form: 'photo'; readonly reason: string; readonly file: string; readonly caption: string }
  | { readonly form: 'sticker'; readonly reason: string; readonly set: string; readonly emoji: string };

export interface FormInput {
  readonly burst: readonly { readonly text: string; readonly attachments: readonly Attachment[] }[];
  /** The character's latest messages, oldest first. */
  readonly own: readonly { readonly attachments: readonly Attachment[] }[];
  readonly register: string;
  /** Somebody may be in danger, or was lately. */
  readonly isCareful: boolean;
  /** What the channel, the settings and the person allow. */
  readonly may: { readonly voice: boolean; readonly photo: boolean; readonly sticker: boolean };
  readonly album: readonly {
    readonly file: string;
    readonly caption: string;
    readonly keys: readonly string[];
  }[];
  /** Files of the album that this person was shown. */
  readonly shown: ReadonlySet<string>;
  readonly stickers: readonly { readonly set: string; readonly emoji: string }[];
  readonly chance: Chance;
}

/** Asked for in words, in the languages the program speaks itself. */
const asksVoice =
  /\b(?:voice (?:message|note|msg)|say it (?:out loud|aloud)|hear your voice|sprachnachricht|nota de voz|mensaje de voz|message vocal|messaggio vocale|mensagem de voz)\b|голосов|голосом/iu;
const refusesVoice =
  /\b(?:as text|in writing|can.?t listen|cannot listen|no voice|als text|por escrito|par écrit|per iscritto)\b|текстом|не могу слушать|не можу слухати/iu;
const asksPicture =
  /\b(?:show me|send (?:me )?(?:a )?(?:photo|pic|picture)|zeig mir|muéstrame|enséñame|montre.moi|fammi vedere|mostra.me)\b|покажи|пришли фото|надішли фото/iu;

/** A sticker is not sent again within so many messages of the character. */
const stickerRest = 12;
/** How often a sticker is answered with one. */
const oftenMirrored = 0.5;
const quietRegisters: ReadonlySet<string> = new Set(['tender', 'serious', 'conflict', 'tense']);

/**
 * Words unless there is a reason: a voice message answers one or a wish for one, a picture of the character is shown when
 * it is asked for and never twice to the same person, a sticker answers a sticker. Never where somebody is in danger.
 */
export function chooseForm(input: FormInput): FormChoice {
  const { burst, own, register, isCareful, may, album, shown, stickers, chance } = input;
  const said = burst.map(({ text }) => text).join('\n');
  const words = (reason: string): FormChoice => ({ form: 'words', reason });
  if (isCareful) return words('careful');
  if (asksPicture.test(said) && may.photo) {
    const left = album.filter(({ file }) => !shown.has(file));
    const lower = said.toLowerCase();
    const fits = left.find(({ keys }) => keys.some((key) => lower.includes(key.toLowerCase())));
    const chosen = fits ?? left.find(({ keys }) => keys.length === 0);
    if (chosen !== undefined) return { form: 'photo', reason: 'picture-asked-for', ...pick(chosen) };
  }
  if (may.voice && !refusesVoice.test(said)) {
    if (asksVoice.test(said)) return { form: 'voice', reason: 'voice-asked-for' };
    const isSpoken = burst.some(({ attachments }) =>
      attachments.some(({ kind, heard }) => kind === 'voice' && heard === true),
    );
    if (isSpoken) return { form: 'voice', reason: 'voice-answers-voice' };
  }
  const last = burst.at(-1);
  const isSticker =
    last?.attachments.some(({ kind }) => kind === 'sticker') === true && last.text.trim() === '';
  if (isSticker && may.sticker && !quietRegisters.has(register)) {
    const lately = own
      .slice(-stickerRest)
      .some(({ attachments }) => attachments.some(({ kind }) => kind === 'sticker'));
    const emoji = last.attachments.find(({ kind }) => kind === 'sticker')?.label;
    const chosen = stickers.find((one) => one.emoji === emoji) ?? stickers[0];
    if (!lately && chosen !== undefined && chance.next() < oftenMirrored) {
      return { form: 'sticker', reason: 'sticker-answers-sticker', set: chosen.set, emoji: chosen.emoji };
    }
  }
  return words('usual');
}

function pick({ file, caption }: { readonly file: string; readonly caption: string }) {
  return { file, caption };
}

const fewestSpoken = 2;
const mostSpoken = 60;

/** Whether words can be listened to: no list, link, code or long number, and neither a grunt nor a lecture. */
export function isSpeakable(text: string): boolean {
  const count = text.split(/\s+/u).filter((word) => /\p{L}/u.test(word)).length;
  return (
    count >= fewestSpoken &&
    count <= mostSpoken &&
    !/https?:|www\.|\d{4,}|[`*_#|<>{}[\]]|^\s*(?:[-•]|\d+[.)])\s/mu.test(text)
  );
}

/** As it is said: without what only eyes read. */
export function spokenForm(text: string): string {
  return text
    .replace(/\p{Extended_Pictographic}\uFE0F?/gu, '')
    .replace(/\s*\n+\s*/gu, '. ')
    .replace(/([.!?…,;:])\.(?=\s|$)/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}
