import { describe, expect, it } from 'vitest';
import { proactiveBench } from './proactive.js';

describe('the decision to write first', () => {
  it('breaks no property in sixty seeded weeks', () => {
    const result = proactiveBench({
      weeks: 60,
      seed: 90_001,
      clock: {
        now: () => 0,
        steady: () => 0,
        sleep: () => Promise.resolve(),
        after: () => ({ cancel: () => undefined }),
      },
      progress: () => undefined,
    });
    expect(Object.entries(result.violations).filter(([, count]) => count > 0)).toEqual([]);
    // A core that never writes keeps every property too.
    expect(result.sent).toBeGreaterThan(60);
  });
});
