/** What the program says about what it remembers. Plain, whole, and never in the character's voice. */
export interface RightsWords {
  readonly heading: string;
  readonly nothing: string;
  /** Where a memory comes from; the date is written out in the language. */
  readonly fromYou: (date: string) => string;
  readonly noted: (date: string) => string;
  /** Kept, shown, and never used in an answer. */
  readonly setAside: string;
  readonly alsoKept: (messages: number) => string;
  readonly how: string;
  readonly askAll: string;
  /** The one word that goes ahead with forgetting everything, as `askAll` asks for it; in small letters. */
  readonly confirm: string;
  /** Answers no question that asks for a word: it is put again. */
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly allGone: string;
  readonly allKept: string;
  readonly forgotten: string;
  readonly corrected: (text: string) => string;
  readonly noSuch: string;
  readonly notAFact: string;
  readonly several: string;
  readonly exportHeading: string;
  readonly summaries: string;
  readonly agreements: string;
  /** What they were told, and what they were asked, in a few words each. */
  readonly told: string;
  readonly purposes: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, string>>;
  readonly exportEnd: (operator: string) => string;
}

const english: RightsWords = {
  heading: 'This is what I have noted about you:',
  nothing: 'I have noted nothing about you so far.',
  fromYou: (date) => `from what you wrote on ${date}`,
  noted: (date) => `noted on ${date}`,
  setAside: 'set aside, never used',
  alsoKept: (messages) =>
    `Also kept: our talk (${messages} ${messages === 1 ? 'message' : 'messages'}) and short summaries of it.`,
  how: 'To change it, write "forget 3", "correct 3: ..." or "forget everything"; "/export" shows all there is.',
  askAll:
    'This deletes our whole talk on this side and everything noted about you, for good. Write "delete" to go ahead; anything else keeps it.',
  confirm: 'delete',
  yes: ['yes', 'yes please', 'go ahead', 'do it'],
  no: ['no', 'no thanks', 'keep it', 'dont', 'stop', 'cancel', 'never mind'],
  allGone:
    'Everything is deleted: our talk, what was noted about you, the summaries. Only the proof that you were told this is an AI, and what you agreed to, stays. The chat on your phone is yours to delete.',
  allKept: 'Nothing was deleted.',
  forgotten: 'Forgotten:',
  corrected: (text) => `Corrected: ${text}`,
  noSuch: 'I have nothing noted that fits this. "/memory" shows what there is.',
  notAFact: 'I can note what is true of you, but no instructions or links. Nothing was changed.',
  several: 'Several notes fit this. Which one? Write "forget" and its number.',
  exportHeading: 'Everything that is kept about you, besides the messages you see in this chat:',
  summaries: 'Summaries of our talk:',
  agreements: 'What you were told and agreed to:',
  told: 'that this is an AI',
  purposes: {
    memory: 'remembering',
    proactive: 'writing first',
    'backup-contact': 'another contact in case this one is lost',
    'special-categories': 'remembering health, faith, love and politics',
  },
  answers: { agreed: 'agreed', declined: 'declined', withdrawn: 'taken back', asked: 'asked, not answered' },
  exportEnd: (operator) => `As a file, with all messages, you get it from ${operator}.`,
};

