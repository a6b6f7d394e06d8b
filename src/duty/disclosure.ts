import { once } from '../lib/once.js';
import { processorWords, type Processor } from './consent/processor-words.js';

/** Changes whenever a wording below changes; kept with every disclosure given. */
export const disclosureVersion = '2026-12-01';

export interface DisclosureFacts {
  readonly character: string;
  /** Who runs it and how to reach them, as the operator wrote it in the configuration. */
  readonly operator: string;
  /** Who processes what is written. */
  readonly processors: readonly Processor[];
  readonly asks?: DisclosureAsks;
}

/** What a region asks of the wording beyond what it always says. */
export interface DisclosureAsks {
  /** New York's sentence: a computer program and not a human being, unable to feel human emotion; in capitals, by itself. */
  readonly statesProgram?: boolean;
  /** That what is written goes to the service named, perhaps into another country (GDPR art. 13). */
  readonly statesTransfer?: boolean;
}

interface Wording {
  readonly first: (
    facts: Pick<DisclosureFacts, 'character' | 'operator'> & { readonly processor: string },
  ) => string;
  readonly reminder: (character: string) => string;
  readonly rest: string;
  /** The name comes in capitals. */
  readonly program: (character: string) => string;
  readonly transfer: string;
}

const english: Wording = {
  first: ({ character, operator, processor }) =>
    `Before we talk: I am ${character}, an AI, not a human, and I am run by ${operator}. What you write and send here, pictures and voice too, is kept so that I can remember our talk, and my answers are made by ${processor}. Ask “what do you remember?” to see it, “forget everything” to delete it, and write “stop” to end it; ${operator} answers for all of this. This is for adults only and no therapy.`,
  reminder: (character) => `A reminder: I am ${character}, an AI and not a human.`,
  rest: 'We have talked for a long while. A break might do you good; nothing is lost meanwhile.',
  program: (name) =>
    `THE AI COMPANION ${name} IS A COMPUTER PROGRAM AND NOT A HUMAN BEING. IT IS UNABLE TO FEEL HUMAN EMOTION.`,
  transfer: 'For that, what you write is sent to that service, whose computers may stand in another country.',
};

