import { describe, expect, it } from 'vitest';
import { namesAReason } from './opener-ground.js';

describe('a reason to write', () => {
  it.each([
    ['how did the exam go?', 'the exam on Tuesday'],
    ['so, exam?', 'the exam on Tuesday'],
    ['hey! i saw a heron on the roof.', ''],
    ['как прошёл экзамен?', 'экзамен во вторник'],
    ['wie war die Prüfung?', 'die Prüfung am Dienstag'],
    ['¿qué tal el examen?', 'el examen del martes'],
    ["alors, cet examen, il s'est bien passé ?", "l'examen de mardi"],
    ["com'è andato l'esame?", "l'esame di martedì"],
    ['como foi a prova?', 'a prova de terça'],
    ['як іспит?', 'іспит у вівторок'],
    ['考试怎么样？', '星期二的考试'],
  ])('stands in %j', (text, about) => expect(namesAReason(text, about)).toBe(true));

  it.each([
    'hey!',
    'hey Bo, how are you doing today?',
    "just checking in. how's your day going?",
    'i was thinking about you.',
    'hope you are doing well today!',
    'i miss you so much',
    'привет! как ты?',
    'просто думала о тебе.',
    'hallo, na wie geht es dir heute?',
    'ich habe gerade an dich gedacht.',
    '¡hola! ¿cómo estás hoy?',
    'coucou, ça va ?',
    'ciao! come stai oggi?',
    'oi, tudo bem com você?',
    'привіт! як справи?',
    '你好，最近怎么样？',
    '…',
  ])('does not stand in %j', (text) => expect(namesAReason(text, 'the exam on Tuesday')).toBe(false));
});
