import { cutWithEllipsis } from '../../lib/cut-text.js';
import type { Admitted, Knock } from '../../store/conversation/admission-store.js';

/** What the owner reads in the own chat about people who wait, in the owner's language. */

type Somebody = Pick<Knock, 'peer' | 'name' | 'username'>;

/** Names are chosen by strangers: one line, and not longer than a name. */
const mostOfAName = 48;
const mostListed = 10;

/** "Ann (@ann, 123)": with what they can be named by. */
function whoTheyAre({ peer, name, username }: Somebody): string {
  const called = cutWithEllipsis(
    (name ?? '').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim(),
    mostOfAName,
  );
  const names = username === null ? peer : `@${username}, ${peer}`;
  return called === '' ? names : `${called} (${names})`;
}

/** The commands are the same in every language. */
interface AdmissionWords {
  readonly waits: (who: string, peer: string) => string;
  readonly nobody: string;
  readonly waiting: (count: number) => string;
  readonly messages: (count: number) => string;
  readonly more: (count: number) => string;
  readonly how: string;
  readonly letIn: (who: string) => string;
  readonly turnedAway: (who: string) => string;
  readonly unknown: (words: string) => string;
}

const en: AdmissionWords = {
  waits: (who, peer) =>
    `${who} wrote here for the first time and waits to be let in. Write /allow ${peer} or /deny ${peer}; /people lists who waits.`,
  nobody: 'Nobody waits to be let in.',
  waiting: (count) => `Waiting to be let in: ${count}`,
  messages: (count) => `messages: ${count}`,
  more: (count) => `and ${count} more`,
  how: 'Write /allow or /deny with a number or @username.',
  letIn: (who) => `${who} is let in.`,
  turnedAway: (who) => `${who} is turned away and gets no answer any more.`,
  unknown: (words) => `Nobody who wrote here is called "${words}". /people lists who waits.`,
};
const others: Readonly<Record<string, AdmissionWords>> = {
  ru: {
    waits: (who, peer) =>
      `${who} пишет сюда впервые и ждёт, пока вы решите. Напишите /allow ${peer}, чтобы впустить, или /deny ${peer}, чтобы отказать; /people покажет, кто ждёт.`,
    nobody: 'Никто не ждёт.',
    waiting: (count) => `Ждут решения: ${count}`,
    messages: (count) => `сообщений: ${count}`,
    more: (count) => `и ещё ${count}`,
    how: 'Напишите /allow или /deny с номером или @именем.',
    letIn: (who) => `${who}: доступ открыт.`,
    turnedAway: (who) => `${who}: отказано, ответов больше не будет.`,
    unknown: (words) => `Здесь не писал никто по имени «${words}». /people покажет, кто ждёт.`,
  },
  uk: {
    waits: (who, peer) =>
      `${who} пише сюди вперше й чекає на ваше рішення. Напишіть /allow ${peer}, щоб впустити, або /deny ${peer}, щоб відмовити; /people покаже, хто чекає.`,
    nobody: 'Ніхто не чекає.',
    waiting: (count) => `Чекають рішення: ${count}`,
    messages: (count) => `повідомлень: ${count}`,
    more: (count) => `і ще ${count}`,
    how: 'Напишіть /allow або /deny з номером чи @іменем.',
    letIn: (who) => `${who}: доступ відкрито.`,
    turnedAway: (who) => `${who}: відмовлено, відповідей більше не буде.`,
    unknown: (words) => `Тут не писав ніхто на ім’я «${words}». /people покаже, хто чекає.`,
  },
  de: {
    waits: (who, peer) =>
      `${who} schreibt hier zum ersten Mal und wartet auf Einlass. Schreib /allow ${peer} oder /deny ${peer}; /people zeigt, wer wartet.`,
    nobody: 'Niemand wartet auf Einlass.',
    waiting: (count) => `Warten auf Einlass: ${count}`,
    messages: (count) => `Nachrichten: ${count}`,
    more: (count) => `und ${count} weitere`,
    how: 'Schreib /allow oder /deny mit einer Nummer oder einem @Namen.',
    letIn: (who) => `${who} ist eingelassen.`,
    turnedAway: (who) => `${who} ist abgewiesen und bekommt keine Antwort mehr.`,
    unknown: (words) => `Niemand, der hier schrieb, heißt „${words}“. /people zeigt, wer wartet.`,
  },
  es: {
    waits: (who, peer) =>
      `${who} escribe aquí por primera vez y espera tu permiso. Escribe /allow ${peer} o /deny ${peer}; /people muestra quién espera.`,
    nobody: 'Nadie espera permiso.',
    waiting: (count) => `Esperan permiso: ${count}`,
    messages: (count) => `mensajes: ${count}`,
    more: (count) => `y ${count} más`,
    how: 'Escribe /allow o /deny con un número o un @nombre.',
    letIn: (who) => `${who} ya puede hablar aquí.`,
    turnedAway: (who) => `${who} queda fuera y ya no recibirá respuesta.`,
    unknown: (words) => `Nadie que haya escrito aquí se llama «${words}». /people muestra quién espera.`,
  },
  fr: {
    waits: (who, peer) =>
      `${who} écrit ici pour la première fois et attend votre accord. Écrivez /allow ${peer} ou /deny ${peer} ; /people montre qui attend.`,
    nobody: 'Personne n’attend.',
    waiting: (count) => `En attente : ${count}`,
    messages: (count) => `messages : ${count}`,
    more: (count) => `et ${count} de plus`,
    how: 'Écrivez /allow ou /deny avec un numéro ou un @nom.',
    letIn: (who) => `${who} peut parler ici.`,
    turnedAway: (who) => `${who} est refusé et ne recevra plus de réponse.`,
    unknown: (words) => `Personne qui ait écrit ici ne s’appelle « ${words} ». /people montre qui attend.`,
  },
  it: {
    waits: (who, peer) =>
      `${who} scrive qui per la prima volta e aspetta il tuo permesso. Scrivi /allow ${peer} o /deny ${peer}; /people mostra chi aspetta.`,
    nobody: 'Nessuno aspetta.',
    waiting: (count) => `In attesa: ${count}`,
    messages: (count) => `messaggi: ${count}`,
    more: (count) => `e altri ${count}`,
    how: 'Scrivi /allow o /deny con un numero o un @nome.',
    letIn: (who) => `${who} può parlare qui.`,
    turnedAway: (who) => `${who} resta fuori e non riceverà più risposte.`,
    unknown: (words) => `Nessuno che abbia scritto qui si chiama «${words}». /people mostra chi aspetta.`,
  },
  pt: {
    waits: (who, peer) =>
      `${who} escreve aqui pela primeira vez e espera permissão. Escreva /allow ${peer} ou /deny ${peer}; /people mostra quem espera.`,
    nobody: 'Ninguém espera permissão.',
    waiting: (count) => `À espera: ${count}`,
    messages: (count) => `mensagens: ${count}`,
    more: (count) => `e mais ${count}`,
    how: 'Escreva /allow ou /deny com um número ou um @nome.',
    letIn: (who) => `${who} já pode falar aqui.`,
    turnedAway: (who) => `${who} fica de fora e não recebe mais respostas.`,
    unknown: (words) => `Ninguém que tenha escrito aqui se chama «${words}». /people mostra quem espera.`,
  },
};

