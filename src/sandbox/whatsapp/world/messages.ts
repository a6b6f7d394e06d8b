import type { Milliseconds } from '../../../core/clock.js';

/** What a message shows: words, or a file with words under it. */
export interface Content {
  /** `text`, or as the service of Meta calls it: image, audio, video, document, sticker, location, contacts, … */
  readonly kind: string;
  readonly text: string;
  readonly mime?: string;
  readonly fileName?: string;
  readonly isVoice?: boolean;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly forwarded?: boolean;
}

/** How far a message of a line came; a failed one arrives on no phone. */
export type Reach = 'waiting' | 'sent' | 'delivered' | 'read' | 'failed';

export interface ChatMessage {
  /** Of the messenger itself; each service has its own name for it. */
  readonly id: string;
  /** The number that a program answers at. Digits. */
  readonly line: string;
  /** The other side's number. Digits. */
  readonly user: string;
  /** Who wrote: the person, the program, or whoever holds the phone of the line. */
  readonly by: 'user' | 'program' | 'owner';
  readonly at: Milliseconds;
  readonly replyTo?: string;
  content: Content;
  reach: Reach;
  editedAt: Milliseconds | null;
  isRemoved: boolean;
  /** By who gave it. */
  readonly reactions: Map<'user' | 'line', string>;
  /** The line showed it as read. */
  isReadByLine: boolean;
}

const ranks: readonly Reach[] = ['waiting', 'sent', 'delivered', 'read'];

/** Whether a message comes further by this. */
export function isFurther(from: Reach, to: Reach): boolean {
  if (to === 'failed') return from === 'waiting' || from === 'sent';
  return from !== 'failed' && ranks.indexOf(to) > ranks.indexOf(from);
}
