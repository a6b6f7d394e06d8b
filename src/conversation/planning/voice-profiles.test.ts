import { describe, expect, it } from 'vitest';
import { aCharacter, distinctSamples } from '../../../test/support/characters.js';
import { driftOver } from '../../quality/drift.js';
import { VoiceProfiles } from './voice-profiles.js';

const samples = [...distinctSamples];
const mira = aCharacter({ voice: { ...aCharacter().voice, samples } });

/** Its own lines in another order, with a word of the moment: what a model that stays itself says. */
const own = (turn: number): string =>
  `${samples[(turn * 7) % samples.length]}${turn % 3 === 0 ? ' well, they would.' : ''}`;
const ends = [
  ' I completely understand how you feel, and your feelings are valid!',
  ' I am here to help you every step of the way. Additionally, please remember to take care of yourself!',
  '\n1. Take a deep breath!\n2. Reach out to a friend!\n3. Consider speaking with a professional!',
];
/** The same, with more and more of an assistant in it: a small step with every turn. */
const sliding = (turn: number, of: number): string => {
  const share = turn / of;
  const said = own(turn);
  const tail = ends.slice(0, Math.ceil(share * ends.length)).join('');
  return said + tail.slice(0, Math.round(share * tail.length));
};

/** Plays a chat as turns do it: each hears the window before it, and the voice is widened after it. */
function play(voices: VoiceProfiles, replies: readonly string[]): void {
  replies.forEach((_, index) => {
    voices.heard(mira, replies.slice(Math.max(0, index - 20), index + 1));
    voices.widen(mira);
  });
}

describe('the measured voice of a character', () => {
  it('is widened by its own accepted replies, and stays at that', () => {
    const voices = new VoiceProfiles();
    const before = voices.of(mira);
    play(
      voices,
      Array.from({ length: 12 }, (_, turn) => own(turn)),
    );
    const widened = voices.of(mira);
    expect(widened).not.toBe(before);
    expect(widened.measure('well, they would.').measures.vocabulary).toBeLessThan(
      before.measure('well, they would.').measures.vocabulary,
    );
    play(
      voices,
      Array.from({ length: 200 }, (_, turn) => own(turn)),
    );
    const full = voices.of(mira);
    play(
      voices,
      Array.from({ length: 200 }, (_, turn) => own(turn + 3)),
    );
    expect(voices.of(mira)).toBe(full);
  });

  it('never learns a slide from the slide: however slow, it is outside the band at its end', () => {
    for (const length of [40, 120, 300]) {
      const voices = new VoiceProfiles();
      const replies = Array.from({ length }, (_, turn) => sliding(turn, length));
      play(voices, replies);
      const states = driftOver(replies, voices.of(mira));
      expect(states.at(-1)?.status).toBe('outside');
      expect(states.slice(Math.floor(0.9 * length)).every(({ status }) => status === 'outside')).toBe(true);
    }
  });

  it('does not take a slide that was there before its window began', () => {
    const voices = new VoiceProfiles();
    const before = voices.of(mira);
    const slid = Array.from({ length: 60 }, (_, turn) => sliding(60 + turn, 120));
    play(voices, slid);
    expect(voices.of(mira)).toBe(before);
  });
});
