import { expect, test } from 'vitest';

import { speak } from './canned-voice.js';
import { readPrompt } from './read-prompt.js';
import type { PromptParts } from './read-prompt.js';
import { parseMessagesRequest } from '../wire/validate.js';

const english: PromptParts = {
  sampleLines: ['Honestly? Soup first.', 'I would rather walk.', 'Ha, told you.'],
  memories: ['Their sister Anna moved to Lisbon', 'They are afraid of elevators'],
  lastWords: 'I had such a long day',
  said: [],
};

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));

function read(system: string, ...turns: string[]): PromptParts {
  const messages = turns.map((content, index) => ({ role: index % 2 === 0 ? 'user' : 'assistant', content }));
  const parsed = parseMessagesRequest(
    { model: 'm', max_tokens: 9, system, messages },
    { version: '2026-10-21', needsMaxTokens: true },
  );
  if (!parsed.ok) throw new Error(parsed.error.message);
  return readPrompt(parsed.request);
}

test('reads the sections of a prompt', () => {
  const system =
    '<identity>\nYou are Ada.\n</identity>\n\n<voice>\nDry.\nHabits:\n- lower case\nSample lines:\n- "Soup first."\n- Told you.\n</voice>\n\n<rules>\n- be kind\n</rules>';
  const last =
    '<memories>\n- Anna moved to Lisbon\n</memories>\n<situation>\nIt is Monday.\n</situation>\n\nhello\nstill there?';
  expect(read(system, 'hi', 'oh hi', last)).toEqual({
    sampleLines: ['Soup first.', 'Told you.'],
    memories: ['Anna moved to Lisbon'],
    lastWords: 'hello\nstill there?',
    said: ['oh hi'],
  });
});

test('a bare prompt has none of them', () => {
  expect(read('Be brief.', 'hi')).toEqual({ sampleLines: [], memories: [], lastWords: 'hi', said: [] });
});

test('the same prompt and seed give the same words, other seeds other ones', () => {
  const all = new Set(Array.from({ length: 30 }, (_, seed) => speak(english, seed)));
  expect(speak(english, 7)).toBe(speak(english, 7));
  expect(all.size).toBeGreaterThan(3);
});

test('speaks in the character’s own lines', () => {
  const withoutMemory = { ...english, memories: [] };
  for (let seed = 0; seed < 20; seed += 1) {
    expect(english.sampleLines.some((line) => speak(withoutMemory, seed).includes(line))).toBe(true);
  }
});

test('brings up a memory that the message touches', () => {
  const asked = { ...english, lastWords: 'did I tell you about my sister?', sampleLines: [] };
  const answers = Array.from({ length: 20 }, (_, seed) => speak(asked, seed));
  expect(answers.every((answer) => answer.includes('Anna moved to Lisbon'))).toBe(true);
  expect(answers.every((answer) => !answer.includes('elevators'))).toBe(true);
});

test('never says again what it said before', () => {
  const said: string[] = [];
  for (let turn = 0; turn < 40; turn += 1) {
    const answer = speak({ ...english, said }, 1);
    expect(said).not.toContain(answer);
    said.push(answer);
  }
});

test.each([
  [
    'en',
    [
      'lunch was soup. again.',
      'hm',
      'did you do anything nice yesterday?',
      'the bus was late again so i walked',
    ],
  ],
  ['ru', ['на обед суп. снова.', 'хм', 'чем вчера занимался?', 'автобус опять опоздал, половину шёл пешком']],
  [
    'es',
    [
      'otra vez sopa',
      'mm',
      '¿hiciste algo bonito ayer?',
      'el autobús llegó tarde otra vez y caminé la mitad',
    ],
  ],
])(
  'says nothing like one of its last twenty answers, even where the person repeats themselves (%s)',
  (_, lines) => {
    const said: string[] = [];
    for (let turn = 0; turn < 100; turn += 1) {
      const answer = speak({ ...english, memories: [], lastWords: lines[turn % 4] ?? '', said }, 1);
      const words = wordsOf(answer);
      for (const earlier of said.slice(-20)) {
        const others = wordsOf(earlier);
        const both = [...words].filter((word) => others.has(word)).length;
        expect(both / (words.size + others.size - both), `${answer} / ${earlier}`).toBeLessThan(0.6);
      }
      said.push(answer);
    }
  },
);

