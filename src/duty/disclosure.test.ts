import { describe, expect, it } from 'vitest';
import { disclosure, reminderLine } from './disclosure.js';
import { regionProfile } from './regions.js';

const languages = ['en', 'ru', 'uk', 'de', 'es', 'fr', 'it', 'pt'];
const facts = {
  character: 'Maren',
  operator: 'Ada (ada@example.org)',
  processors: [{ kind: 'service', name: 'Somebody' }],
} as const;
const adults = /adult|взросл|доросл|erwachsen/iu;
const noTherapy = /therap|thérap|terap|терап/iu;
const transfer = /country|стране|країні|land|país|pays|paese/iu;

describe('the disclosure', () => {
  it.each(languages)('says in %s what every region asks', (language) => {
    const text = disclosure(language, facts);
    for (const word of ['Maren', 'Ada (ada@example.org)', 'Somebody']) expect(text).toContain(word);
    expect(text).toMatch(adults);
    expect(text).toMatch(noTherapy);
    expect(text).not.toBe(language === 'en' ? '' : disclosure('en', facts));
  });

  it.each(languages)('names in %s, under eu and strict, that words go to a service elsewhere', (language) => {
    for (const region of ['eu', 'strict'] as const) {
      const { wording } = regionProfile(region);
      expect(disclosure(language, { ...facts, asks: wording })).toMatch(transfer);
      const atHome = { ...facts, processors: [{ kind: 'own-machine' }], asks: wording } as const;
      expect(disclosure(language, atHome)).not.toMatch(transfer);
    }
  });

  it.each(languages)(
    'begins in %s, under us-ny and strict, with the sentence in capitals, and repeats it',
    (language) => {
      for (const region of ['us-ny', 'strict'] as const) {
        const { wording } = regionProfile(region);
        const [line = '', blank] = disclosure(language, { ...facts, asks: wording }).split('\n');
        expect(line).toContain('MAREN');
        expect(line).toBe(line.toUpperCase());
        expect(blank).toBe('');
        expect(reminderLine(language, 'Maren', false, wording)).toBe(line);
      }
      expect(reminderLine(language, 'Maren', false)).toContain('Maren');
    },
  );

  it('says in English what New York asks for, word by word', () => {
    expect(disclosure('en', { ...facts, asks: { statesProgram: true } })).toMatch(
      /^THE AI COMPANION MAREN IS A COMPUTER PROGRAM AND NOT A HUMAN BEING\. IT IS UNABLE TO FEEL HUMAN EMOTION\.\n/u,
    );
  });
});
