import type { Character } from '../../character/character.js';
import type { ConversationId } from '../../core/ids.js';
import { acceptedReplies, driftOver, learnProfile, type DriftState } from '../../quality/drift.js';
import type { SpokenReply } from '../../store/conversation/reply-reader.js';

/** What a character said in one talk, and how far each of it was from its voice. */
export interface TalkDrift {
  readonly conversation: ConversationId;
  readonly replies: readonly SpokenReply[];
  readonly states: readonly DriftState[];
}

export interface DriftOfTalks {
  /** Replies that fit the samples, and are learnt from beside them. */
  readonly accepted: number;
  /** There are lines enough, and other voices in its language, to tell another written voice from it. */
  readonly hearsOtherVoices: boolean;
  readonly talks: readonly TalkDrift[];
}

/** How far replies are from the voice that is learnt from the file's samples and from what of the replies fits them. */
export function driftOfTalks(
  { voice, languages }: Pick<Character, 'voice' | 'languages'>,
  talks: ReadonlyMap<ConversationId, readonly SpokenReply[]>,
): DriftOfTalks {
  const input = { samples: voice.samples, languages, forbidden: voice.words.never };
  const authored = learnProfile(input);
  const accepted = [...talks.values()].flatMap((replies) => acceptedReplies(texts(replies), authored));
  const profile = learnProfile({ ...input, accepted });
  return {
    accepted: accepted.length,
    hearsOtherVoices: profile.likeness !== null,
    talks: [...talks].map(([conversation, replies]) => ({
      conversation,
      replies,
      states: driftOver(texts(replies), profile),
    })),
  };
}

const texts = (replies: readonly SpokenReply[]): readonly string[] => replies.map(({ text }) => text);
