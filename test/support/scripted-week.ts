/**
 * A week as people tell it: a plan, and what they say of it later. Written at one go without a look at the rules or at the
 * other lists, and played once before anything was changed for it.
 */
export interface ToldPlan {
  readonly plan: string;
  readonly later: string;
}

/** It is called off, or it is on another day. */
export const calledOff: readonly ToldPlan[] = [
  { plan: 'tomorrow evening dinner with the Kowalskis', later: 'we cancelled the dinner, Marta has a fever' },
  { plan: 'job interview tomorrow at ten!!', later: 'they filled the position internally, so no interview' },
  {
    plan: 'tomorrow is the day, I see the flat in Elm street',
    later: 'the flat is gone already, somebody took it this morning',
  },
  { plan: 'taking the train to Leeds tomorrow', later: 'trains are on strike, I stay home' },
  { plan: 'band practice tomorrow night', later: 'practice got pushed to Friday because of the drummer' },
  { plan: 'dentist tomorrow, ugh', later: 'the dentist called, they need to reschedule' },
  { plan: 'I have a date tomorrow', later: "he bailed on me. whatever, I'll watch a film" },
  { plan: 'mum comes over tomorrow for lunch', later: "mum's not coming after all" },
  {
    plan: 'hiking with the club tomorrow if my knee holds',
    later: 'knee is bad again, had to pull out of the hike',
  },
  { plan: 'presenting my thesis tomorrow', later: 'my supervisor moved the presentation to next month' },
  { plan: 'morgen Vorstellungsgespräch bei Siemens', later: 'das Gespräch wurde abgesagt' },
  { plan: 'morgen kommt der Klempner', later: 'der Klempner kommt doch erst nächste Woche' },
  { plan: 'morgen Abend Kino mit Jonas', later: 'Jonas hat keine Zeit, Kino fällt flach' },
  { plan: 'morgen habe ich die Matheklausur', later: 'die Klausur ist verschoben worden, Lehrer krank' },
  { plan: 'morgen fliegen wir nach Rom', later: 'Flug gestrichen, wir bleiben hier' },
  { plan: 'завтра иду на концерт', later: 'концерт отменили, деньги вернут' },
  { plan: 'завтра собеседование в банке', later: 'собеседование перенесли на следующую неделю' },
  { plan: 'завтра едем на дачу', later: 'на дачу не едем, машина сломалась' },
  { plan: 'mañana ceno con mis suegros', later: 'al final no hay cena, están enfermos' },
  { plan: 'mañana tengo el examen de inglés', later: 'han aplazado el examen' },
  { plan: 'demain je vois mon ex pour un café', later: "il a annulé, je m'en doutais" },
  { plan: 'demain c’est le match de mon fils', later: 'le match est reporté à cause de la pluie' },
  { plan: 'domani visita dal cardiologo', later: 'la visita è stata rimandata a marzo' },
  { plan: 'domani sera cena con Luca', later: 'Luca ha dato buca, niente cena' },
];

/** It stands, though they speak of it or of something near it. */
export const stillOn: readonly ToldPlan[] = [
  {
    plan: 'tomorrow evening dinner with the Kowalskis',
    later: 'what should I cook for the dinner? Marta eats no fish',
  },
  { plan: 'job interview tomorrow at ten!!', later: 'I am so nervous about the interview, cannot eat' },
  {
    plan: 'tomorrow is the day, I see the flat in Elm street',
    later: 'my phone contract was cancelled by mistake, what a day',
  },
  { plan: 'taking the train to Leeds tomorrow', later: 'I will not forget my umbrella this time' },
  { plan: 'dentist tomorrow, ugh', later: 'I moved the sofa today, my back hurts' },
  { plan: 'presenting my thesis tomorrow', later: 'no way I can sleep tonight' },
  { plan: 'morgen Vorstellungsgespräch bei Siemens', later: 'ich habe mein Hemd gebügelt, bin bereit' },
  { plan: 'morgen habe ich die Matheklausur', later: 'ich verstehe Integrale immer noch nicht' },
  { plan: 'завтра собеседование в банке', later: 'не могу выбрать, что надеть' },
  { plan: 'mañana tengo el examen de inglés', later: 'no sé si estoy preparada' },
  { plan: 'demain c’est le match de mon fils', later: "il n'arrête pas d'en parler" },
  { plan: 'domani visita dal cardiologo', later: 'speriamo che non trovi niente' },
];
