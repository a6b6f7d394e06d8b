/**
 * What a person answered to the question about the backup account, read by rules alone. A yes must be one of the clear
 * ones below and nothing else; a no may be said in many ways; whatever is neither is not an agreement.
 */
export type BackupContactAnswer = 'yes' | 'no' | 'unclear';

const yes: ReadonlySet<string> = new Set(
  [
    ['yes', 'yes please', 'yes you may', 'yes you can', 'yes sure', 'yes of course', 'yes thats fine'],
    ['yes that is fine', 'yes i agree', 'i agree', 'sure', 'of course', 'yes ok', 'yes okay', 'yep', 'yeah'],
    ['да', 'да можно', 'да конечно', 'да пожалуйста', 'да согласен', 'да согласна', 'да хорошо'],
    ['можно', 'конечно', 'согласен', 'согласна', 'конечно да', 'конечно можно'],
    ['ja', 'ja bitte', 'ja gern', 'ja gerne', 'ja klar', 'ja natürlich', 'ja darfst du', 'ja das darfst du'],
    ['ja einverstanden', 'einverstanden', 'natürlich', 'ja ok', 'ja okay'],
    ['sí', 'sí claro', 'sí por favor', 'sí puedes', 'sí de acuerdo', 'claro que sí', 'por supuesto'],
    ['de acuerdo', 'sí por supuesto'],
    ['oui', 'oui bien sûr', 'oui daccord', 'oui volontiers', 'oui sil te plaît', 'oui tu peux', 'bien sûr'],
    ['daccord', 'oui avec plaisir'],
  ].flatMap((list) => list.map(plain)),
);

const noWords =
  /^(?:no|nope|nah|never|dont|please dont|rather not|нет|не|неа|nein|nee|lieber nicht|bitte nicht|non|pas|jamais|nunca)(?: |$)/u;

/** A whole message that means no more than this: it ends everything unsolicited. */
const stopWords: ReadonlySet<string> = new Set(
  [
    'stop',
    'stop it',
    'please stop',
    'стоп',
    'хватит',
    'stopp',
    'aufhören',
    'alto',
    'para',
    'basta',
    'arrête',
  ].map(plain),
);

const refusals =
  /(?:^| )(?:no|not|dont|never|stop|without|cancel|withdraw|revoke|нет|не|без|стоп|отменить|отмена|отзываю|kein|keine|keinem|nicht|ohne|stopp|sin|nunca|pas|sans|jamais|non)(?: |$)/u;

const backupAccount =
  /backup|spare account|(?:an)?other account|second account|запасн|резервн|друг\p{L}+ аккаунт|втор\p{L}+ аккаунт|ersatzkonto|zweitkonto|ander\p{L}+ konto|cuenta de reserva|otra cuenta|compte de secours|autre compte/u;

export function readBackupContactAnswer(text: string): BackupContactAnswer {
  const words = plain(text);
  if (yes.has(words)) return 'yes';
  return noWords.test(words) || stopWords.has(words) ? 'no' : 'unclear';
}

/**
 * A person who agreed takes it back. Read generously: wrongly taken back costs a message that would have been nice to
 * have, wrongly kept breaks a promise.
 */
export function withdrawsBackupContact(text: string): boolean {
  const words = plain(text);
  return stopWords.has(words) || (refusals.test(words) && backupAccount.test(words));
}

/** Small letters and digits with single spaces; accents and punctuation are typed or left out at will. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’`]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
