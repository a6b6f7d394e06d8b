/** What a person can ask of the program itself; the commands of others are named in `help`. */
export interface CommandWords {
  readonly help: string;
  readonly pause: string;
  /** In one sentence why the last message was written. */
  readonly why: {
    readonly answered: string;
    readonly first: string;
    readonly fixed: string;
    readonly nothing: string;
  };
}

const en: CommandWords = {
  help: 'What you can write at any time: /memory shows what is remembered of you, /forget erases it, /export gives you a copy, /pause keeps me quiet until you write again, /stop ends this, /why says why I wrote my last message, /privacy says who runs this and where your words go. Plain words work too.',
  pause: 'All right, I stay quiet until you write again.',
  why: {
    answered:
      'I wrote my last message because you had written to me: an AI model put it into words from our talk and my description.',
    first:
      'I wrote my last message without being asked because you agreed that I may, and something in our talk gave me a reason.',
    fixed:
      'My last message was fixed words of the program, not the AI model’s, because what you wrote has a set answer.',
    nothing: 'I have not written anything here yet.',
  },
};

const ru: CommandWords = {
  help: 'Что можно написать в любой момент: /memory — что о тебе записано, /forget — стереть это, /export — получить копию, /pause — тишина, пока ты не напишешь, /stop — закончить разговор, /why — почему пришло последнее сообщение, /privacy — кто за этим стоит и куда идут твои слова. Можно и обычными словами.',
  pause: 'Хорошо, помолчу, пока ты не напишешь снова.',
  why: {
    answered:
      'Последнее сообщение — ответ на твои слова: его составила модель ИИ по нашей переписке и описанию персонажа.',
    first:
      'Последнее сообщение отправлено без вопроса с твоей стороны: согласие на это есть, и в нашем разговоре был для него повод.',
    fixed:
      'Последнее сообщение — готовый текст программы, а не модели ИИ: на твои слова есть установленный ответ.',
    nothing: 'Здесь ещё ничего не было написано с моей стороны.',
  },
};

const words: Readonly<Record<string, CommandWords>> = {
  en,
  ru,
  uk: {
    help: 'Що можна написати будь-коли: /memory — що про тебе записано, /forget — стерти це, /export — отримати копію, /pause — тиша, доки ти не напишеш, /stop — закінчити розмову, /why — чому прийшло останнє повідомлення, /privacy — хто за цим стоїть і куди йдуть твої слова.',
    pause: 'Добре, тиша, доки ти не напишеш знову.',
    why: {
      answered:
        'Останнє повідомлення — відповідь на твої слова: його склала модель ШІ за нашою розмовою та описом персонажа.',
      first:
        'Останнє повідомлення надіслано без запитання з твого боку: згода на це є, і в нашій розмові був привід.',
      fixed: 'Останнє повідомлення — готовий текст програми, а не моделі ШІ.',
      nothing: 'Тут ще нічого не було написано з мого боку.',
    },
  },
  de: {
    help: 'Was du jederzeit schreiben kannst: /memory zeigt, was über dich gespeichert ist, /forget löscht es, /export gibt dir eine Kopie, /pause lässt mich schweigen, bis du wieder schreibst, /stop beendet das hier, /why sagt, warum ich zuletzt geschrieben habe, /privacy sagt, wer das betreibt und wohin deine Worte gehen.',
    pause: 'Gut, ich schweige, bis du wieder schreibst.',
    why: {
      answered:
        'Meine letzte Nachricht war die Antwort auf das, was du geschrieben hast: Ein KI-Modell hat sie aus unserem Gespräch und meiner Beschreibung formuliert.',
      first:
        'Ich habe zuletzt von mir aus geschrieben, weil du dem zugestimmt hast und unser Gespräch einen Anlass gab.',
      fixed: 'Meine letzte Nachricht war ein fester Text des Programms, nicht des KI-Modells.',
      nothing: 'Ich habe hier noch nichts geschrieben.',
    },
  },
  es: {
    help: 'Lo que puedes escribir en cualquier momento: /memory muestra lo que se recuerda de ti, /forget lo borra, /export te da una copia, /pause me deja en silencio hasta que vuelvas a escribir, /stop termina esto, /why dice por qué escribí mi último mensaje, /privacy dice quién lleva esto y adónde van tus palabras.',
    pause: 'De acuerdo, me quedo en silencio hasta que vuelvas a escribir.',
    why: {
      answered:
        'Mi último mensaje respondía a lo que escribiste: un modelo de IA lo redactó a partir de nuestra charla y de mi descripción.',
      first: 'Escribí sin que preguntaras porque lo aceptaste y nuestra charla dio un motivo.',
      fixed: 'Mi último mensaje era un texto fijo del programa, no del modelo de IA.',
      nothing: 'Todavía no he escrito nada aquí.',
    },
  },
  fr: {
    help: 'Ce que tu peux écrire à tout moment : /memory montre ce qui est retenu de toi, /forget l’efface, /export t’en donne une copie, /pause me fait taire jusqu’à ce que tu écrives, /stop met fin à tout ceci, /why dit pourquoi j’ai écrit mon dernier message, /privacy dit qui s’en occupe et où vont tes mots.',
    pause: 'D’accord, je me tais jusqu’à ce que tu écrives.',
    why: {
      answered:
        'Mon dernier message répondait à ce que tu avais écrit : un modèle d’IA l’a formulé à partir de notre conversation et de ma description.',
      first:
        'J’ai écrit de moi-même parce que tu l’as accepté et que notre conversation en donnait une raison.',
      fixed: 'Mon dernier message était un texte fixe du programme, pas du modèle d’IA.',
      nothing: 'Je n’ai encore rien écrit ici.',
    },
  },
  it: {
    help: 'Cosa puoi scrivere in ogni momento: /memory mostra ciò che si ricorda di te, /forget lo cancella, /export te ne dà una copia, /pause mi fa tacere finché non scrivi, /stop finisce tutto, /why dice perché ho scritto l’ultimo messaggio, /privacy dice chi gestisce tutto e dove vanno le tue parole.',
    pause: 'Va bene, resto in silenzio finché non scrivi di nuovo.',
    why: {
      answered:
        'Il mio ultimo messaggio rispondeva a ciò che hai scritto: lo ha formulato un modello di IA dalla nostra conversazione e dalla mia descrizione.',
      first: 'Ho scritto di mia iniziativa perché l’hai accettato e la nostra conversazione dava un motivo.',
      fixed: 'Il mio ultimo messaggio era un testo fisso del programma, non del modello di IA.',
      nothing: 'Qui non ho ancora scritto nulla.',
    },
  },
  pt: {
    help: 'O que podes escrever a qualquer momento: /memory mostra o que está anotado sobre ti, /forget apaga-o, /export dá-te uma cópia, /pause deixa-me em silêncio até escreveres, /stop termina isto, /why diz porque escrevi a última mensagem, /privacy diz quem gere isto e para onde vão as tuas palavras.',
    pause: 'Está bem, fico em silêncio até escreveres de novo.',
    why: {
      answered:
        'A minha última mensagem respondia ao que escreveste: um modelo de IA redigiu-a a partir da nossa conversa e da minha descrição.',
      first: 'Escrevi por minha iniciativa porque o aceitaste e a nossa conversa deu um motivo.',
      fixed: 'A minha última mensagem era um texto fixo do programa, não do modelo de IA.',
      nothing: 'Ainda não escrevi nada aqui.',
    },
  },
};