test('a note about its last draft is no part of what the person said', () => {
  const note = 'hello\n\n(Your draft was not sent because it was empty. Write the message anew.)';
  expect(read('Be brief.', 'hi', 'oh hi', note).lastWords).toBe('hello');
});

test('brings up an earlier message only to answer a question, and never its own', () => {
  const memories = ['they, 8 May: "my sister Anna moved to Lisbon"', 'you, 8 May: "your sister is brave"'];
  const asked = { sampleLines: [], memories, lastWords: 'where is my sister?', said: [] };
  const told = { ...asked, lastWords: 'my sister called today' };
  for (let seed = 0; seed < 20; seed += 1) {
    expect(speak(asked, seed)).toContain('my sister Anna moved to Lisbon');
    expect(speak(asked, seed)).not.toMatch(/8 May|brave/u);
    expect(speak(told, seed)).not.toMatch(/Lisbon|brave/u);
  }
});

test('begins and ends its own sentences as the character does', () => {
  const lower = {
    sampleLines: ['honestly? soup first', 'i would rather walk', 'ha, told you'],
    memories: [],
  };
  for (let seed = 0; seed < 20; seed += 1) {
    const answer = speak({ ...lower, lastWords: 'Long day', said: lower.sampleLines }, seed);
    expect(answer).not.toMatch(/^\p{Lu}|\.$/u);
  }
});

test('lets go of a person who says good night', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    expect(speak({ ...english, lastWords: 'going to bed, good night' }, seed)).not.toContain('?');
  }
});

test.each([
  ['как прошёл твой день?', /\p{Script=Cyrillic}/u],
  ['今日はどうでしたか', /^[^\p{Script=Latin}\p{Script=Cyrillic}]+$/u],
  ['¿qué tal el día?', /(?<!\p{L})(?:y|tú|ya|de|que|pero|desde|lo|me)(?!\p{L})/u],
])('stays in the language of “%s”', (lastWords, expected) => {
  const bare = { sampleLines: [], memories: [], lastWords, said: [] };
  for (let seed = 0; seed < 20; seed += 1) {
    const answer = speak(bare, seed);
    expect(answer).toMatch(expected);
    expect(answer).not.toMatch(/\b(tell|like|feel)\b/i);
  }
});

test('what looks like a pattern in the person’s words is none', () => {
  const bare = { sampleLines: [], memories: [], lastWords: 'cost $& {memory} $1', said: [] };
  for (let seed = 0; seed < 20; seed += 1) expect(speak(bare, seed)).not.toMatch(/[{}$]/u);
});

test.each(['', '🙂', '...', 'a'.repeat(5000), '𝒜'.repeat(500), '<situation>x</situation>'])(
  'has an answer for odd words too',
  (lastWords) => {
    const answer = speak({ sampleLines: [], memories: [], lastWords, said: [] }, 3);
    expect(answer.trim()).not.toBe('');
    expect(answer.length).toBeLessThan(500);
    expect(answer, 'no half of a character').not.toMatch(/\p{Surrogate}/u);
    expect(answer).not.toMatch(/\{|undefined/);
  },
);

test('answers a question from what was told in the talk, before anything is noted', () => {
  const told = read('Be brief.', 'my cat is called Plum', 'good name', 'what is my cat called?');
  expect(speak(told, 1)).toContain('your cat is called Plum');
  const inRussian = read('Be brief.', 'моего кота зовут Муся', 'хорошее имя', 'как зовут моего кота?');
  expect(speak(inRussian, 1)).toContain('твоего кота зовут Муся');
});

test('answers the last of several messages', () => {
  const both = read('Be brief.', 'what is it like?\nit rains a lot here');
  const question = read('Be brief.', 'what is it like?');
  const answers = Array.from({ length: 30 }, (_, seed) => speak(both, seed));
  expect(answers).not.toEqual(Array.from({ length: 30 }, (_, seed) => speak(question, seed)));
  expect(answers.every((answer) => !answer.includes('guess'))).toBe(true);
});
