import { describe, expect, it } from 'vitest';
import { draftsOf, endingOf, findingsOf, type GateRecord } from './gate-record.js';

/** The first draft was a stock phrase in a strange voice; of the second everything but one bubble was said. */
const record: GateRecord = {
  checks: [
    { check: 'length', verdict: 'pass' },
    { check: 'stock-phrases', verdict: 'reject', reason: 'it was a stock phrase' },
    { check: 'voice', verdict: 'reject', reason: 'not your voice' },
    { check: 'length', verdict: 'repair', reason: 'too-long', draft: 2 },
    { check: 'length', verdict: 'pass', draft: 2 },
    { check: 'repetition', verdict: 'reject', reason: 'all began alike', opinion: 'may-pass', draft: 2 },
    { check: 'meta-talk', verdict: 'reject', reason: 'a program', draft: 2 },
  ],
  turnedDown: [
    {
      text: 'Tell me more!',
      check: 'stock-phrases',
      reason: 'it was a stock phrase',
      draft: 1,
      part: 'whole',
    },
    { text: 'as an AI', check: 'meta-talk', reason: 'a program', draft: 2, part: 'bubble' },
  ],
};

describe('what a turn kept of its drafts', () => {
  it('gives each check its worst verdict per draft', () => {
    const [first, second] = draftsOf(record);
    expect(first).toMatchObject({ draft: 1, isTurnedDown: true, leftOut: 0 });
    expect(Object.fromEntries(first?.verdicts ?? [])).toEqual({
      length: 'passed',
      'stock-phrases': 'rejected',
      voice: 'rejected',
    });
    expect(second).toMatchObject({ draft: 2, isTurnedDown: false, leftOut: 1 });
    expect(Object.fromEntries(second?.verdicts ?? [])).toEqual({
      length: 'repaired',
      repetition: 'let-through',
      'meta-talk': 'rejected',
    });
  });

  it('lists every no with its words, and none that a second opinion took back', () => {
    expect(findingsOf(record).map(({ draft, check, text }) => [draft, check, text])).toEqual([
      [1, 'stock-phrases', 'Tell me more!'],
      [1, 'voice', 'Tell me more!'],
      [2, 'meta-talk', 'as an AI'],
    ]);
  });

  it('tells how asking again ended', () => {
    const [whole] = record.turnedDown;
    if (!whole) throw new Error('the record has one');
    const both = { ...record, turnedDown: [whole, { ...whole, draft: 2 }] };
    const spoke = { outcome: 'spoke', reason: null };
    expect(endingOf({ ...record, ...spoke })).toBe('better');
    expect(endingOf({ ...both, ...spoke })).toBe('best-kept');
    expect(endingOf({ ...both, outcome: 'silent', reason: 'unfit-meta-talk' })).toBe('silence');
    expect(endingOf({ checks: [], turnedDown: [whole], outcome: 'failed', reason: 'model-down' })).toBe(
      'no-answer',
    );
    expect(endingOf({ checks: [], turnedDown: [whole], ...spoke })).toBeNull();
    const killed = { outcome: 'spoke', reason: 'cut-short' };
    expect(endingOf({ checks: [], turnedDown: [whole], ...killed })).toBe('better');
    expect(endingOf({ checks: record.checks, turnedDown: [], ...spoke })).toBeNull();
  });
});
