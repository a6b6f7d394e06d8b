import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { MediaToSend } from '../channel/contract.js';
import type { Clock, Milliseconds } from '../core/clock.js';
import { madeLines } from '../duty/made-lines.js';
import type { MediaWorker } from '../media/worker/worker.js';
import type { Mouth } from '../model/speaking.js';
import type { Database } from '../store/engine/database.js';
import { readShown, saidOfPicture, saidOfVoice } from '../store/media/shown-store.js';
import type { ClaimedBubble } from '../store/outbox/claimed-bubble.js';

export interface FormsParts {
  readonly database: Pick<Database, 'read'>;
  readonly clock: Clock;
  readonly worker: MediaWorker;
  readonly mouth: Mouth | null;
  /** Folder of a character's own files. */
  readonly folderOf: (character: string) => string;
  /** Named in the mark that a made sound carries. */
  readonly operator: string;
}

/** As what waits to be sent: `ready`, or `words` where it cannot be made and its words go instead. */
export type Prepared =
  | { readonly state: 'ready'; readonly media: MediaToSend; readonly notes: readonly string[] }
  | { readonly state: 'words'; readonly code: string };

type ToPrepare = Pick<ClaimedBubble, 'conversation' | 'text' | 'media'>;

/** Speech of a minute takes seconds; whoever waits sees "recording" meanwhile. */
const mostMs: Milliseconds = 45_000;
/** Longest side of a picture that is sent, in pixels. */
const mostPixels = 1_600;
/** How long a voice message is at most. */
const mostSeconds = 60;
const saidAgainAfter: Milliseconds = 3 * 3_600_000;

/**
 * Makes what a claimed bubble is sent as, anew at each try. What cannot be made, or not in time, goes as words.
 */
export class Forms {
  constructor(private readonly parts: FormsParts) {}

  async prepare(bubble: ToPrepare): Promise<Prepared> {
    const over = new AbortController();
    const timer = this.parts.clock.after(mostMs, () => over.abort(), { unref: true });
    try {
      return await this.make(bubble, over.signal);
    } catch {
      return { state: 'words', code: 'NOT_MADE' };
    } finally {
      timer.cancel();
    }
  }

  private async make({ conversation, text, media }: ToPrepare, signal: AbortSignal): Promise<Prepared> {
    const { database, clock, worker, mouth, operator, folderOf } = this.parts;
    if (media === null) return { state: 'words', code: 'NO_FORM' };
    if (media.form === 'sticker') return { state: 'ready', media, notes: [] };
    const shown = await readShown(database.read, conversation);
    const isDue = (name: string): boolean => clock.now() - (shown.get(name) ?? 0) >= saidAgainAfter;
    if (media.form === 'photo') {
      const folder = await realpath(folderOf(media.character));
      const path = await realpath(join(folder, media.file));
      // A link may lead anywhere; nothing outside of the character's folder is its own.
      if (!path.startsWith(`${folder}${sep}`)) return { state: 'words', code: 'PICTURE_OUTSIDE' };
      const bytes = await readFile(path);
      const made = await worker.do({ kind: 'picture', bytes, most: mostPixels });
      if (!made.ok) return { state: 'words', code: 'PICTURE_NOT_MADE' };
      const line = isDue(saidOfPicture) ? madeLines(media.language).picture : '';
      const caption = [text, line].filter((part) => part !== '').join('\n\n');
      const notes = [media.file, ...(line === '' ? [] : [saidOfPicture])];
      return { state: 'ready', media: { form: 'photo', jpeg: made.made.jpeg, caption }, notes };
    }
    if (mouth === null) return { state: 'words', code: 'NO_MOUTH' };
    const { language, voice, style } = media;
    const said = await mouth.speak(text, {
      language,
      signal,
      ...(voice !== undefined && { voice }),
      ...(style !== undefined && { style }),
    });
    if (!said.ok) return { state: 'words', code: `MOUTH_${said.failure.kind.toUpperCase()}` };
    // EU AI Act 50(2): that it is made stands in the sound's own tags too.
    const comments = ['AI-GENERATED=true', `ENCODED-BY=${mouth.name}`, `ORGANIZATION=${operator}`];
    const serial = Number.parseInt(Buffer.from(conversation).toString('hex').slice(-7), 16);
    const made = await worker.do({ kind: 'speak', bytes: said.sound, comments, serial });
    if (!made.ok || made.made.seconds > mostSeconds) return { state: 'words', code: 'SOUND_NOT_MADE' };
    const caption = isDue(saidOfVoice) ? madeLines(language).voice : '';
    const { ogg, seconds, waveform } = made.made;
    const notes = caption === '' ? [] : [saidOfVoice];
    return { state: 'ready', media: { form: 'voice', ogg, seconds, waveform, caption }, notes };
  }
}