const wordsIn = (language: string | null): AdmissionWords =>
  others[language?.slice(0, 2).toLowerCase() ?? ''] ?? en;

export function waitsLine(somebody: Somebody, language: string | null = null): string {
  return wordsIn(language).waits(whoTheyAre(somebody), somebody.peer);
}

export function waitingList(people: readonly Admitted[], language: string | null = null): string {
  const words = wordsIn(language);
  const waiting = people.filter(({ state }) => state === 'waiting');
  if (waiting.length === 0) return words.nobody;
  const lines = waiting
    .slice(0, mostListed)
    .map((one) => `${whoTheyAre(one)}, ${words.messages(one.waiting)}`);
  const more = waiting.length - lines.length;
  return [words.waiting(waiting.length), ...lines, ...(more > 0 ? [words.more(more)] : []), words.how].join(
    '\n',
  );
}

export function decidedLine(
  somebody: Somebody,
  state: 'let-in' | 'turned-away',
  language: string | null = null,
): string {
  const words = wordsIn(language);
  return state === 'let-in' ? words.letIn(whoTheyAre(somebody)) : words.turnedAway(whoTheyAre(somebody));
}

export const nobodyCalled = (words: string, language: string | null = null): string =>
  wordsIn(language).unknown(cutWithEllipsis(words, mostOfAName));
