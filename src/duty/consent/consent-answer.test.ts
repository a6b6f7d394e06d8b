import { describe, expect, it } from 'vitest';
import { backupContactWords } from '../backup-contact.js';
import { readConsentAnswer, withdrawsBackupContact } from './consent-answer.js';

describe('the answer to a question about consent', () => {
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
    'Sì, certo!',
    'va bene',
    'Sim, claro.',
    'так, звичайно',
    'згодна',
  ])('takes %j for a clear yes', (text) => expect(readConsentAnswer(text)).toBe('yes'));

  it.each([
    'no',
    'No, thanks',
    'nope',
    'нет, не надо',
    'не стоит',
    'Nein danke',
    'lieber nicht',
    'non merci',
    'no grazie',
    'não, obrigado',
    'ні, дякую',
    'stop',
  ])('takes %j for a clear no', (text) => expect(readConsentAnswer(text)).toBe('no'));

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
  ])('takes %j for no agreement', (text) => expect(readConsentAnswer(text)).not.toBe('yes'));

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
    'niente account di riserva',
    'sem conta de reserva',
    'без запасного акаунта',
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
    for (const language of ['en', 'ru', 'de', 'es', 'fr', 'it', 'pt', 'uk']) {
      const offered = /: ([^:]+)\.$/u.exec(backupContactWords(language).agreed('mira_two'))?.[1] ?? '';
      expect(withdrawsBackupContact(offered), `${language}: ${offered}`).toBe(true);
    }
  });

  it('says in every language who writes and how to stop it', () => {
    for (const language of ['en', 'ru', 'de', 'es', 'fr', 'it', 'pt', 'uk', 'xx']) {
      const words = backupContactWords(language).introduction('Mira', 'Ada');
      expect(words).toContain('Mira');
      expect(words).toContain('Ada');
      expect(words).toMatch(/\bAI\b|искусственн|штучн|KI-|\bIA\b|d’IA|un’IA/u);
      expect(withdrawsBackupContact(/[“"„«]\s?(\p{L}+)\s?[”"“»]/u.exec(words)?.[1] ?? '')).toBe(true);
    }
  });
});
