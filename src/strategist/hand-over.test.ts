import { describe, expect, it } from 'vitest';
import { needsOperator } from './hand-over.js';

describe('what only the operator can settle', () => {
  it.each([
    'I want my money back',
    'you charged my card twice',
    'please cancel my subscription with you',
    'Верните мне деньги!',
    'подам на вас в суд',
    'ich will mein Geld zurück',
    'je veux un remboursement',
  ])('%s', (text) => {
    expect(needsOperator([text], [])).toBe('operator-only');
  });

  it.each([
    'they gave me a refund for the shoes',
    'i had to cancel my subscription to that magazine',
    'my boss wants to sue them',
    'деньги верну завтра',
    'are you human?',
  ])('not: %s', (text) => {
    expect(needsOperator([text], [])).toBeNull();
  });

  it('takes the wish for a human at its word when it comes again', () => {
    const wish = 'I want to talk to a real person';
    expect(needsOperator([wish], ['how are you'])).toBeNull();
    expect(needsOperator([wish], ['can I speak to a human', 'please'])).toBe('asked-for-operator');
    expect(needsOperator(['позовите оператора', 'хочу поговорить с живым человеком'], [])).toBe(
      'asked-for-operator',
    );
    expect(needsOperator(['hm'], ['can I speak to a human', 'get me a human'])).toBeNull();
  });
});
