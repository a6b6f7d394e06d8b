import { describe, expect, it } from 'vitest';
import { aCharacter, distinctSamples } from '../../../test/support/characters.js';
import { aMessage, fromCharacter } from '../../../test/support/messages.js';
import type { Character } from '../../character/character.js';
import { conversationId, turnId } from '../../core/ids.js';
import type { VoiceProfile } from '../../quality/drift.js';
import type { ConversationState } from '../../store/conversation/conversation-reader.js';
import type { Knock } from '../../store/conversation/admission-store.js';
import { noPast } from '../../store/memory/past-store.js';
import { callUp } from './call-up.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { LorebookIndexes } from './lorebook-indexes.js';
import { VoiceProfiles } from './voice-profiles.js';

const character = {
  ...aCharacter(),
  modules: [{ name: 'night', topics: ['night'], registers: [], text: 'Nights are long.', priority: 50 }],
};

function loaded(changes: Partial<LoadedTurn> = {}): LoadedTurn {
  const latest = aMessage({ text: 'that night again' });
  return {
    state: { conversation: conversationId('c'), lorebookState: null } as ConversationState,
    knock: { hasSpoken: true } as Knock,
    standing: { mode: 'auto', modeSince: null, pausedUntil: null, pausedBy: null, pace: null },
    burst: [latest],
    latest,
    past: noPast,
    care: { crisisTier: null, crisisUntil: null, cardAt: null, stoppedAt: null },
    isLocked: false,
    listing: null,
    consents: new Map(),
    told: { ai: null, rest: null },
    hasMemories: false,
    foldsUntil: null,
    leftOutSpecial: false,
    written: 1,
    hasUnreadEdits: false,
    link: null,
    relationship: null,
    messages: 0,
    turnsBefore: 0,
    window: [],
    isWholeTalk: true,
    unsent: [],
    edits: [],
    doubts: [],
    mustDisclose: false,
    ...changes,
  };
}

const context = () => ({ voices: new VoiceProfiles(), lorebooks: new LorebookIndexes() });

const said = (text: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...fromCharacter(`${text} ${index}.`),
    turn: turnId(`t${index}`),
  }));

describe('what a moment calls up', () => {
  it('is a module whose topic came up, and an empty lorebook state at first', () => {
    const called = callUp(context(), character, loaded(), 'light');
    expect(called.modules.chosen).toMatchObject([{ name: 'module:night', reason: 'topic "night"' }]);
    expect(called.lore.state).toEqual({});
  });

  it('is a reminder once the voice has slipped, with the reason, and none while it has not', () => {
    const learnt = context();
    const own = loaded({ window: said('the hive is quiet, i would wait', 6) });
    expect(callUp(learnt, character, own, 'light').reminder).toBeNull();
    const slipped = said(
      'Absolutely! I completely understand how you feel, and I am here to help you every step of the way!! Additionally, here are some wonderful suggestions for you to consider:\n1. Take a deep breath!\n2. Reach out to somebody! 😊 Number',
      6,
    );
    const called = callUp(learnt, character, loaded({ window: slipped }), 'light');
    expect(called.reminder?.reason).toMatch(/^drift, voice 0\.\d\d$/u);
    expect(called.reminder?.text).toContain('own voice');
  });

  it('is a reminder where the voice score hears somebody else, though lengths and marks are as usual', () => {
    class Heard extends VoiceProfiles {
      override of(one: Character): VoiceProfile {
        return { ...super.of(one), likeness: { of: () => score, usual: 3, spread: 1, edge: 1.5 } };
      }
    }
    let score = 2;
    const spoken = { ...character, voice: { ...character.voice, samples: [...distinctSamples] } };
    const window = distinctSamples.slice(0, 6).map((text, index) => ({
      ...fromCharacter(text),
      turn: turnId(`t${index}`),
    }));
    const calledUp = () => callUp({ ...context(), voices: new Heard() }, spoken, loaded({ window }), 'light');
    expect(calledUp().reminder).toBeNull();
    score = 1;
    expect(calledUp().reminder?.text).toContain('wording that is not yours');
  });

  it('is a reminder on the beat the author wants', () => {
    const beating = { ...character, reinforce: 'every 4' };
    const at = (turnsBefore: number) =>
      callUp(context(), beating, loaded({ turnsBefore, window: said('the hive is quiet', 3) }), 'light')
        .reminder?.reason;
    expect(at(3)).toMatch(/^beat/u);
    expect(at(4)).toBeUndefined();
  });
});
