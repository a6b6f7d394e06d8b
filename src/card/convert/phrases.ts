/** What the importer has to say itself in a character file, in the character's language. */
export interface Phrases {
  /** Stands in the place of {{user}}: the prompt is the same for every person, so it names none. */
  readonly person: string;
  /** The style of a voice that the card shows by example only. */
  readonly styleBySamples: string;
  /** The style of a voice that the card does not show. */
  readonly plainStyle: string;
  /** What a character writes about of itself, where a card says nothing of it. */
  readonly about: readonly string[];
  readonly askName: string;
}

export function phrasesIn(language: string): Phrases {
  const code = language.split('-')[0] ?? '';
  return (Object.hasOwn(phrases, code) ? phrases[code] : undefined) ?? english;
}

const english: Phrases = {
  person: 'the person',
  styleBySamples: 'As in the sample lines.',
  plainStyle: 'Short and plain, as people write to one another in a messenger.',
  about: ['something from its own day', 'what the person told it before'],
  askName: 'What is your name?',
};

const phrases: Readonly<Record<string, Phrases>> = {
  en: english,
  ru: {
    person: 'собеседник',
    styleBySamples: 'Как в строках-образцах.',
    plainStyle: 'Коротко и просто, как люди пишут друг другу в мессенджере.',
    about: ['что-то из своего дня', 'то, о чём собеседник рассказывал раньше'],
    askName: 'Как тебя зовут?',
  },
  uk: {
    person: 'співрозмовник',
    styleBySamples: 'Як у рядках-зразках.',
    plainStyle: 'Коротко й просто, як люди пишуть одне одному в месенджері.',
    about: ['щось зі свого дня', 'те, про що співрозмовник розповідав раніше'],
    askName: 'Як тебе звати?',
  },
  de: {
    person: 'die andere Person',
    styleBySamples: 'Wie in den Beispielzeilen.',
    plainStyle: 'Kurz und schlicht, wie man sich in einem Messenger schreibt.',
    about: ['etwas aus dem eigenen Tag', 'was die andere Person früher erzählt hat'],
    askName: 'Wie heißt du?',
  },
  es: {
    person: 'la otra persona',
    styleBySamples: 'Como en las líneas de muestra.',
    plainStyle: 'Breve y sencillo, como se escribe la gente en un mensajero.',
    about: ['algo de su propio día', 'lo que la otra persona contó antes'],
    askName: '¿Cómo te llamas?',
  },
  fr: {
    person: "l'autre personne",
    styleBySamples: 'Comme dans les lignes d’exemple.',
    plainStyle: 'Court et simple, comme on s’écrit dans une messagerie.',
    about: ['quelque chose de sa propre journée', "ce que l'autre personne a raconté"],
    askName: 'Comment tu t’appelles ?',
  },
  it: {
    person: "l'altra persona",
    styleBySamples: 'Come nelle righe di esempio.',
    plainStyle: 'Breve e semplice, come ci si scrive in un messenger.',
    about: ['qualcosa della propria giornata', "ciò che l'altra persona ha raccontato"],
    askName: 'Come ti chiami?',
  },
  pt: {
    person: 'a outra pessoa',
    styleBySamples: 'Como nas linhas de exemplo.',
    plainStyle: 'Curto e simples, como as pessoas se escrevem num mensageiro.',
    about: ['algo do seu próprio dia', 'o que a outra pessoa contou antes'],
    askName: 'Como você se chama?',
  },
};
