import { describe, expect, it } from 'vitest';
import { regionNames } from '../config/duties-section.js';
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
    }
  });
});
