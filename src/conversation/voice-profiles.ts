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
    const remembering = { ...profile, measure: remembered(profile.measure) };
    this.learnt.set(character.id, { version: character.version, profile: remembering });
    return remembering;
  }
}

/** A reply is measured again with every turn it stays in the window; about 300 bytes each. */
const mostRemembered = 5_000;

function remembered(measure: VoiceProfile['measure']): VoiceProfile['measure'] {
  const known = new Map<string, ReturnType<VoiceProfile['measure']>>();
  return (reply) => {
    let found = known.get(reply);
    if (found === undefined) {
      if (known.size >= mostRemembered) known.clear();
      found = measure(reply);
      known.set(reply, found);
    }
    return found;
  };
}
