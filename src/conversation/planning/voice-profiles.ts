import type { Character } from '../../character/character.js';
import type { CharacterId } from '../../core/ids.js';
import { acceptedReplies, learnProfile, mostAccepted, type VoiceProfile } from '../../quality/drift.js';

/** How many accepted replies make it worth learning the voice anew: each step takes longer than a turn may. */
const steps: readonly number[] = [10, 20, mostAccepted];

interface Learnt {
  readonly version: string;
  readonly character: Character;
  /** From the author's samples alone: what a reply is accepted by, so that drift never widens what drift is judged by. */
  readonly authored: VoiceProfile;
  /** From the samples and its own accepted replies. */
  profile: VoiceProfile;
  readonly accepted: Set<string>;
  /** Accepted replies that `profile` was learnt with. */
  known: number;
  /** Other characters it was learnt to be told from. */
  beside: number;
}

/**
 * The measured voice of each character, per version of its file: the author's sample lines, widened three times by
 * replies of its own that were said in that voice, and told from the other characters that are asked for here.
 */
export class VoiceProfiles {
  private readonly learnt = new Map<CharacterId, Learnt>();

  of(character: Character): VoiceProfile {
    return this.learntOf(character).profile;
  }

  /** Replies of one conversation that passed the gate, oldest first, as far back as its window goes. */
  heard(character: Character, replies: readonly string[]): void {
    const { authored, accepted } = this.learntOf(character);
    if (accepted.size >= mostAccepted) return;
    for (const reply of acceptedReplies(replies, authored)) {
      if (accepted.size < mostAccepted) accepted.add(reply);
    }
  }

  /** Learn from what was heard, where that is enough by now. Takes some hundredths of a second: between turns. */
  widen(character: Character): void {
    const learnt = this.learntOf(character);
    const reached = steps.findLast((step) => learnt.accepted.size >= step) ?? 0;
    const beside = this.samplesBeside(character);
    if (reached <= learnt.known && beside.length <= learnt.beside) return;
    learnt.known = Math.max(reached, learnt.known);
    learnt.beside = beside.length;
    learnt.profile = profileOf(character, [...learnt.accepted].slice(0, learnt.known), beside);
  }

  private learntOf(character: Character): Learnt {
    const known = this.learnt.get(character.id);
    if (known?.version === character.version) return known;
    const beside = this.samplesBeside(character);
    const authored = profileOf(character, [], beside);
    const { version } = character;
    const learnt = {
      version,
      character,
      authored,
      profile: authored,
      accepted: new Set<string>(),
      known: 0,
      beside: beside.length,
    };
    this.learnt.set(character.id, learnt);
    return learnt;
  }

  /** Of each other character that writes the same language first. */
  private samplesBeside({ id, languages: [own] }: Character): readonly (readonly string[])[] {
    return [...this.learnt.values()]
      .filter(({ character }) => character.id !== id && character.languages[0] === own)
      .map(({ character }) => character.voice.samples);
  }
}

function profileOf(
  { voice, languages }: Character,
  accepted: readonly string[],
  beside: readonly (readonly string[])[],
): VoiceProfile {
  const { samples, words } = voice;
  return learnProfile({ samples, accepted, languages, beside, forbidden: words.never });
}