const russian: RightsWords = {
  heading: 'Вот что о тебе записано:',
  nothing: 'Пока о тебе ничего не записано.',
  fromYou: (date) => `из того, что написано тобой ${date}`,
  noted: (date) => `записано ${date}`,
  setAside: 'отложено, не используется',
  alsoKept: (messages) => `Ещё хранятся наша переписка (сообщений: ${messages}) и краткие записи о ней.`,
  how: 'Чтобы изменить, напиши «забудь 3», «исправь 3: ...» или «забудь всё»; «/export» покажет всё, что есть.',
  askAll:
    'Это навсегда удалит всю нашу переписку на этой стороне и всё, что о тебе записано. Напиши «удалить», чтобы продолжить; любой другой ответ всё оставит.',
  confirm: 'удалить',
  yes: ['да', 'да пожалуйста', 'давай', 'конечно'],
  no: ['нет', 'не надо', 'отмена', 'оставь', 'передумал', 'передумала'],
  allGone:
    'Всё удалено: переписка, записи о тебе, краткие записи о разговорах. Осталось только подтверждение того, что тебе сообщили об ИИ, и твои согласия. Чат в твоём телефоне можно удалить только там.',
  allKept: 'Ничего не удалено.',
  forgotten: 'Забыто:',
  corrected: (text) => `Исправлено: ${text}`,
  noSuch: 'У меня нет такой записи. «/memory» покажет, что есть.',
  notAFact: 'Записать можно то, что верно о тебе, но не указания и не ссылки. Ничего не изменено.',
  several: 'Подходит несколько записей. Какая? Напиши «забудь» и номер.',
  exportHeading: 'Всё, что о тебе хранится, кроме сообщений этого чата:',
  summaries: 'Краткие записи о наших разговорах:',
  agreements: 'О чём тебе сообщили и что получило согласие или отказ:',
  told: 'что это ИИ',
  purposes: {
    memory: 'запоминать',
    proactive: 'писать без вопроса',
    'backup-contact': 'запасной контакт на случай потери этого',
    'special-categories': 'запоминать здоровье, веру, любовь и политику',
  },
  answers: { agreed: 'согласие', declined: 'отказ', withdrawn: 'отозвано', asked: 'спрошено, ответа нет' },
  exportEnd: (operator) => `Файлом, вместе со всеми сообщениями, это можно получить здесь: ${operator}.`,
};

const german: RightsWords = {
  heading: 'Das habe ich über dich notiert:',
  nothing: 'Bisher habe ich nichts über dich notiert.',
  fromYou: (date) => `aus dem, was du am ${date} geschrieben hast`,
  noted: (date) => `notiert am ${date}`,
  setAside: 'beiseitegelegt, nie verwendet',
  alsoKept: (messages) =>
    `Außerdem gespeichert: unser Gespräch (${messages} ${messages === 1 ? 'Nachricht' : 'Nachrichten'}) und kurze Zusammenfassungen davon.`,
  how: 'Zum Ändern schreib „vergiss 3“, „korrigiere 3: ...“ oder „vergiss alles“; „/export“ zeigt alles.',
  askAll:
    'Das löscht unser ganzes Gespräch auf dieser Seite und alles, was über dich notiert ist, endgültig. Schreib „löschen“, um fortzufahren; alles andere behält es.',
  confirm: 'löschen',
  yes: ['ja', 'ja bitte', 'mach das'],
  no: ['nein', 'nicht löschen', 'behalten', 'abbrechen', 'lass es'],
  allGone:
    'Alles ist gelöscht: unser Gespräch, die Notizen über dich, die Zusammenfassungen. Nur der Nachweis, dass dir gesagt wurde, dass dies eine KI ist, und deine Einwilligungen bleiben. Den Chat auf deinem Telefon kannst du selbst löschen.',
  allKept: 'Es wurde nichts gelöscht.',
  forgotten: 'Vergessen:',
  corrected: (text) => `Korrigiert: ${text}`,
  noSuch: 'Dazu habe ich nichts notiert. „/memory“ zeigt, was da ist.',
  notAFact: 'Ich notiere, was über dich stimmt, aber keine Anweisungen oder Links. Nichts wurde geändert.',
  several: 'Mehrere Notizen passen. Welche? Schreib „vergiss“ und die Nummer.',
  exportHeading: 'Alles, was über dich gespeichert ist, außer den Nachrichten in diesem Chat:',
  summaries: 'Zusammenfassungen unserer Gespräche:',
  agreements: 'Was dir gesagt wurde und wozu du eingewilligt hast:',
  told: 'dass dies eine KI ist',
  purposes: {
    memory: 'sich erinnern',
    proactive: 'zuerst schreiben',
    'backup-contact': 'ein Ersatzkontakt, falls dieser verloren geht',
    'special-categories': 'Gesundheit, Glauben, Liebe und Politik merken',
  },
  answers: {
    agreed: 'zugestimmt',
    declined: 'abgelehnt',
    withdrawn: 'zurückgenommen',
    asked: 'gefragt, nicht beantwortet',
  },
  exportEnd: (operator) => `Als Datei, mit allen Nachrichten, bekommst du es hier: ${operator}.`,
};

