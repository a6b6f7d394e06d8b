import { describe, expect, it } from 'vitest';
import { readCommand, type Command } from './command-words.js';

const asked: Readonly<Record<Command, readonly string[]>> = {
  help: [
    '/help',
    'What commands?',
    'какие команды?',
    'Які команди?',
    'Welche Befehle gibt es?',
    '¿Qué comandos hay?',
    'Quelles sont les commandes ?',
    'Quali comandi ci sono?',
    'Quais são os comandos?',
  ],
  pause: [
    '/pause',
    'be quiet until i write',
    'Помолчи, пока не напишу',
    'Помовч, доки не напишу',
    'Schweig, bis ich schreibe.',
    'Guarda silencio hasta que te escriba',
    'Tais-toi jusqu’à ce que j’écrive.',
    'Stai in silenzio finché non scrivo',
    'Fica em silêncio até eu escrever',
  ],
  why: [
    '/why',
    'why did you write that?',
    'Почему ты это написала?',
    'Чому ти це написала?',
    'Warum hast du das geschrieben?',
    '¿Por qué escribiste eso?',
    'Pourquoi tu as écrit ça ?',
    'Perché hai scritto questo?',
    'Por que você escreveu isso?',
  ],
  privacy: [
    '/privacy',
    'Privacy policy?',
    'Политика конфиденциальности',
    'Datenschutz',
    'Política de privacidad',
  ],
};

describe('commands in plain words', () => {
  it.each(Object.entries(asked))('%s is known in eight languages', (command, messages) => {
    expect(messages.filter((message) => readCommand(message) !== command)).toEqual([]);
  });

  it('are whole messages: inside a sentence the same words are talk', () => {
    for (const talk of [
      'my teacher asked: warum hast du das geschrieben, and i had no answer',
      'nobody knew why did you write that was on the wall',
      'qué comandos hay en vim',
    ]) {
      expect(readCommand(talk)).toBeNull();
    }
  });
});
