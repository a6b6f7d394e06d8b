/** What is said about joining two talks of one person. Raised whenever the question promises something else. */
export const linkWordsVersion = '2026-12-1';

export interface LinkWords {
  /** Whoever asked for a code. */
  readonly code: (code: string) => string;
  /** Before the joiner's yes: what follows from it. */
  readonly asksJoiner: (character: string) => string;
  readonly asking: string;
  readonly asksInviter: (character: string) => string;
  readonly linked: string;
  readonly refused: string;
  readonly notAsked: string;
  readonly invalid: string;
  readonly already: string;
  readonly ended: string;
  readonly nothing: string;
}

const en: LinkWords = {
  code: (code) =>
    `To join this talk with one you have with me elsewhere, write this there within ten minutes: /link ${code} — show it to nobody else.`,
  asksJoiner: (name) =>
    `If you say yes, ${name} will remember in this chat what you tell in the other one, and there what you tell here. Stop, forget and help in danger will count for both. Nothing is mixed: /unlink takes them apart again at any time. Shall I join the two? Yes or no.`,
  asking: 'I am asking in the other chat now; it has to say yes there, too.',
  asksInviter: (name) =>
    `Somebody wrote your code in another chat with ${name}. If that is you and you say yes, what you tell in one is remembered in both, and whoever writes there can learn what you told here. Was it you, and shall I join the two? Yes or no.`,
  linked: 'Done: the two talks are joined. /unlink takes them apart again.',
  refused: 'The other chat said no, so nothing is joined.',
  notAsked: 'All right, nothing is joined.',
  invalid: 'This code does not hold (any more). In the other chat, /link gives you a new one.',
  already: 'This talk is joined with another one. /unlink takes them apart again.',
  ended: 'The two talks are taken apart: each remembers only what was told in it.',
  nothing: 'This talk is joined with no other.',
};