export function commandWords(language: string | null): CommandWords {
  return words[language?.toLowerCase().split('-')[0] ?? 'en'] ?? en;
}

const commands = ['help', 'pause', 'why', 'privacy'] as const;
export type Command = (typeof commands)[number];

const slash = /^\/(help|pause|why|privacy)(?:@\w+)?[.!?\s]*$/iu;
/** Whole messages only: in the middle of a sentence these are talk. */
const plain: Readonly<Record<Command, RegExp>> = {
  privacy: /^(?:(?:what is )?your privacy policy|privacy policy|политика конфиденциальности)[.!?\s]*$/iu,
  help: /^(?:what (?:commands|can i (?:write|ask) (?:you )?here)|show (?:me )?the commands|какие (?:тут |есть )?команды|список команд|покажи команды)[.!?\s]*$/iu,
  pause:
    /^(?:(?:please )?(?:pause|be quiet) (?:until i (?:write|text)|for now)|take a break until i (?:write|text)(?: again)?|(?:помолчи|не пиши(?: мне)?|пауза),? пока (?:я )?(?:сам|сама|не напишу)(?: не напишу)?)[.!?\s]*$/iu,
  why: /^(?:why did you (?:write|send|say) (?:that|this|me that|me this)(?: message)?|почему ты (?:это |мне это )?(?:написал|написала|прислал|прислала)(?: это| мне это)?)[.!?\s]*$/iu,
};

/** The same in the other languages, as whole messages without marks at their end. */
const plainElsewhere: Readonly<Record<Command, RegExp>> = {
  privacy:
    /^(?:політика конфіденційності|datenschutz(?:erklärung)?|política de privacidad|politique de confidentialité|informativa sulla privacy|política de privacidade)$/iu,
  help: /^(?:які (?:тут |є )?команди|список команд|welche befehle gibt es(?: hier)?|was kann ich (?:dir )?hier schreiben|qué comandos hay|qué puedo escribir aquí|quelles (?:sont les )?commandes(?: y a-t-il)?|qu[’']est-ce que je peux écrire ici|quali comandi ci sono|cosa posso scrivere qui|quais (?:são os )?comandos(?: existem)?|o que posso escrever aqui)$/iu,
  pause:
    /^(?:помовч,? доки (?:я )?не напишу|не пиши(?: мені)?,? доки (?:я )?не напишу|(?:bitte )?schweig,? bis ich (?:wieder )?schreibe|guarda silencio hasta que (?:yo )?(?:te )?escriba|tais-toi jusqu[’']à ce que (?:je t[’']|j[’'])écrive|stai in silenzio finché non (?:ti )?scrivo|fi(?:ca|que) em silêncio até eu escrever)$/iu,
  why: /^(?:чому ти (?:це |мені це )?(?:написав|написала|надіслав|надіслала)(?: це| мені це)?|warum hast du (?:mir )?das ge(?:schrieben|schickt|sagt)|(?:y )?por qué (?:me )?(?:has escrito|escribiste|dijiste) eso|pourquoi (?:m[’'])?(?:as-tu|tu as|tu m[’']as) écrit (?:ça|cela)|perché (?:mi )?(?:hai scritto) (?:questo|quello|così)|por que (?:você )?(?:me )?escreveu (?:isso|isto))$/iu,
};

/** The command a message is, whole; null for talk. */
export function readCommand(text: string): Command | null {
  const message = text.trim();
  const found = slash.exec(message)?.[1]?.toLowerCase();
  const named = commands.find((command) => command === found);
  if (named !== undefined) return named;
  if (message.length > 80) return null;
  const words = message.replace(/^[¿¡\s]+|[.!?\s]+$/gu, '');
  const isCommand = (command: Command): boolean =>
    plain[command].test(message) || plainElsewhere[command].test(words);
  return commands.find(isCommand) ?? null;
}