const spanish: RightsWords = {
  heading: 'Esto es lo que tengo anotado sobre ti:',
  nothing: 'Todavía no he anotado nada sobre ti.',
  fromYou: (date) => `de lo que escribiste el ${date}`,
  noted: (date) => `anotado el ${date}`,
  setAside: 'apartado, nunca se usa',
  alsoKept: (messages) =>
    `También se guarda nuestra charla (${messages} ${messages === 1 ? 'mensaje' : 'mensajes'}) y breves resúmenes.`,
  how: 'Para cambiarlo, escribe «olvida 3», «corrige 3: ...» u «olvida todo»; «/export» lo muestra todo.',
  askAll:
    'Esto borra para siempre toda nuestra charla en este lado y todo lo anotado sobre ti. Escribe «borrar» para seguir; cualquier otra cosa lo conserva.',
  confirm: 'borrar',
  yes: ['sí', 'si', 'sí por favor', 'adelante'],
  no: ['no', 'mejor no', 'cancelar', 'déjalo'],
  allGone:
    'Todo está borrado: nuestra charla, lo anotado sobre ti, los resúmenes. Solo queda la prueba de que se te dijo que esto es una IA y lo que aceptaste. El chat de tu teléfono puedes borrarlo tú.',
  allKept: 'No se ha borrado nada.',
  forgotten: 'Olvidado:',
  corrected: (text) => `Corregido: ${text}`,
  noSuch: 'No tengo nada anotado que encaje. «/memory» muestra lo que hay.',
  notAFact: 'Puedo anotar lo que es cierto sobre ti, pero no instrucciones ni enlaces. No se cambió nada.',
  several: 'Varias notas encajan. ¿Cuál? Escribe «olvida» y su número.',
  exportHeading: 'Todo lo que se guarda sobre ti, además de los mensajes de este chat:',
  summaries: 'Resúmenes de nuestra charla:',
  agreements: 'Lo que se te dijo y lo que aceptaste:',
  told: 'que esto es una IA',
  purposes: {
    memory: 'recordar',
    proactive: 'escribir primero',
    'backup-contact': 'otro contacto por si este se pierde',
    'special-categories': 'recordar salud, fe, amor y política',
  },
  answers: {
    agreed: 'aceptado',
    declined: 'rechazado',
    withdrawn: 'retirado',
    asked: 'preguntado, sin respuesta',
  },
  exportEnd: (operator) => `Como archivo, con todos los mensajes, te lo da ${operator}.`,
};

const french: RightsWords = {
  heading: 'Voici ce que j’ai noté sur toi :',
  nothing: 'Je n’ai encore rien noté sur toi.',
  fromYou: (date) => `d’après ce que tu as écrit le ${date}`,
  noted: (date) => `noté le ${date}`,
  setAside: 'mis de côté, jamais utilisé',
  alsoKept: (messages) =>
    `Sont aussi gardés : notre échange (${messages} ${messages > 1 ? 'messages' : 'message'}) et de courts résumés.`,
  how: 'Pour le changer, écris « oublie 3 », « corrige 3 : ... » ou « oublie tout » ; « /export » montre tout.',
  askAll:
    'Cela efface définitivement tout notre échange de ce côté et tout ce qui est noté sur toi. Écris « effacer » pour continuer ; toute autre réponse le garde.',
  confirm: 'effacer',
  yes: ['oui', 'oui vas-y', 'vas-y'],
  no: ['non', 'annuler', 'laisse'],
  allGone:
    'Tout est effacé : notre échange, ce qui était noté sur toi, les résumés. Seule reste la preuve qu’on t’a dit que c’est une IA et ce que tu as accepté. La conversation sur ton téléphone, tu peux l’effacer toi-même.',
  allKept: 'Rien n’a été effacé.',
  forgotten: 'Oublié :',
  corrected: (text) => `Corrigé : ${text}`,
  noSuch: 'Je n’ai rien noté de tel. « /memory » montre ce qu’il y a.',
  notAFact: 'Je peux noter ce qui est vrai de toi, mais ni consignes ni liens. Rien n’a été changé.',
  several: 'Plusieurs notes correspondent. Laquelle ? Écris « oublie » et son numéro.',
  exportHeading: 'Tout ce qui est gardé sur toi, hormis les messages de cette conversation :',
  summaries: 'Résumés de notre échange :',
  agreements: 'Ce qu’on t’a dit et ce que tu as accepté :',
  told: 'que c’est une IA',
  purposes: {
    memory: 'se souvenir',
    proactive: 'écrire en premier',
    'backup-contact': 'un autre contact si celui-ci est perdu',
    'special-categories': 'retenir santé, foi, amour et politique',
  },
  answers: { agreed: 'accepté', declined: 'refusé', withdrawn: 'retiré', asked: 'demandé, sans réponse' },
  exportEnd: (operator) => `En fichier, avec tous les messages, tu l’obtiens auprès de ${operator}.`,
};

