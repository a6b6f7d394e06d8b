import { describe, expect, it } from 'vitest';
import { createVoicePanel, evidenceAgainst, learnVoice, shelve } from './voice.js';
import { styleTokens } from './voice-tokens.js';
import { styleWords } from './voice-words.js';

const english = styleWords(['en']);
const curt = [
  'no. not today.',
  'maybe. i will see.',
  'hm. that is that.',
  'fine. but not there.',
  'no, not me.',
];
const gushing = [
  'Oh, that is just so wonderful! I am so very happy for you!',
  'Well, you are absolutely right! And what about them?',
  'Oh my dear, I would really love that! How are you?',
  'Yes! We should definitely do it together, shall we?',
  'Oh, it is really so nice of you! Thanks!',
];
const measured = [
  'However, one might also consider that, although it is so, there are others who would not.',
  'It is, therefore, neither this nor that; rather, it is something between the two of them.',
  'Thus, while I would not say never, I would perhaps say seldom, and only then with care.',
  'Moreover, as there is no such thing, one should instead ask what else there might be.',
  'Nevertheless, it would seem that all of this is, at least in part, of our own making.',
];

describe('style tokens', () => {
  it('keep manner and leave out what the text is about', () => {
    expect(styleTokens('Well, the blue Radio from Porto hums again!', english)).toEqual([
      'well',
      ',',
      'the',
      '*',
      '*A',
      'from',
      '*A',
      '*',
      'again',
      '!',
    ]);
  });

  it('are the same for two texts that differ in their topic only', () => {
    const about = (thing: string, place: string): readonly string[] =>
      styleTokens(`i never fixed a ${thing} in ${place}, not even once...`, english);
    expect(about('radio', 'Porto')).toEqual(about('carburettor', 'Osaka'));
  });

  it('show small letters where a sentence begins', () => {
    expect(styleTokens('so it goes. tired now.', english).filter((token) => token === '*a')).toHaveLength(2);
    expect(styleTokens('So it goes. Tired now.', english)).not.toContain('*a');
  });

  it('work in languages with other words, with no list, and without spaces', () => {
    const russian = styleTokens('Ну вот, а ты говорил — не получится.', styleWords(['ru']));
    expect(russian).toEqual(['ну', 'вот', ',', 'а', 'ты', '*', '—', 'не', '*', '.']);
    expect(styleTokens('sen de gel, bahçeye gidelim', styleWords(['tr']))).toContain('de');
    expect(styleTokens('我也不知道啊', styleWords(['zh']))).toContain('啊');
  });
});

describe('a panel of voices', () => {
  const panel = createVoicePanel([curt, gushing, measured].map((lines) => learnVoice(lines, english)));

  it('knows a line it has not seen, on topics nobody spoke of', () => {
    const best = (text: string): number => {
      const likeness = panel.likeness(text);
      return likeness.indexOf(Math.max(...likeness));
    };
    expect(best('no. not the boat.')).toBe(0);
    expect(best('Oh, the boat is so lovely! Are you in the harbour?')).toBe(1);
    expect(best('However, the boat might, although old, perhaps float; one would not say never.')).toBe(2);
  });

  it('judges a window by the mean of its replies', () => {
    const texts = ['no. not now.', 'Oh, I am so glad! Are you?'];
    const [first, second] = texts.map((text) => panel.likeness(text)[0] ?? 0);
    expect(panel.likenessOfWindow(texts)[0]).toBeCloseTo(((first ?? 0) + (second ?? 0)) / 2);
  });

  it('gives the same evidence for one voice against a shelf of others', () => {
    const [own, ...others] = [curt, gushing, measured].map((lines) => learnVoice(lines, english));
    if (own === undefined) throw new Error('no voice');
    const against = evidenceAgainst(own, shelve(others));
    for (const text of [...curt, ...measured, 'Oh! I had not thought so, no. Two of them?', '']) {
      against(text).forEach((value, index) => {
        expect(value).toBeCloseTo(panel.evidence(text)[index] ?? Number.NaN, 10);
      });
    }
  });

  it('says nothing about a text without any known sign', () => {
    expect(panel.evidence('').every((value) => Number.isFinite(value))).toBe(true);
  });
});
