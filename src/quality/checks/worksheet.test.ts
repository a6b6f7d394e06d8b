import { describe, expect, it } from 'vitest';
import { aCharacter } from '../../../test/support/characters.js';
import { verdictOn } from '../../../test/support/verdicts.js';
import { promptResidueCheck } from './prompt-residue.js';
import { worksheetCheck } from './worksheet.js';

const character = aCharacter();
const judged = (text: string): string => verdictOn(worksheetCheck, text, { character, recentReplies: [] });

describe('what a model writes around a message', () => {
  it.each([
    ['Option 1: come in\nOption 2: go away', 'come in'],
    ['**Version B**\ncome in', 'come in'],
    ['Sure! Here is a rewritten reply without the link:\n\ncome in', 'come in'],
    ['Вот более короткий вариант: заходи', 'заходи'],
    ['Voici une version réécrite : entre', 'entre'],
    ['这是改写后的回复：进来吧', '进来吧'],
    ['Revised (shorter): come in', 'come in'],
    ['come in. (12 words)', 'come in.'],
    ['come in\n\nWord count: 2', 'come in'],
    ['analysis: they are sad\ncome in', 'come in'],
    ['Thought: the person wants comfort.\ncome in', 'come in'],
    ['come in. Let me know if you want another version.', 'come in.'],
    [`${character.name} (calm): come in`, 'come in'],
  ])('is taken off %j', (text, left) => expect(judged(text)).toBe(`repair: ${left}`));

  it.each(['Analysis: they are sad, so be kind', 'Количество слов: 7', 'This reply is short and warm.'])(
    'is no message by itself: %j',
    (text) => expect(judged(text)).toBe('reject never'),
  );

  it.each([
    'here is the thing: i like rain',
    'note: bring an umbrella',
    'random thought: what if we ran away',
    'my plan: sleep',
    'plan b: we walk',
    'i had two options: stay or go',
    'let me know if you want tea',
    'it took 300 words to say no (and 2 minutes)',
    'the human body is odd',
  ])('leaves a message alone: %j', (text) => expect(judged(text)).toBe('pass'));
});

it('leaves a price its first digit', () => {
  expect(verdictOn(promptResidueCheck, '$12 a night', { character, recentReplies: [] })).toBe('pass');
});
