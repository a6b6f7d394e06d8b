import type { Milliseconds } from '../core/clock.js';
import { hourMs, minuteMs } from './local-time.js';

/** When it would be natural to speak again after what somebody said they are about to do. */
export interface NaturalMoment {
  readonly name: string;
  /** So long after they said it, or from this minute of their day on; whichever is later. */
  readonly afterMs: Milliseconds;
  readonly notBefore?: number;
  /** It falls on the day after. */
  readonly isTomorrow?: boolean;
}

interface Habit extends NaturalMoment {
  readonly words: RegExp;
}

/**
 * What people leave a talk for, and how long it takes. Only what somebody does now or is about to do counts, so that
 * "I saw a film" is no reason to ask how it was in two hours.
 */
const habits: readonly Habit[] = [
  {
    name: 'exam-tomorrow',
    words:
      /(?:exam|interview|test|presentation|surgery|operation|dentist|doctor)\b.{0,30}\btomorrow|\btomorrow\b.{0,40}\b(?:exam|interview|presentation|surgery|operation|dentist|doctor)|завтра.{0,40}(?:экзамен|собеседован|зач[её]т|презентац|операци|врач|стоматолог)|(?:экзамен|собеседован|зач[её]т|презентац|операци).{0,20}завтра|morgen.{0,40}(?:prüfung|vorstellungsgespräch|klausur)|mañana.{0,40}(?:examen|entrevista)|demain.{0,40}(?:examen|entretien)|domani.{0,40}(?:esame|colloquio)|amanhã.{0,40}(?:prova|entrevista)|завтра.{0,40}(?:іспит|співбесід)/iu,
    afterMs: 14 * hourMs,
    notBefore: 15 * 60,
    isTomorrow: true,
  },
  {
    name: 'film',
    words:
      /\b(?:(?:gonna|going to|about to|off to|let's|i'?ll) (?:watch|see) (?:a|the|this|some|that)|watching (?:a|the|this) (?:movie|film|show)|(?:to|at) the (?:movies|cinema))\b|(?:иду|пойду|пош[её]л|пошла|идём|собираюсь) (?:в кино|смотреть|посмотр)|(?:смотрю|посмотрю|включаю|сажусь смотреть) (?:фильм|кино|сериал)|(?:gehe?n? ins kino|schaue? (?:jetzt )?(?:einen|den) film)|(?:voy|vamos) (?:al cine|a ver una peli)|(?:vais|va) (?:au cinéma|regarder un film)|(?:vado|andiamo) al cinema|vou (?:ao cinema|ver um filme)|(?:йду|піду) (?:в кіно|дивитися)/iu,
    afterMs: 2.5 * hourMs,
  },
  {
    name: 'meeting',
    words:
      /\b(?:have|got|going into|heading into|joining|off to) (?:a|my|this|the) (?:meeting|call|standup|lecture|class|lesson)\b|(?:у меня|сейчас|пош[её]л на|иду на|бегу на) (?:\S+ )?(?:встреч|созвон|пар[ау]|урок|лекци|совещан)|(?:muss ins|habe jetzt ein) meeting|(?:tengo|voy a) una reunión|(?:j'ai|vais en) (?:une )?réunion|(?:ho|vado in) (?:una )?riunione|(?:tenho|vou para) uma reunião|(?:йду на|зараз) (?:зустріч|нараду|созвон)/iu,
    afterMs: 1.5 * hourMs,
  },
  {
    name: 'work',
    words:
      /\b(?:off to|going to|heading to|gotta go to|leaving for|starting|have to) (?:work|my shift|the office)\b|\bback to work\b|(?:иду|пош[её]л|пошла|еду|поехал|поехала|бегу|убегаю|пора) (?:на|в) (?:работу|офис|смену)|(?:gehe|muss|fahre) (?:jetzt )?(?:zur|auf|in die) arbeit|(?:voy|me voy) (?:al trabajo|a trabajar)|(?:vais|pars) (?:au travail|bosser|au boulot)|(?:vado|devo andare) al lavoro|vou (?:para o|ao|pro) trabalho|(?:йду|їду) на роботу/iu,
    afterMs: 5 * hourMs,
    notBefore: 18 * 60 + 15,
  },
  {
    name: 'sport',
    words:
      /\b(?:off to|going to|heading to|at) (?:the )?(?:gym|training|practice|yoga|the pool)\b|\bgoing for a (?:run|swim|ride|hike)\b|(?:иду|пош[её]л|пошла|еду|бегу|убегаю) (?:на|в) (?:тренировк|зал|бассейн|пробежк|йогу|спортзал)|(?:gehe|muss) (?:jetzt )?(?:ins gym|zum training|laufen|joggen)|(?:voy|me voy) al gimnasio|vais à la salle|vado in palestra|vou (?:à|para a) academia|(?:йду|їду) (?:на тренування|в зал)/iu,
    afterMs: 2 * hourMs,
  },
  {
    name: 'meal',
    words:
      /\b(?:off to|going (?:to|for|out for)|having|about to have|making|cooking) (?:some |the )?(?:dinner|lunch)\b|(?:иду|пош[её]л|пошла|сажусь|буду|пора) (?:ужинать|обедать|на ужин|на обед)|(?:gehe|muss) (?:jetzt )?(?:essen|abendessen)|voy a (?:cenar|comer)|vais (?:dîner|manger)|vado a (?:cena|mangiare)|vou (?:jantar|almoçar)|(?:йду|піду) (?:вечеряти|обідати)/iu,
    afterMs: 1.75 * hourMs,
  },
  {
    name: 'visit',
    words:
      /\b(?:going to|seeing|off to|meeting) (?:the |my )?(?:doctor|dentist|vet|therapist|hairdresser)\b|(?:иду|пош[её]л|пошла|еду) к (?:врачу|стоматологу|зубному|ветеринару|психологу|парикмахеру)|(?:gehe|muss) (?:jetzt )?zum (?:arzt|zahnarzt)|voy al (?:médico|dentista)|vais chez le (?:médecin|dentiste)|vado dal (?:medico|dentista)|vou ao (?:médico|dentista)|(?:йду|їду) до (?:лікаря|стоматолога)/iu,
    afterMs: 3.5 * hourMs,
  },
  {
    name: 'journey',
    words:
      /\b(?:boarding|at the airport|on my way to the airport|getting on (?:the|a) (?:plane|train|bus)|my flight (?:is|leaves))\b|(?:сажусь|садимся) (?:в|на) (?:самол[её]т|поезд|автобус)|(?:еду|поехал|поехала|я) в аэропорт|на посадк|(?:steige|sitze) (?:jetzt )?(?:ins|im) (?:flugzeug|zug)|(?:subo|subiendo) al (?:avión|tren)|(?:monte|suis) dans (?:l'avion|le train)|(?:salgo|salendo) sul(?:l'aereo| treno)|(?:embarcando|no aeroporto)|сідаю (?:в|на|у) (?:літак|потяг)/iu,
    afterMs: 5 * hourMs,
  },
  {
    name: 'nap',
    words:
      /\b(?:take|taking|having|going for|need) a nap\b|(?:вздремн|прилягу|полежу немного)|mache? (?:jetzt )?ein nickerchen|(?:echar|voy a) (?:una )?siesta|faire une sieste|(?:faccio|fare) un pisolino|tirar (?:um cochilo|uma soneca)|подрімаю/iu,
    afterMs: 2 * hourMs,
  },
  {
    name: 'soon-back',
    words:
      /\b(?:brb|be right back|back in a (?:bit|sec|minute|few)|give me (?:a sec|\d+ min))\b|(?:скоро вернусь|сейчас вернусь|щас вернусь|отойду|минутку|я ненадолго)|(?:bin gleich (?:wieder da|zurück))|(?:ahora vuelvo|vuelvo enseguida)|(?:je reviens|de retour (?:dans|tout))|(?:torno subito)|(?:já volto)|(?:зараз повернусь|скоро буду)/iu,
    afterMs: 80 * minuteMs,
  },
];

/** What the message announces, if anything. A message that asks or tells of the past announces nothing. */
export function naturalMoment(text: string): NaturalMoment | null {
  if (text.length > 600 || /[?？]\s*$/u.test(text)) return null;
  return habits.find(({ words }) => words.test(text)) ?? null;
}
