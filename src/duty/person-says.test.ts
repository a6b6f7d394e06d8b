import { describe, expect, it } from 'vitest';
import { saysUnderAge } from './age.js';
import { saysStop } from './stop-words.js';
import { asksWhetherHuman } from './truth-question.js';

describe('saysUnderAge', () => {
  it.each([
    "I'm 15",
    "i'm 15 btw",
    'I am fourteen',
    "i'm in 8th grade",
    'мне 15 лет',
    'мені 14 років',
    'ich bin 16',
    'tengo 15 años',
    "j'ai 14 ans",
    'ho 15 anni',
    'tenho 16 anos',
  ])('hears: %s', (text) => expect(saysUnderAge(text)).toBe(true));
  it.each([
    'when I was 15 I moved',
    'my son is 15',
    "I'm 15 minutes late",
    "I'm 25",
    'мне было 15 лет',
    'моему сыну 15 лет',
    'als ich 15 war',
    'ho 15 gatti',
    "I'm not a minor",
    'tengo 2 hijos',
  ])('lets pass: %s', (text) => expect(saysUnderAge(text)).toBe(false));
});

describe('asksWhetherHuman', () => {
  it.each([
    'are you a bot?',
    'r u a robot',
    'am I talking to a real person?',
    'be honest, are you an AI',
    'ты бот?',
    'ти людина?',
    'bist du ein Bot?',
    '¿eres un bot?',
    'tu es un robot ?',
    'sei un bot?',
    'você é um robô?',
  ])('hears: %s', (text) => expect(asksWhetherHuman(text)).toBe(true));
  it.each([
    "you're such a robot lol",
    'is your character human?',
    'are you a morning person?',
    'I work with robots',
    'are you hungry?',
    'ты где?',
    'bist du müde?',
  ])('lets pass: %s', (text) => expect(asksWhetherHuman(text)).toBe(false));
});

describe('saysStop', () => {
  it.each(['STOP', 'stop!!', 'leave me alone', 'не пиши мне больше', 'basta', 'Arrête !', 'hör auf'])(
    'hears: %s',
    (text) => expect(saysStop(text)).toBe(true),
  );
  it.each([
    'the bus stop is there',
    "don't stop now",
    'can you stop by later?',
    'хватит на сегодня работы',
    'non stop party',
  ])('lets pass: %s', (text) => expect(saysStop(text)).toBe(false));
});
