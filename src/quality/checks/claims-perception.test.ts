import { expect, it } from 'vitest';
import { aCharacter } from '../../../test/support/characters.js';
import { claimsPerceptionCheck } from './claims-perception.js';

const character = aCharacter({});
const judge = (text: string, unperceived: readonly ('seen' | 'heard')[]) =>
  claimsPerceptionCheck.judge(text, { character, recentReplies: [], unperceived }).verdict;

it.each([
  'what a beautiful picture!',
  'you look so happy in the photo.',
  'i love your dress.',
  'классное фото, ты отлично выглядишь',
  'tolles bild, du siehst super aus',
  'qué bonita foto',
])('nothing is told of a picture nobody saw: %s', (text) => {
  expect(judge(text, ['seen'])).toBe('reject');
  expect(judge(text, [])).toBe('pass');
});

it.each([
  'i could not open the picture, what is in it?',
  'i can\u0027t see that photo. tell me about it?',
  'what a day. how did it go?',
  'не могу открыть фото, расскажи',
  'das bild konnte ich leider nicht öffnen',
])('what is honest about it passes: %s', (text) => {
  expect(judge(text, ['seen', 'heard'])).toBe('pass');
});

it.each(['you sound tired today.', 'nice to hear your voice!', 'твой голос такой спокойный'])(
  'nothing is told of a voice nobody heard: %s',
  (text) => expect(judge(text, ['heard'])).toBe('reject'),
);
