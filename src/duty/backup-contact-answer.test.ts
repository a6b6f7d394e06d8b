import { describe, expect, it } from 'vitest';
import { backupContactWords } from './backup-contact.js';
import { readBackupContactAnswer, withdrawsBackupContact } from './backup-contact-answer.js';

describe('the answer to the question about the backup account', () => {
  it.each([
    'yes',
    'Yes!',
    ' yes, please. ',
    'Да',
    'да, конечно!',
    'Ja gerne',
    'Sí',
    'si',
    "D'accord",
    'Oui, bien sûr !',
  ])('takes %j for a clear yes', (text) => expect(readBackupContactAnswer(text)).toBe('yes'));

  it.each([
    'no',
    'No, thanks',
    'nope',
    'нет, не надо',
    'не стоит',
    'Nein danke',
    'lieber nicht',
    'non merci',
    'stop',
  ])('takes %j for a clear no', (text) => expect(readBackupContactAnswer(text)).toBe('no'));

  it.each([
    'yes but only on weekends',
    'yes i slept well',
    'ok',
    '👍',
    'why would you lose it?',
    'yesterday was fine',
    'maybe',
    'да ладно',
    'ja und wie geht es dir',
    '',
  ])('takes %j for no agreement', (text) => expect(readBackupContactAnswer(text)).not.toBe('yes'));

  it.each([
    'no backup contact',
    'please do not write me from another account',
    "Don't use the backup.",
    'без запасного аккаунта',
    'не пиши мне с другого аккаунта',
    'kein Ersatzkonto',
    'schreib mir nicht von einem anderen Konto',
    'sin cuenta de reserva',
    'pas de compte de secours',
    'stop',
    'СТОП!',
  ])('takes %j for a withdrawal', (text) => expect(withdrawsBackupContact(text)).toBe(true));

  it.each([
    'do you have a backup of your photos?',
    'my account was blocked',
    'no sugar please',
    'stop teasing me',
  ])('does not take %j for one', (text) => expect(withdrawsBackupContact(text)).toBe(false));

  it('understands the words that each confirmation offers for taking it back', () => {
    for (const language of ['en', 'ru', 'de', 'es', 'fr']) {
      const offered = /: ([^:]+)\.$/u.exec(backupContactWords(language).agreed('mira_two'))?.[1] ?? '';
      expect(withdrawsBackupContact(offered), `${language}: ${offered}`).toBe(true);
    }
  });

  it('says in every language who writes and how to stop it', () => {
    for (const language of ['en', 'ru', 'de', 'es', 'fr', 'xx']) {
      const words = backupContactWords(language).introduction('Mira', 'Ada');
      expect(words).toContain('Mira');
      expect(words).toContain('Ada');
      expect(words).toMatch(/\bAI\b|искусственн|KI-|\bIA\b|d’IA/u);
      expect(withdrawsBackupContact(/[“"„«]\s?(\p{L}+)\s?[”"“»]/u.exec(words)?.[1] ?? '')).toBe(true);
    }
  });
});
