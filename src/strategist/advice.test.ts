import { describe, expect, it } from 'vitest';
import { isUnsure, readAdvice, withAdvice } from './advice.js';
import type { Moment } from './moment/moment.js';

const scores = { anger: 0, disgust: 0, fear: 0, joy: 0, neutral: 0.6, sadness: 0, surprise: 0 };
const moment = (changes: Partial<Moment>): Moment => ({
  emotion: 'neutral',
  scores,
  confidence: 0.5,
  act: 'statement',
  language: 'en',
  ...changes,
});

describe('asking the small model', () => {
  it('is for statements in which something may weigh and the rules do not know', () => {
    const maySad = { ...scores, sadness: 0.4 };
    expect(isUnsure(moment({ scores: maySad }), 8)).toBe(true);
    expect(isUnsure(moment({ scores: maySad, confidence: 0.9 }), 8), 'sure').toBe(false);
    expect(isUnsure(moment({ scores: maySad, act: 'question' }), 8), 'a rule decides').toBe(false);
    expect(isUnsure(moment({ scores: maySad }), 3), 'too short').toBe(false);
    expect(isUnsure(moment({}), 8), 'nothing weighs').toBe(false);
  });

  it('is for longer messages only in a language that was not learnt', () => {
    expect(isUnsure(moment({ language: null }), 10)).toBe(false);
    expect(isUnsure(moment({ language: null }), 25)).toBe(true);
  });

  it('changes the tone by a good answer and nothing by another', () => {
    const local = { register: 'light', evidence: ['act-statement'] } as const;
    const good = readAdvice('{"register":"tender","depth":"deep","words":20}');
    expect(withAdvice(local, good, 'advised')).toEqual({
      register: 'tender',
      evidence: ['act-statement', 'advised'],
    });
    expect(readAdvice('{"register":"loud","depth":"deep","words":20}')).toBeNull();
    expect(readAdvice('no json')).toBeNull();
    expect(withAdvice(local, null, 'advice-late')).toEqual({
      register: 'light',
      evidence: ['act-statement', 'advice-late'],
    });
  });
});
