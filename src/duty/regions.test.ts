import { describe, expect, it } from 'vitest';
import { regionNames } from '../config/sections/duties-section.js';
import { regionProfile } from './regions.js';

describe('the profiles of regions', () => {
  it('has one for every name an operator may write, none laxer than the usual one and none stricter than strict', () => {
    const usual = regionProfile('default');
    const strict = regionProfile('strict');
    for (const profile of regionNames.map(regionProfile)) {
      expect(profile.reminderHours).toBeLessThanOrEqual(usual.reminderHours);
      expect(profile.reminderHours).toBeGreaterThanOrEqual(strict.reminderHours);
      expect(profile.asksForMemory && !strict.asksForMemory).toBe(false);
      expect(profile.duties).toEqual(expect.arrayContaining([...usual.duties]));
      expect(profile.source).not.toBe('');
      for (const { source, from } of profile.points) {
        expect(source).not.toBe('');
        expect(from).toMatch(/^20\d{2}-\d{2}-\d{2}/u);
      }
      // What a profile asks beyond the usual one is named with its source.
      const kept = profile.points.map((one) => one.kept);
      if (profile.reminderHours !== usual.reminderHours) expect(kept).toContain('reminderHours');
      if (profile.asksForMemory && !profile.needsAgeCheck) expect(kept).toContain('asksForMemory');
      if (profile.needsAgeCheck) expect(kept).toContain('needsAgeCheck');
      if (Object.keys(profile.wording).length > 0) expect(kept).toContain('wording');
    }
  });
});