const words: Readonly<Record<string, LinkWords>> = {
  en,
  de: {
    code: (code) =>
      `Um dieses Gespräch mit einem zu verbinden, das du anderswo mit mir hast, schreib dort innerhalb von zehn Minuten: /link ${code} — zeig den Code sonst niemandem.`,
    asksJoiner: (name) =>
      `Wenn du ja sagst, erinnert sich ${name} in diesem Chat an das, was du im anderen erzählst, und dort an das, was du hier erzählst. Stopp, Vergessen und Hilfe in Gefahr gelten dann für beide. Nichts wird vermischt: /unlink trennt sie jederzeit wieder. Soll ich die beiden verbinden? Ja oder nein.`,
    asking: 'Ich frage jetzt im anderen Chat; auch dort muss ja gesagt werden.',
    asksInviter: (name) =>
      `Jemand hat deinen Code in einem anderen Chat mit ${name} geschrieben. Wenn du das bist und ja sagst, gilt in beiden, was du in einem erzählst, und wer dort schreibt, kann erfahren, was du hier erzählt hast. Warst du das, und soll ich die beiden verbinden? Ja oder nein.`,
    linked: 'Erledigt: Die beiden Gespräche sind verbunden. /unlink trennt sie wieder.',
    refused: 'Im anderen Chat wurde nein gesagt, also ist nichts verbunden.',
    notAsked: 'Gut, nichts wird verbunden.',
    invalid: 'Dieser Code gilt nicht (mehr). Im anderen Chat gibt dir /link einen neuen.',
    already: 'Dieses Gespräch ist mit einem anderen verbunden. /unlink trennt sie wieder.',
    ended: 'Die beiden Gespräche sind getrennt: Jedes erinnert sich nur an das, was darin erzählt wurde.',
    nothing: 'Dieses Gespräch ist mit keinem anderen verbunden.',
  },
  ru: {
    code: (code) =>
      `Чтобы соединить этот разговор с тем, который у тебя есть со мной в другом месте, напиши там в течение десяти минут: /link ${code} — и никому его не показывай.`,
    asksJoiner: (name) =>
      `Если ты скажешь «да», ${name} будет помнить в этом чате то, что ты рассказываешь в другом, и наоборот. «Стоп», «забудь» и помощь в опасности будут действовать в обоих. Ничего не смешивается: /unlink разъединит их в любой момент. Соединить? Да или нет.`,
    asking: 'Теперь спрашиваю в другом чате: там тоже нужно сказать «да».',
    asksInviter: (name) =>
      `Кто-то написал твой код в другом чате (${name}). Если это ты и ты скажешь «да», рассказанное в одном чате будет помниться в обоих, и тот, кто пишет там, сможет узнать то, что рассказано здесь. Это ты, и соединить их? Да или нет.`,
    linked: 'Готово: разговоры соединены. /unlink разъединит их.',
    refused: 'В другом чате сказали «нет», ничего не соединено.',
    notAsked: 'Хорошо, ничего не соединяю.',
    invalid: 'Этот код не действует (больше). В другом чате /link даст новый.',
    already: 'Этот разговор уже соединён с другим. /unlink разъединит их.',
    ended: 'Разговоры разъединены: каждый помнит только то, что рассказано в нём.',
    nothing: 'Этот разговор ни с каким другим не соединён.',
  },
  es: {
    code: (code) =>
      `Para unir esta conversación con otra que tienes conmigo, escribe allí en diez minutos: /link ${code} — no se lo enseñes a nadie más.`,
    asksJoiner: (name) =>
      `Si dices que sí, ${name} recordará en este chat lo que cuentes en el otro, y allí lo que cuentes aquí. Parar, olvidar y la ayuda en peligro valdrán para los dos. Nada se mezcla: /unlink los separa cuando quieras. ¿Los uno? Sí o no.`,
    asking: 'Ahora pregunto en el otro chat; allí también hay que decir que sí.',
    asksInviter: (name) =>
      `Alguien escribió tu código en otro chat con ${name}. Si eres tú y dices que sí, lo que cuentes en uno se recordará en los dos, y quien escriba allí podrá saber lo que contaste aquí. ¿Eres tú y los uno? Sí o no.`,
    linked: 'Hecho: las dos conversaciones están unidas. /unlink las separa.',
    refused: 'En el otro chat dijeron que no; no se ha unido nada.',
    notAsked: 'De acuerdo, no uno nada.',
    invalid: 'Este código no vale (ya). En el otro chat, /link te da uno nuevo.',
    already: 'Esta conversación ya está unida a otra. /unlink las separa.',
    ended: 'Las dos conversaciones están separadas: cada una recuerda solo lo que se contó en ella.',
    nothing: 'Esta conversación no está unida a ninguna otra.',
  },
  fr: {
    code: (code) =>
      `Pour réunir cette conversation avec une autre que tu as avec moi, écris-y dans les dix minutes : /link ${code} — ne le montre à personne d’autre.`,
    asksJoiner: (name) =>
      `Si tu dis oui, ${name} se souviendra dans ce chat de ce que tu racontes dans l’autre, et là-bas de ce que tu racontes ici. Stop, oublier et l’aide en cas de danger vaudront pour les deux. Rien n’est mélangé : /unlink les sépare à tout moment. Je les réunis ? Oui ou non.`,
    asking: 'Je pose maintenant la question dans l’autre chat ; il faut y dire oui aussi.',
    asksInviter: (name) =>
      `Quelqu’un a écrit ton code dans un autre chat avec ${name}. Si c’est toi et que tu dis oui, ce que tu racontes dans l’un sera retenu dans les deux, et qui écrit là-bas pourra apprendre ce que tu as raconté ici. C’était toi, et je les réunis ? Oui ou non.`,
    linked: 'C’est fait : les deux conversations sont réunies. /unlink les sépare.',
    refused: 'L’autre chat a dit non, rien n’est réuni.',
    notAsked: 'D’accord, rien n’est réuni.',
    invalid: 'Ce code n’est pas (ou plus) valable. Dans l’autre chat, /link t’en donne un nouveau.',
    already: 'Cette conversation est déjà réunie avec une autre. /unlink les sépare.',
    ended: 'Les deux conversations sont séparées : chacune ne retient que ce qui y a été raconté.',
    nothing: 'Cette conversation n’est réunie avec aucune autre.',
  },
};

export function linkWords(language: string | null): LinkWords {
  return words[language ?? 'en'] ?? en;
}

/** `/link`, `/link code` and `/unlink`, and nothing else in the message. A code is ten letters and digits. */
export function readLinkCommand(
  text: string,
):
  | { readonly kind: 'code' }
  | { readonly kind: 'join'; readonly code: string }
  | { readonly kind: 'unlink' }
  | null {
  const [, command, code] = /^\s*\/(link|unlink)(?:@\w+)?(?:\s+([a-z0-9-]{4,40}))?\s*$/iu.exec(text) ?? [];
  if (command === undefined) return null;
  if (command.toLowerCase() === 'unlink') return code === undefined ? { kind: 'unlink' } : null;
  return code === undefined ? { kind: 'code' } : { kind: 'join', code: code.toLowerCase() };
}