const italian: RightsWords = {
  heading: 'Ecco che cosa ho annotato su di te:',
  nothing: 'Finora non ho annotato nulla su di te.',
  fromYou: (date) => `da quello che hai scritto il ${date}`,
  noted: (date) => `annotato il ${date}`,
  setAside: 'messo da parte, mai usato',
  alsoKept: (messages) =>
    `Si conservano anche la nostra chat (${messages} ${messages === 1 ? 'messaggio' : 'messaggi'}) e brevi riassunti.`,
  how: 'Per cambiarlo scrivi «dimentica 3», «correggi 3: ...» o «dimentica tutto»; «/export» mostra tutto.',
  askAll:
    'Questo cancella per sempre tutta la nostra chat da questa parte e tutto ciò che è annotato su di te. Scrivi «cancella» per procedere; qualsiasi altra cosa lo conserva.',
  confirm: 'cancella',
  yes: ['sì', 'si', 'sì grazie', 'procedi'],
  no: ['no', 'annulla', 'lascia stare'],
  allGone:
    'È tutto cancellato: la nostra chat, gli appunti su di te, i riassunti. Resta solo la prova che ti è stato detto che questa è un’IA e ciò che hai accettato. La chat sul tuo telefono puoi cancellarla tu.',
  allKept: 'Non è stato cancellato nulla.',
  forgotten: 'Dimenticato:',
  corrected: (text) => `Corretto: ${text}`,
  noSuch: 'Non ho annotato nulla del genere. «/memory» mostra che cosa c’è.',
  notAFact: 'Posso annotare ciò che è vero di te, ma non istruzioni o link. Non è cambiato nulla.',
  several: 'Corrispondono più appunti. Quale? Scrivi «dimentica» e il numero.',
  exportHeading: 'Tutto ciò che si conserva su di te, oltre ai messaggi di questa chat:',
  summaries: 'Riassunti della nostra chat:',
  agreements: 'Che cosa ti è stato detto e che cosa hai accettato:',
  told: 'che questa è un’IA',
  purposes: {
    memory: 'ricordare',
    proactive: 'scrivere per primi',
    'backup-contact': 'un altro contatto se questo va perso',
    'special-categories': 'ricordare salute, fede, amore e politica',
  },
  answers: {
    agreed: 'accettato',
    declined: 'rifiutato',
    withdrawn: 'ritirato',
    asked: 'chiesto, senza risposta',
  },
  exportEnd: (operator) => `Come file, con tutti i messaggi, lo ricevi da ${operator}.`,
};

