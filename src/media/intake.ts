import type { Attachment, MediaPlace, Unperceived } from '../core/event.js';

/** How a file is taken in: looked at, listened to, read. */
export type Sense = 'picture' | 'sound' | 'text';

/** What to do about something that came with a message, by what was announced alone: nothing is fetched to find out. */
export type Intake =
  | { readonly kind: 'take'; readonly sense: Sense; readonly place: MediaPlace; readonly isStill: boolean }
  | { readonly kind: 'leave'; readonly why: Unperceived }
  /** There is nothing to open: a place, a contact, a poll. */
  | { readonly kind: 'as-is' };

/** Bytes that are taken in of each; announced or not, nothing beyond it is fetched. */
export const mostBytes: Readonly<Record<Sense, number>> = {
  picture: 10_000_000,
  // 20 minutes of a voice note are about 5 MB; round videos are at most 12 MB (TELEGRAM 8).
  sound: 16_000_000,
  text: 262_144,
};
/** Seconds of sound that are listened to. */
export const mostSeconds = 15 * 60;

const asIs: Intake = { kind: 'as-is' };
const pictureTypes = /^image\/(?:jpe?g|png|webp|gif)$/iu;
const textNames = /\.(?:txt|md|csv|tsv|json|ya?ml|log|ini|xml|srt|vtt)$/iu;

export function intakeOf(attachment: Attachment): Intake {
  const { kind, source, mime = '', label = '', ephemeral, seconds = 0 } = attachment;
  if (ephemeral === true || source === undefined) return asIs;
  switch (kind) {
    case 'photo':
    case 'video':
    case 'gif':
      return still(source.still);
    case 'sticker':
      // One that moves is shown by the picture that stands for it; nothing of it is unpacked.
      return pictureTypes.test(mime) ? whole('picture', source.whole) : still(source.still);
    case 'voice':
    case 'round':
      return seconds > mostSeconds ? { kind: 'leave', why: 'too-long' } : whole('sound', source.whole);
    case 'file':
      if (pictureTypes.test(mime)) return whole('picture', source.whole);
      return mime.startsWith('text/') || textNames.test(label) ? whole('text', source.whole) : asIs;
    case 'audio':
    case 'location':
    case 'contact':
    case 'other':
      return asIs;
  }
}

function whole(sense: Sense, place: MediaPlace | undefined): Intake {
  if (place === undefined) return { kind: 'leave', why: 'gone' };
  if (place.bytes > mostBytes[sense]) return { kind: 'leave', why: 'too-large' };
  return { kind: 'take', sense, place, isStill: false };
}

function still(place: MediaPlace | undefined): Intake {
  const found = whole('picture', place);
  return found.kind === 'take' ? { ...found, isStill: true } : asIs;
}
