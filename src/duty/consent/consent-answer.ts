/**
 * What a person answered to a question of ours about their consent, read by rules alone. A yes must be one of the clear
 * ones below and nothing else; a no may be said in many ways; whatever is neither is not an agreement.
 */
type ConsentAnswer = 'yes' | 'no' | 'unclear';

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
    [
      'sì certo',
      'sì grazie',
      'sì per favore',
      'sì va bene',
      'sì puoi',
      'sì volentieri',
      'certo',
      'certo che sì',
    ],
    ['va bene', 'sono daccordo', 'volentieri'],
    ['sim', 'sim claro', 'sim por favor', 'sim pode', 'sim podes', 'sim tudo bem', 'claro', 'claro que sim'],
    ['pode', 'podes', 'com certeza', 'concordo'],
    ['так', 'так можна', 'так звичайно', 'так будь ласка', 'так згоден', 'так згодна', 'так добре', 'можна'],
    ['звичайно', 'згоден', 'згодна', 'авжеж', 'звісно'],
  ].flatMap((list) => list.map(plain)),
);

const noWords =
  /^(?:no|nope|nah|never|dont|please dont|rather not|нет|не|неа|nein|nee|lieber nicht|bitte nicht|non|pas|jamais|nunca|meglio di no|preferisco di no|nao|prefiro que nao|ні|краще ні|не треба)(?: |$)/u;

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
    'fermati',
    'smettila',
    'pare',
    'parar',
    'chega',
    'досить',
    'годі',
  ].map(plain),
);

const refusals =
  /(?:^| )(?:no|not|dont|never|stop|without|cancel|withdraw|revoke|нет|не|без|стоп|отменить|отмена|отзываю|ні|скасувати|відкликаю|niente|senza|nessun|nao|sem|nenhuma|kein|keine|keinem|nicht|ohne|stopp|sin|nunca|pas|sans|jamais|non)(?: |$)/u;

const backupAccount =
  /backup|spare account|(?:an)?other account|second account|запасн|резервн|друг\p{L}+ аккаунт|втор\p{L}+ аккаунт|ersatzkonto|zweitkonto|ander\p{L}+ konto|cuenta de reserva|otra cuenta|compte de secours|autre compte|(?:account|conto|contatto) di riserva|altro account|conta de reserva|outra conta|запасн\p{L}+ акаунт|інш\p{L}+ акаунт/u;

export function readConsentAnswer(text: string): ConsentAnswer {
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
