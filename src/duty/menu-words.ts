/** What a messenger's menu of commands says of each, in at most 60 letters: the commands of `command-words.ts` and others. */
const menuCommands = [
  'help',
  'privacy',
  'memory',
  'forget',
  'export',
  'pause',
  'stop',
  'why',
  'link',
] as const;
type Command = (typeof menuCommands)[number];

const inLanguages: Readonly<Record<string, Readonly<Record<Command, string>>>> = {
  en: {
    help: 'What you can write at any time',
    privacy: 'Who runs this and where your words go',
    memory: 'What is remembered of you',
    forget: 'Erase what is remembered of you',
    export: 'A copy of what is kept',
    pause: 'Quiet until you write again',
    stop: 'End this',
    why: 'Why the last message was written',
    link: 'Join this talk with one elsewhere',
  },
  de: {
    help: 'Was du jederzeit schreiben kannst',
    privacy: 'Wer das betreibt und wohin deine Worte gehen',
    memory: 'Was über dich gespeichert ist',
    forget: 'Löschen, was über dich gespeichert ist',
    export: 'Eine Kopie von allem, was gespeichert ist',
    pause: 'Ruhe, bis du wieder schreibst',
    stop: 'Das hier beenden',
    why: 'Warum die letzte Nachricht kam',
    link: 'Dieses Gespräch mit einem anderen verbinden',
  },
  ru: {
    help: 'Что можно написать в любой момент',
    privacy: 'Кто за этим стоит и куда идут твои слова',
    memory: 'Что о тебе записано',
    forget: 'Стереть то, что о тебе записано',
    export: 'Копия всего, что хранится',
    pause: 'Тишина, пока ты не напишешь',
    stop: 'Закончить разговор',
    why: 'Почему пришло последнее сообщение',
    link: 'Соединить этот разговор с другим',
  },
  uk: {
    help: 'Що можна написати будь-коли',
    privacy: 'Хто за цим стоїть і куди йдуть твої слова',
    memory: 'Що про тебе записано',
    forget: 'Стерти те, що про тебе записано',
    export: 'Копія всього, що зберігається',
    pause: 'Тиша, доки ти не напишеш',
    stop: 'Закінчити розмову',
    why: 'Чому прийшло останнє повідомлення',
    link: 'З’єднати цю розмову з іншою',
  },
  es: {
    help: 'Lo que puedes escribir en cualquier momento',
    privacy: 'Quién lleva esto y adónde van tus palabras',
    memory: 'Lo que se recuerda de ti',
    forget: 'Borrar lo que se recuerda de ti',
    export: 'Una copia de lo que se guarda',
    pause: 'Silencio hasta que vuelvas a escribir',
    stop: 'Terminar esto',
    why: 'Por qué llegó el último mensaje',
    link: 'Unir esta conversación con otra',
  },
  fr: {
    help: 'Ce que tu peux écrire à tout moment',
    privacy: 'Qui gère ceci et où vont tes mots',
    memory: 'Ce qui est retenu de toi',
    forget: 'Effacer ce qui est retenu de toi',
    export: 'Une copie de ce qui est gardé',
    pause: 'Silence jusqu’à ton prochain message',
    stop: 'Arrêter ici',
    why: 'Pourquoi le dernier message est arrivé',
    link: 'Réunir cette conversation avec une autre',
  },
  it: {
    help: 'Cosa puoi scrivere in ogni momento',
    privacy: 'Chi gestisce questo e dove vanno le tue parole',
    memory: 'Cosa si ricorda di te',
    forget: 'Cancellare ciò che si ricorda di te',
    export: 'Una copia di ciò che è conservato',
    pause: 'Silenzio finché non scrivi di nuovo',
    stop: 'Chiudere qui',
    why: 'Perché è arrivato l’ultimo messaggio',
    link: 'Unire questa conversazione a un’altra',
  },
  pt: {
    help: 'O que pode ser escrito a qualquer momento',
    privacy: 'Quem mantém isto e para onde vão as palavras',
    memory: 'O que é lembrado de você',
    forget: 'Apagar o que é lembrado de você',
    export: 'Uma cópia do que é guardado',
    pause: 'Silêncio até a próxima mensagem sua',
    stop: 'Terminar isto',
    why: 'Por que veio a última mensagem',
    link: 'Unir esta conversa com outra',
  },
};

export interface CommandMenu {
  /** ISO 639-1; null for everybody whose language has none. */
  readonly language: string | null;
  readonly commands: readonly { readonly command: string; readonly description: string }[];
}

/** One menu a language; the first is everybody else's. */
export function commandMenus(): readonly CommandMenu[] {
  return Object.entries(inLanguages).map(([language, words]) => ({
    language: language === 'en' ? null : language,
    commands: menuCommands.map((command) => ({ command, description: words[command] })),
  }));
}