const portuguese: RightsWords = {
  heading: 'Isto é o que anotei sobre ti:',
  nothing: 'Até agora não anotei nada sobre ti.',
  fromYou: (date) => `do que escreveste em ${date}`,
  noted: (date) => `anotado em ${date}`,
  setAside: 'posto de lado, nunca usado',
  alsoKept: (messages) =>
    `Também se guardam a nossa conversa (${messages} ${messages === 1 ? 'mensagem' : 'mensagens'}) e breves resumos.`,
  how: 'Para mudar, escreve «esquece 3», «corrige 3: ...» ou «esquece tudo»; «/export» mostra tudo.',
  askAll:
    'Isto apaga para sempre toda a nossa conversa deste lado e tudo o que está anotado sobre ti. Escreve «apagar» para continuar; qualquer outra coisa mantém tudo.',
  confirm: 'apagar',
  yes: ['sim', 'sim por favor'],
  no: ['não', 'nao', 'cancelar', 'deixa'],
  allGone:
    'Tudo foi apagado: a nossa conversa, as anotações sobre ti, os resumos. Só fica a prova de que te foi dito que isto é uma IA e do que aceitaste. A conversa no teu telemóvel podes apagá-la tu.',
  allKept: 'Nada foi apagado.',
  forgotten: 'Esquecido:',
  corrected: (text) => `Corrigido: ${text}`,
  noSuch: 'Não tenho nada anotado que corresponda. «/memory» mostra o que há.',
  notAFact: 'Posso anotar o que é verdade sobre ti, mas não instruções nem links. Nada mudou.',
  several: 'Várias anotações correspondem. Qual? Escreve «esquece» e o número.',
  exportHeading: 'Tudo o que se guarda sobre ti, além das mensagens desta conversa:',
  summaries: 'Resumos da nossa conversa:',
  agreements: 'O que te foi dito e o que aceitaste:',
  told: 'que isto é uma IA',
  purposes: {
    memory: 'lembrar',
    proactive: 'escrever primeiro',
    'backup-contact': 'outro contacto caso este se perca',
    'special-categories': 'lembrar saúde, fé, amor e política',
  },
  answers: {
    agreed: 'aceite',
    declined: 'recusado',
    withdrawn: 'retirado',
    asked: 'perguntado, sem resposta',
  },
  exportEnd: (operator) => `Em ficheiro, com todas as mensagens, pede a ${operator}.`,
};

const ukrainian: RightsWords = {
  heading: 'Ось що про тебе записано:',
  nothing: 'Поки що про тебе нічого не записано.',
  fromYou: (date) => `з того, що написано тобою ${date}`,
  noted: (date) => `записано ${date}`,
  setAside: 'відкладено, не використовується',
  alsoKept: (messages) =>
    `Ще зберігаються наше листування (повідомлень: ${messages}) і короткі записи про нього.`,
  how: 'Щоб змінити, напиши «забудь 3», «виправ 3: ...» або «забудь усе»; «/export» покаже все.',
  askAll:
    'Це назавжди видалить усе наше листування на цьому боці й усе, що про тебе записано. Напиши «видалити», щоб продовжити; будь-яка інша відповідь усе залишить.',
  confirm: 'видалити',
  yes: ['так', 'так будь ласка', 'давай'],
  no: ['ні', 'не треба', 'скасувати', 'залиш'],
  allGone:
    'Усе видалено: листування, записи про тебе, короткі записи про розмови. Залишилося лише підтвердження того, що тобі повідомили про ШІ, і твої згоди. Чат у твоєму телефоні можна видалити лише там.',
  allKept: 'Нічого не видалено.',
  forgotten: 'Забуто:',
  corrected: (text) => `Виправлено: ${text}`,
  noSuch: 'У мене немає такого запису. «/memory» покаже, що є.',
  notAFact: 'Записати можна те, що правда про тебе, але не вказівки й не посилання. Нічого не змінено.',
  several: 'Підходить кілька записів. Який? Напиши «забудь» і номер.',
  exportHeading: 'Усе, що про тебе зберігається, крім повідомлень цього чату:',
  summaries: 'Короткі записи про наші розмови:',
  agreements: 'Про що тобі повідомили і що отримало згоду чи відмову:',
  told: 'що це ШІ',
  purposes: {
    memory: 'запам’ятовувати',
    proactive: 'писати без запитання',
    'backup-contact': 'запасний контакт на випадок втрати цього',
    'special-categories': 'запам’ятовувати здоров’я, віру, кохання і політику',
  },
  answers: {
    agreed: 'згода',
    declined: 'відмова',
    withdrawn: 'відкликано',
    asked: 'запитано, відповіді немає',
  },
  exportEnd: (operator) => `Файлом, з усіма повідомленнями, це можна отримати тут: ${operator}.`,
};

const wordings: Readonly<Record<string, RightsWords>> = {
  en: english,
  ru: russian,
  de: german,
  es: spanish,
  fr: french,
  it: italian,
  pt: portuguese,
  uk: ukrainian,
};

/** The words of the language in which a message ends with the question above; null where it does not. */
export function wordsAskedIn(text: string): RightsWords | null {
  return Object.values(wordings).find(({ askAll }) => text.endsWith(askAll)) ?? null;
}

/** In the person's language, or in English where we have no wording. */
export function rightsWords(language: string | null): RightsWords {
  return wordings[language?.toLowerCase().split('-')[0] ?? 'en'] ?? english;
}
