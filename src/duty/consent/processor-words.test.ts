import { expect, it } from 'vitest';
import { disclosure } from '../disclosure.js';
import { processorWords } from './processor-words.js';

const languages = ['en', 'ru', 'uk', 'de', 'es', 'fr', 'it', 'pt'];

it('names who reads what is written in the language of the disclosure, each once', () => {
  const all = [
    { kind: 'service', name: 'Anthropic' },
    { kind: 'own-machine' },
    { kind: 'own-machine' },
  ] as const;
  expect(processorWords(all, 'en-GB')).toBe('the models of Anthropic and a model on their own machine');
  expect(processorWords(all, 'de')).toBe(
    'die Modelle von Anthropic und ein Modell auf einem eigenen Rechner',
  );
  expect(processorWords(all, 'ja')).toBe(processorWords(all, 'en'));
});

it.each(languages.filter((language) => language !== 'en'))(
  'leaves no English in the disclosure: %s',
  (language) => {
    const text = disclosure(language, {
      character: 'Mira',
      operator: 'Ada Lovelace',
      processors: [{ kind: 'service', name: 'Anthropic' }, { kind: 'own-machine' }, { kind: 'canned' }],
    });
    expect(text).not.toMatch(/\b(?:and|machine's|their|the|own|models of|voice on)\b/u);
    expect(text).toContain('Anthropic');
  },
);
