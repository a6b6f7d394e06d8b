import type { Generated } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { AttachmentKind } from '../../core/event.js';
import type { AccountId, ConversationId, PeerId, RemoteMessageId } from '../../core/ids.js';

export interface MediaSchema {
  medium: MediumTable;
  sticker_meaning: StickerMeaningTable;
  shown_picture: ShownPictureTable;
}

/**
 * `wanted`: to be fetched. `held`: it was, and its words are still to be found. `known`: it was seen or heard. `declined`:
 * it was not, for the reason beside it.
 */
export type MediumState = 'wanted' | 'held' | 'known' | 'declined';

export interface MediumTable {
  medium_id: Generated<number>;
  conversation_id: ConversationId;
  account_id: AccountId;
  peer_id: PeerId;
  message_row: number;
  remote_id: RemoteMessageId;
  /** Which of the message's attachments it is, from 0. */
  part: number;
  kind: AttachmentKind;
  sense: 'picture' | 'sound' | 'text';
  /** The same file has the same key on this channel. */
  file_key: string | null;
  state: MediumState;
  reason: string | null;
  /** JSON of a `MediaPlace`; null once it is not needed any more. */
  place: string | null;
  is_still: 0 | 1;
  seconds: number | null;
  label: string | null;
  /** Name and key of the sealed file (src/media/keep); both null where none is kept. */
  file: string | null;
  seal: Uint8Array | null;
  sha256: string | null;
  width: number | null;
  height: number | null;
  /** What was seen in it, as it stands with its message; null for what was heard, whose words are the message's. */
  sighting: string | null;
  /** `provider:model`, or the program that heard it. */
  made_by: string | null;
  created_at: Milliseconds;
  settled_at: Milliseconds | null;
  held_until: Milliseconds | null;
}

/** What a sticker shows, asked once for everybody: a sticker is public, and nothing here says who sent it. */
export interface StickerMeaningTable {
  file_key: string;
  emoji: string | null;
  meaning: string;
  made_by: string;
  at: Milliseconds;
}

/** Pictures of the character's album that a person has been shown. */
export interface ShownPictureTable {
  conversation_id: ConversationId;
  /** The picture's name in the album. */
  picture: string;
  at: Milliseconds;
}
