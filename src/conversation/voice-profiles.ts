import type { Character } from '../character/character.js';
import type { CharacterId } from '../core/ids.js';
import { learnProfile, type VoiceProfile } from '../quality/drift.js';

/** The measured voice of each character, learnt once per version of its file: that takes longer than a turn may. */
export class VoiceProfiles {
  private readonly learnt = new Map<
    CharacterId,
    { readonly version: string; readonly profile: VoiceProfile }
  >();

  of(character: Character): VoiceProfile {
    const known = this.learnt.get(character.id);
    if (known?.version === character.version) return known.profile;
    const profile = learnProfile({
      samples: character.voice.samples,
      languages: character.languages,
      forbidden: character.voice.words.never,
    });
    this.learnt.set(character.id, { version: character.version, profile });
    return profile;
  }
}
