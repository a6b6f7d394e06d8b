import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relationshipStages } from '../store/memory/relationship-schema.js';
import {
  changeOf,
  firstStanding,
  mostPerSession,
  type SessionSignals,
  type Standing,
} from './relationship.js';

const moment = fc.record({
  emotion: fc.constantFrom('joy', 'anger', 'sadness', 'neutral'),
  act: fc.constantFrom('statement', 'disclosure', 'argument', 'thanks', 'greeting'),
  isSure: fc.boolean(),
});
const share = fc.double({ min: -5, max: 5, noNaN: true });
const session: fc.Arbitrary<SessionSignals> = fc.record({
  moments: fc.array(moment, { maxLength: 200 }),
  gapMs: fc.option(fc.integer({ min: 0, max: 400 * 86_400_000 })),
  gainedToday: fc.double({ min: 0, max: 0.2, noNaN: true }),
  suggestion: fc.option(fc.record({ warmth: share, tension: share })),
});
const measures = ['closeness', 'warmth', 'tension'] as const;

const talk = (more: Partial<SessionSignals> = {}): SessionSignals => ({
  moments: Array.from({ length: 12 }, () => ({ emotion: 'joy', act: 'disclosure', isSure: true })),
  gapMs: 86_400_000,
  gainedToday: 0,
  suggestion: null,
  ...more,
});

describe('what a session does to how two stand', () => {
  it('is one small step whatever happens, within bounds, and its reasons add up to it', () => {
    fc.assert(
      fc.property(fc.array(session, { minLength: 1, maxLength: 40 }), (sessions) => {
        let before: Standing = firstStanding;
        for (const one of sessions) {
          const { after, reasons } = changeOf(before, one);
          for (const measure of measures) {
            const by = after[measure] - before[measure];
            expect(Math.abs(by)).toBeLessThanOrEqual(mostPerSession[measure] + 1e-9);
            expect(after[measure]).toBeGreaterThanOrEqual(0);
            expect(after[measure]).toBeLessThanOrEqual(1);
            const told = reasons.filter((reason) => reason.measure === measure);
            expect(told.reduce((sum, reason) => sum + reason.by, 0)).toBeCloseTo(by, 3);
          }
          const step = relationshipStages.indexOf(after.stage) - relationshipStages.indexOf(before.stage);
          expect(Math.abs(step)).toBeLessThanOrEqual(1);
          before = after;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes weeks of good days to friendship, and no number of sessions in one day shortens it', () => {
    let days = 0;
    let standing: Standing = firstStanding;
    while (standing.stage !== 'friend' && days < 400) {
      standing = changeOf(standing, talk()).after;
      days += 1;
    }
    expect(days).toBeGreaterThan(10);
    expect(days).toBeLessThan(60);
    const crowded = changeOf(firstStanding, talk({ gainedToday: 0.05 }));
    expect(crowded.after.closeness).toBe(0);
    expect(crowded.reasons.map(({ code }) => code)).toContain('bounded');
  });

  it('is tenser after a quarrel, calmer after a quiet talk, and never ends in a fall because of a pause', () => {
    const quarrel = Array.from({ length: 3 }, () => ({ emotion: 'anger', act: 'argument', isSure: true }));
    const tense = changeOf(firstStanding, talk({ moments: quarrel })).after;
    expect(tense.tension).toBeGreaterThan(0.05);
    expect(changeOf(tense, talk()).after.tension).toBeLessThan(tense.tension);
    const friend: Standing = { stage: 'friend', closeness: 0.4, warmth: 0.6, tension: 0 };
    const back = changeOf(friend, talk({ gapMs: 90 * 86_400_000, moments: [] })).after;
    expect(back.closeness).toBeGreaterThanOrEqual(0.37);
    expect(back.stage).toBe('friend');
  });
});
