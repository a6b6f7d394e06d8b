/** Changes whenever a wording below changes; kept with every question asked. */
export const backupContactVersion = '2026-11-1';

interface Wording {
  readonly question: string;
  /** After a yes. The name of the backup account is given where it has one, so that the person can write there first. */
  readonly agreed: (username: string | null) => string;
  readonly withdrawn: string;
  readonly introduction: (character: string, operator: string) => string;
}

const english: Wording = {
  question:
    'One practical thing: if I ever lose this account, may I write to you once from my backup account, so that we can go on? Please answer yes or no. Without a clear yes I will not.',
  agreed: (username) =>
    `Thank you, noted: one message from my backup account, and only if I lose this one.${
      username === null ? '' : ` It is @${username}; if you save it, you can also write to me there first.`
    } If you change your mind, write: no backup contact.`,
  withdrawn: 'Noted: I will not write to you first from another account.',
  introduction: (character, operator) =>
    `Hello, this is ${character}, the AI character you talked with. I no longer have the account we used, and you agreed that I may write to you once from this one. If you want to go on, just answer here. If not, do nothing or answer "stop", and I will not write first again. I am run by ${operator}.`,
};

const wordings: Readonly<Record<string, Wording>> = {
  en: english,
  ru: {
    question:
      'Один практический вопрос: если я когда-нибудь потеряю этот аккаунт, можно мне один раз написать тебе с запасного, чтобы мы могли продолжить? Ответь, пожалуйста, да или нет. Без ясного «да» я этого не сделаю.',
    agreed: (username) =>
      `Спасибо, записано: одно сообщение с запасного аккаунта, и только если этот будет потерян.${
        username === null
          ? ''
          : ` Это @${username}; если сохранить его, можно написать мне туда в любое время.`
      } Если передумаешь, напиши: без запасного аккаунта.`,
    withdrawn: 'Записано: первых сообщений с другого аккаунта от меня не будет.',
    introduction: (character, operator) =>
      `Здравствуй, это ${character}, персонаж с искусственным интеллектом, с которым у тебя была переписка. Прежнего аккаунта у меня больше нет, а с этого мне было разрешено один раз написать. Если хочешь продолжить, просто ответь здесь. Если нет, ничего не делай или ответь «стоп», и первых сообщений больше не будет. За меня отвечает ${operator}.`,
  },
  de: {
    question:
      'Eine praktische Frage: Falls ich dieses Konto einmal verliere, darf ich dir dann einmal von meinem Ersatzkonto schreiben, damit wir weiterreden können? Bitte antworte mit ja oder nein. Ohne ein klares Ja tue ich es nicht.',
    agreed: (username) =>
      `Danke, notiert: eine Nachricht von meinem Ersatzkonto, und nur, falls ich dieses verliere.${
        username === null
          ? ''
          : ` Es heißt @${username}; wenn du es speicherst, kannst du mir dort auch zuerst schreiben.`
      } Wenn du es dir anders überlegst, schreib: kein Ersatzkonto.`,
    withdrawn: 'Notiert: Ich schreibe dir nicht von mir aus von einem anderen Konto.',
    introduction: (character, operator) =>
      `Hallo, hier ist ${character}, die KI-Figur, mit der du geschrieben hast. Unser bisheriges Konto habe ich nicht mehr, und du warst einverstanden, dass ich dir einmal von diesem schreibe. Wenn du weiterreden möchtest, antworte einfach hier. Wenn nicht, tu nichts oder antworte „stopp“, dann schreibe ich nicht mehr von mir aus. Verantwortlich ist ${operator}.`,
  },
  es: {
    question:
      'Una cuestión práctica: si algún día pierdo esta cuenta, ¿puedo escribirte una vez desde mi cuenta de reserva para que sigamos? Responde sí o no, por favor. Sin un sí claro no lo haré.',
    agreed: (username) =>
      `Gracias, anotado: un mensaje desde mi cuenta de reserva, y solo si pierdo esta.${
        username === null ? '' : ` Es @${username}; si la guardas, también puedes escribirme allí primero.`
      } Si cambias de idea, escribe: sin cuenta de reserva.`,
    withdrawn: 'Anotado: no te escribiré por mi cuenta desde otra cuenta.',
    introduction: (character, operator) =>
      `Hola, soy ${character}, el personaje de IA con el que hablabas. Ya no tengo la cuenta que usábamos, y aceptaste que te escribiera una vez desde esta. Si quieres seguir, responde aquí. Si no, no hagas nada o responde «alto», y no volveré a escribir por mi cuenta. El responsable es ${operator}.`,
  },
  fr: {
    question:
      'Une question pratique : si un jour je perds ce compte, puis-je t’écrire une fois depuis mon compte de secours, pour que nous puissions continuer ? Réponds par oui ou non, s’il te plaît. Sans un oui clair, je ne le ferai pas.',
    agreed: (username) =>
      `Merci, c’est noté : un seul message depuis mon compte de secours, et seulement si je perds celui-ci.${
        username === null
          ? ''
          : ` C’est @${username} ; si tu l’enregistres, tu peux aussi m’y écrire d’abord.`
      } Si tu changes d’avis, écris : pas de compte de secours.`,
    withdrawn: 'C’est noté : je ne t’écrirai pas de moi-même depuis un autre compte.',
    introduction: (character, operator) =>
      `Bonjour, c’est ${character}, le personnage d’IA avec qui tu parlais. Je n’ai plus le compte que nous utilisions, et tu as accepté que je t’écrive une fois depuis celui-ci. Si tu veux continuer, réponds simplement ici. Sinon, ne fais rien ou réponds « stop », et je n’écrirai plus de moi-même. Le responsable est ${operator}.`,
  },
  it: {
    question:
      'Una cosa pratica: se un giorno perdo questo account, posso scriverti una volta dal mio account di riserva, così possiamo continuare? Rispondi sì o no, per favore. Senza un sì chiaro non lo farò.',
    agreed: (username) =>
      `Grazie, annotato: un solo messaggio dal mio account di riserva, e solo se perdo questo.${
        username === null ? '' : ` È @${username}; se lo salvi, puoi anche scrivermi lì per primo.`
      } Se cambi idea, scrivi: niente account di riserva.`,
    withdrawn: 'Annotato: non ti scriverò di mia iniziativa da un altro account.',
    introduction: (character, operator) =>
      `Ciao, sono ${character}, il personaggio, un’IA, con cui parlavi. Non ho più l’account che usavamo, e avevi accettato che ti scrivessi una volta da questo. Se vuoi continuare, rispondi qui. Altrimenti non fare nulla o rispondi «stop», e non scriverò più di mia iniziativa. Il responsabile è ${operator}.`,
  },
  pt: {
    question:
      'Uma questão prática: se um dia eu perder esta conta, posso escrever-te uma vez da minha conta de reserva, para continuarmos? Responde sim ou não, por favor. Sem um sim claro não o faço.',
    agreed: (username) =>
      `Obrigado, anotado: uma única mensagem da minha conta de reserva, e só se eu perder esta.${
        username === null ? '' : ` É @${username}; se a guardares, também me podes escrever lá primeiro.`
      } Se mudares de ideia, escreve: sem conta de reserva.`,
    withdrawn: 'Anotado: não te escrevo por minha iniciativa de outra conta.',
    introduction: (character, operator) =>
      `Olá, sou ${character}, a personagem de IA com quem falavas. Já não tenho a conta que usávamos, e aceitaste que te escrevesse uma vez desta. Se quiseres continuar, responde aqui. Se não, não faças nada ou responde «parar», e não volto a escrever por minha iniciativa. O responsável é ${operator}.`,
  },
  uk: {
    question:
      'Одне практичне запитання: якщо я колись втрачу цей акаунт, можна один раз написати тобі із запасного, щоб ми могли продовжити? Відповідай, будь ласка, так або ні. Без ясного «так» я цього не зроблю.',
    agreed: (username) =>
      `Дякую, записано: одне повідомлення із запасного акаунта, і лише якщо цей буде втрачено.${
        username === null ? '' : ` Це @${username}; якщо зберегти його, можна написати мені туди будь-коли.`
      } Якщо передумаєш, напиши: без запасного акаунта.`,
    withdrawn: 'Записано: перших повідомлень з іншого акаунта від мене не буде.',
    introduction: (character, operator) =>
      `Вітаю, це ${character}, персонаж зі штучним інтелектом, з яким у тебе було листування. Попереднього акаунта в мене вже немає, а з цього мені було дозволено один раз написати. Якщо хочеш продовжити, просто відповідай тут. Якщо ні, нічого не роби або напиши «стоп», і перших повідомлень більше не буде. За мене відповідає ${operator}.`,
  },
};

/** The words about the backup account in the person's language, or in English where we have none. */
export function backupContactWords(language: string | null): Wording {
  const code = language?.toLowerCase().split('-')[0] ?? 'en';
  return wordings[code] ?? english;
}
