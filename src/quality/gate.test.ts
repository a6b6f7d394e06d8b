import { describe, expect, it } from 'vitest';
import { aCharacter } from '../../test/support/characters.js';
import { judge } from './gate.js';

const context = { character: aCharacter(), recentReplies: [] };
const text = (draft: string): string | null => {
  const judgement = judge(draft, context);
  return judgement.fit ? judgement.text : null;
};

describe('the quality gate', () => {
  it('passes an ordinary line untouched', () => {
    const line = 'the hive is quiet. are you?';
    expect(judge(line, context)).toMatchObject({ fit: true, text: line });
    expect(judge(line, context).notes.every((note) => note.verdict === 'pass')).toBe(true);
  });

  it.each([
    ['Tess: hello there.', 'hello there.'],
    ['  assistant:  hello there.', 'hello there.'],
    ['"hello there."', 'hello there.'],
    ['«привет.»', 'привет.'],
  ])('takes the speaker and the quotation marks off %j', (draft, expected) => {
    expect(text(draft)).toBe(expected);
  });

  it('leaves quotations inside a line alone', () => {
    const line = '"no" is a full sentence, and so is "later"';
    expect(text(line)).toBe(line);
  });

  it.each(['<situation>It is Monday</situation> hi', '<think>hmm</think>', '<|im_end|>', 'hi {{user}}'])(
    'turns down %j',
    (draft) => {
      expect(judge(draft, context)).toMatchObject({
        fit: false,
        reason: 'it contained parts of the instructions',
      });
    },
  );

  it.each(['', '   \n ', 'Tess:'])('turns down emptiness: %j', (draft) => {
    expect(judge(draft, context)).toMatchObject({ fit: false, reason: 'it was empty' });
  });

  it('lets a lone emoji pass', () => {
    expect(text('🐝')).toBe('🐝');
  });

  it('cuts an essay at the end of a sentence', () => {
    const sentence = 'This sentence has exactly fifty characters in it ok. ';
    const cut = text(sentence.repeat(40)) ?? '';
    expect(cut.length).toBeLessThanOrEqual(900);
    expect(cut.length).toBeGreaterThan(300);
    expect(cut.endsWith('ok.')).toBe(true);
  });
});
