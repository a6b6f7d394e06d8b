import { describe, expect, it } from 'vitest';
import { closestWord } from './closest-word.js';

describe('closestWord', () => {
  const words = ['data', 'logLevel', 'voice.everyday', 'baseUrl', 'apiKeyEnv'];
  it.each([
    ['date', 'data'],
    ['loglevel', 'logLevel'],
    ['log-level', 'logLevel'],
    ['logLevl', 'logLevel'],
    ['voice_everyday', 'voice.everyday'],
    ['base_url', 'baseUrl'],
    ['baseURI', 'baseUrl'],
  ])('takes %s for %s', (word, meant) => {
    expect(closestWord(word, words)).toBe(meant);
  });

  it.each(['dog', 'colour', '', 'apiKey', 'x'.repeat(100_000)])('has no guess for %.20s', (word) => {
    expect(closestWord(word, words)).toBeUndefined();
  });
});
