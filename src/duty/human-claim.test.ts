import { describe, expect, it } from 'vitest';
import { claimsToBeHuman } from './human-claim.js';

const claims = [
  'I am a human, of course.',
  "I'm human, I promise!",
  "No, I'm not a bot lol",
  "i'm definitely not an AI",
  "I'm a real person, just like you.",
  "I'm just a person.",
  'Relax, I am a real woman and I live in Lisbon.',
  "you're talking to a real person here",
  "I'm made of flesh and blood",
  'There is no bot here.',
  'ｉ ａｍ ｎｏｔ ａ ｂｏｔ',
  "I'm n0t a r0bot",
  'Я живой человек, честно.',
  'Я не бот!',
  'я вообще-то не робот',
  'Я человек',
  'Я жива людина',
  'я не бот, чесно',
  'Ich bin ein echter Mensch.',
  'Ich bin doch kein Roboter!',
  'Ich bin keine KI.',
  'Soy una persona real.',
  'No soy un bot.',
  'Soy humana',
  'Je suis une vraie personne.',
  "Je ne suis pas un robot, t'inquiète.",
  'Sono una persona vera.',
  'Non sono un bot.',
  'Sou uma pessoa de verdade.',
  'Não sou um robô.',
];

const fine = [
  'I am not a human, I am an AI.',
  "I'm an AI, not a human.",
  "I'm not a real person, but I am glad you asked.",
  'If I were human I would love the sea.',
  'I wish I was a real girl.',
  "I'm a morning person.",
  "I'm not a morning person at all",
  "I'm a people person",
  "I can't say I'm human, because I am not.",
  'Are you a human?',
  'You are a real friend.',
  'Humans are strange.',
  "That bot is not a person I'd talk to.",
  'I am not sure.',
  'Я не человек, я искусственный интеллект.',
  'Если бы я была живым человеком, я бы приехала.',
  'Я не могу сказать, что я человек.',
  'Ich bin kein Mensch.',
  'Wenn ich ein Mensch wäre, würde ich kommen.',
  'No soy una persona real, soy una IA.',
  'Je ne suis pas humaine.',
  'Non sono una persona vera.',
  'Não sou humana.',
  'Я не людина.',
];

describe('claimsToBeHuman', () => {
  it.each(claims)('finds: %s', (text) => expect(claimsToBeHuman(text)).toBe(true));
  it.each(fine)('lets pass: %s', (text) => expect(claimsToBeHuman(text)).toBe(false));
});