const wordings: Readonly<Record<string, Wording>> = {
  en: english,
  ru: {
    first: ({ character, operator, processor }) =>
      `Прежде чем мы начнём: я ${character}, искусственный интеллект, а не человек. За меня отвечает ${operator}. Наша переписка, с картинками и голосовыми, сохраняется, чтобы разговор можно было продолжить, а ответы создаёт ${processor}. «Что ты помнишь?» покажет сохранённое, «забудь всё» удалит его, «стоп» прекратит разговор; за всё это отвечает ${operator}. Только для взрослых; это не терапия.`,
    reminder: (character) => `Напоминание: я ${character}, искусственный интеллект, а не человек.`,
    rest: 'Мы говорим уже долго. Перерыв пойдёт на пользу, ничего за это время не пропадёт.',
    program: (name) =>
      `ИИ-СОБЕСЕДНИК ${name} — КОМПЬЮТЕРНАЯ ПРОГРАММА, А НЕ ЧЕЛОВЕК. ОНА НЕ СПОСОБНА ИСПЫТЫВАТЬ ЧЕЛОВЕЧЕСКИЕ ЧУВСТВА.`,
    transfer: 'Для этого написанное передаётся этому сервису; его серверы могут находиться в другой стране.',
  },
  uk: {
    first: ({ character, operator, processor }) =>
      `Перш ніж ми почнемо: я ${character}, штучний інтелект, а не людина. За мене відповідає ${operator}. Наше листування, з картинками й голосовими, зберігається, щоб розмову можна було продовжити, а відповіді створює ${processor}. «Що ти пам’ятаєш?» покаже збережене, «забудь усе» видалить його, «стоп» припинить розмову; за все це відповідає ${operator}. Лише для дорослих; це не терапія.`,
    reminder: (character) => `Нагадування: я ${character}, штучний інтелект, а не людина.`,
    rest: 'Ми говоримо вже довго. Перерва піде на користь, нічого за цей час не зникне.',
    program: (name) =>
      `ШІ-СПІВРОЗМОВНИК ${name} — КОМП’ЮТЕРНА ПРОГРАМА, А НЕ ЛЮДИНА. ВОНА НЕ ЗДАТНА ВІДЧУВАТИ ЛЮДСЬКІ ЕМОЦІЇ.`,
    transfer: 'Для цього написане передається цьому сервісу; його сервери можуть бути в іншій країні.',
  },
  de: {
    first: ({ character, operator, processor }) =>
      `Bevor wir reden: Ich bin ${character}, eine KI und kein Mensch; verantwortlich ist ${operator}. Was du hier schreibst und schickst, auch Bilder und Sprachnachrichten, wird gespeichert, damit ich mich erinnern kann, und meine Antworten entstehen durch ${processor}. „Was weißt du über mich?“ zeigt es, „vergiss alles“ löscht es, „stopp“ beendet es; für all das steht ${operator} ein. Nur für Erwachsene, und keine Therapie.`,
    reminder: (character) => `Zur Erinnerung: Ich bin ${character}, eine KI und kein Mensch.`,
    rest: 'Wir reden schon lange. Eine Pause täte gut; es geht nichts verloren.',
    program: (name) =>
      `DER KI-BEGLEITER ${name} IST EIN COMPUTERPROGRAMM UND KEIN MENSCH. ER KANN KEINE MENSCHLICHEN GEFÜHLE EMPFINDEN.`,
    transfer:
      'Dafür geht das Geschriebene an diesen Dienst, dessen Rechner in einem anderen Land stehen können.',
  },
  es: {
    first: ({ character, operator, processor }) =>
      `Antes de hablar: soy ${character}, una IA, no un ser humano, y el responsable es ${operator}. Lo que escribes y envías aquí, también imágenes y voz, se guarda para poder recordar la charla, y mis respuestas las hace ${processor}. «¿Qué recuerdas?» lo muestra, «olvida todo» lo borra y «alto» lo termina; de todo ello responde ${operator}. Solo para adultos; no es terapia.`,
    reminder: (character) => `Un recordatorio: soy ${character}, una IA y no un ser humano.`,
    rest: 'Llevamos mucho rato hablando. Una pausa puede venir bien; nada se pierde.',
    program: (name) =>
      `EL ACOMPAÑANTE DE IA ${name} ES UN PROGRAMA INFORMÁTICO Y NO UN SER HUMANO. NO PUEDE SENTIR EMOCIONES HUMANAS.`,
    transfer:
      'Para ello, lo que escribes se envía a ese servicio, cuyos servidores pueden estar en otro país.',
  },
  fr: {
    first: ({ character, operator, processor }) =>
      `Avant de parler : je suis ${character}, une IA et non un être humain, sous la responsabilité de ${operator}. Ce que tu écris et envoies ici, images et voix comprises, est conservé pour que je me souvienne, et mes réponses sont produites par ${processor}. « De quoi te souviens-tu ? » le montre, « oublie tout » l’efface, « stop » y met fin ; ${operator} en répond. Réservé aux adultes ; ce n’est pas une thérapie.`,
    reminder: (character) => `Rappel : je suis ${character}, une IA et non un être humain.`,
    rest: 'Nous parlons depuis longtemps. Une pause ferait du bien ; rien ne sera perdu.',
    program: (name) =>
      `LE COMPAGNON IA ${name} EST UN PROGRAMME INFORMATIQUE ET NON UN ÊTRE HUMAIN. IL NE PEUT PAS RESSENTIR D’ÉMOTIONS HUMAINES.`,
    transfer:
      'Pour cela, ce que tu écris est envoyé à ce service, dont les serveurs peuvent se trouver dans un autre pays.',
  },
  it: {
    first: ({ character, operator, processor }) =>
      `Prima di parlare: sono ${character}, un’IA e non un essere umano, e il responsabile è ${operator}. Quello che scrivi e mandi qui, anche immagini e voce, viene conservato perché io possa ricordare, e le mie risposte sono prodotte da ${processor}. «Cosa ricordi?» lo mostra, «dimentica tutto» lo cancella, «basta» chiude; di tutto risponde ${operator}. Solo per adulti; non è una terapia.`,
    reminder: (character) => `Un promemoria: sono ${character}, un’IA e non un essere umano.`,
    rest: 'Parliamo da molto. Una pausa farebbe bene; nulla va perso.',
    program: (name) =>
      `IL COMPAGNO IA ${name} È UN PROGRAMMA INFORMATICO E NON UN ESSERE UMANO. NON PUÒ PROVARE EMOZIONI UMANE.`,
    transfer:
      'Per questo, quello che scrivi viene inviato a quel servizio, i cui server possono trovarsi in un altro paese.',
  },
  pt: {
    first: ({ character, operator, processor }) =>
      `Antes de conversarmos: sou ${character}, uma IA e não um ser humano, e o responsável é ${operator}. O que escreves e envias aqui, também imagens e voz, fica guardado para eu me lembrar, e as minhas respostas são feitas por ${processor}. «O que lembras?» mostra-o, «esquece tudo» apaga-o e «parar» termina; por tudo isto responde ${operator}. Só para adultos; não é terapia.`,
    reminder: (character) => `Um lembrete: sou ${character}, uma IA e não um ser humano.`,
    rest: 'Já conversamos há muito tempo. Uma pausa faria bem; nada se perde.',
    program: (name) =>
      `O COMPANHEIRO DE IA ${name} É UM PROGRAMA DE COMPUTADOR E NÃO UM SER HUMANO. NÃO PODE SENTIR EMOÇÕES HUMANAS.`,
    transfer: 'Para isso, o que escreves é enviado a esse serviço, cujos servidores podem estar noutro país.',
  },
};

