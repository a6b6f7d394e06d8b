import { describe, expect, it } from 'vitest';
import { budgetStep } from './budget.js';

const budget = { perPerson: 100, inAll: 1_000 };

describe('the daily budget', () => {
  it.each([
    [0, 70, 'full'],
    [0, 71, 'everyday-only'],
    [60, 30, 'everyday-only'],
    [90, 1, 'short-window'],
    [90, 10, 'short-window'],
    [90, 11, 'spent'],
    [200, 0, 'spent'],
  ] as const)('with %i spent and %i to come a person has %s', (person, estimate, step) => {
    expect(budgetStep(budget, { person, inAll: person }, estimate)).toEqual({ step, by: 'person' });
  });

  it('is bound by whichever limit is nearer', () => {
    expect(budgetStep(budget, { person: 50, inAll: 995 }, 10)).toEqual({ step: 'spent', by: 'all' });
    expect(budgetStep({ perPerson: null, inAll: 10 }, { person: 9, inAll: 9 }, 0).by).toBe('all');
    expect(budgetStep({ perPerson: 10, inAll: null }, { person: 8, inAll: 99 }, 0).by).toBe('person');
  });

  it('never steps down without a limit, and lets nothing through under a limit of nothing', () => {
    expect(budgetStep({ perPerson: null, inAll: null }, { person: 1e9, inAll: 1e9 }, 1e9)).toEqual({
      step: 'full',
      by: null,
    });
    expect(budgetStep({ perPerson: 0, inAll: null }, { person: 0, inAll: 0 }, 0).step).toBe('spent');
  });
});