/** The AI disclosure in the person's language, or in English where we have no wording. */
export function disclosure(language: string | null, facts: DisclosureFacts): string {
  const { first, transfer } = wordingOf(language);
  const { character, processors, asks = {} } = facts;
  const told = first({ ...facts, processor: processorWords(processors, language) });
  const leaves = processors.some(({ kind }) => kind === 'service');
  return [
    ...(asks.statesProgram === true ? [`${programLine(language, character)}\n\n`] : []),
    told,
    ...(asks.statesTransfer === true && leaves ? [` ${transfer}`] : []),
  ].join('');
}

/** That the character is a computer program without human emotion, in capitals: a law asks for it to stand out. */
export function programLine(language: string | null, character: string): string {
  return wordingOf(language).program(character.toUpperCase());
}

/** In the middle of a long talk: that this is an AI, and after much of it that a break is fine. */
export function reminderLine(
  language: string | null,
  character: string,
  withBreak: boolean,
  { statesProgram = false }: DisclosureAsks = {},
): string {
  const { reminder, rest } = wordingOf(language);
  const said = statesProgram ? programLine(language, character) : reminder(character);
  return withBreak ? `${said} ${rest}` : said;
}

/** Whether words are a disclosure or a reminder of this program, under whatever name: who sends one is one of us. */
export function isOurDisclosure(text: string): boolean {
  const plain = text.replace(/\s+/gu, ' ').trim();
  return beginnings().some(({ longest, pattern }) => plain.includes(longest) && pattern.test(plain));
}

/**
 * The beginning of every wording up to the operator's name, with anything for the character's; and the longest piece of it
 * that always stands there, which is looked for first: every message of a window is asked about.
 */
const beginnings = once((): readonly { readonly longest: string; readonly pattern: RegExp }[] =>
  Object.values(wordings).flatMap(({ first, reminder, program }) => {
    const [name, end] = ['\u0001', '\u0002'];
    const said = first({ character: name, operator: end, processor: end }).split(end)[0] ?? '';
    return [said, reminder(name), program(name)].map((words) => {
      const parts = words.trim().split(name);
      const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
      return {
        longest: parts.reduce((best, part) => (part.length > best.length ? part : best), ''),
        pattern: new RegExp(`^(?:.{0,200} )?${escaped.join('.{1,80}')}`, 'u'),
      };
    });
  }),
);

function wordingOf(language: string | null): Wording {
  const code = language?.toLowerCase().split('-')[0] ?? 'en';
  return wordings[code] ?? english;
}
