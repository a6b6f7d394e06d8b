import { phrases } from './text/phrases.js';
import { spoken } from './text/spoken.js';

/** A whole message that means no more than: do not write to me. */
const whole: ReadonlyMap<string, string> = new Map(
  Object.entries({
    en: ["stop", "stop it", "please stop", "stop please", "stop now", "stop it now", "just stop", "unsubscribe", "leave me alone", "please leave me alone", "leave me alone please", "go away", "delete me", "stop texting me", "stop messaging me", "stop writing to me", "stop writing me", "dont text me", "do not text me", "dont write to me", "do not write to me", "dont message me", "dont contact me", "dont write to me anymore", "dont text me anymore", "dont contact me again", "i want you to stop", "quit", "end"],
    ru: ["стоп", "хватит", "хватит писать", "перестань", "прекрати", "отстань", "отстань от меня", "оставь меня в покое", "оставьте меня в покое", "не пиши мне", "не пиши мне больше", "больше не пиши", "больше не пиши мне", "не пишите мне", "перестань мне писать", "прекрати писать", "удали меня", "отпишись", "отписаться"],
    uk: ["досить", "годі", "припини", "перестань писати", "не пиши мені", "не пиши мені більше", "більше не пиши", "більше не пиши мені", "залиш мене в спокої", "дай мені спокій", "відчепись", "видали мене", "припини писати", "зупинись"],
    de: ["stopp", "halt", "hör auf", "hör bitte auf", "bitte hör auf", "aufhören", "lass mich in ruhe", "bitte lass mich in ruhe", "lass mich in frieden", "schreib mir nicht mehr", "schreib mir nicht", "nicht mehr schreiben", "hör auf mir zu schreiben", "lösch mich", "lösche mich"],
    es: ["alto", "para", "para ya", "basta", "basta ya", "detente", "déjame en paz", "déjame tranquila", "déjame tranquilo", "no me escribas", "no me escribas más", "deja de escribirme", "no me contactes", "bórrame", "vete", "por favor para", "para por favor"],
    fr: ["arrête", "arrêtez", "arrête ça", "arrête de m’écrire", "arrête de mécrire", "arrête s’il te plaît", "laisse-moi tranquille", "laissez-moi tranquille", "fiche-moi la paix", "ne m’écris plus", "ne mécris plus", "n’écris plus", "plus de messages", "supprime-moi", "ça suffit"],
    it: ["fermati", "smettila", "smetti", "basta così", "lasciami in pace", "lasciami stare", "non scrivermi", "non scrivermi più", "smetti di scrivermi", "smettila di scrivermi", "cancellami", "per favore basta", "vattene"],
    pt: ["pare", "pára", "parar", "chega", "para com isso", "pare com isso", "me deixe em paz", "me deixa em paz", "deixa-me em paz", "não me escreva", "não me escreva mais", "não me escrevas mais", "não me mande mensagem", "para de me escrever", "pare de me escrever", "me apague", "apaga-me", "sair"],
  })
    .flatMap(([language, list]) => list.map((one) => [joined(one), language] as const))
    // Spelt alike in two languages, it counts for the first.
    .reverse(),
); // prettier-ignore

/** Said within a longer message and still beyond doubt. */
const within = phrases([
  'stop texting/messaging/writing/contacting ?to me',
  'leave me alone',
  "don't/dont/do+not ?ever text/write/message/contact ?to me again/anymore/any+more/ever",
  'never text/write/message/contact ?to me again',
  'не пиши/пишите мне/мені больше/більше',
  'больше/більше ?никогда ?ніколи не пиши/пишите ?мне ?мені',
  'оставь/оставьте меня в+покое',
  'залиш мене в+спокої',
  'перестань ?мне ?мені писать/писати',
  'schreib mir nicht/nie mehr/wieder',
  'lass mich ?bitte ?endlich in+ruhe',
  'hör ?bitte auf mir ?zu',
  'déjame ?en ?ya en+paz/tranquila/tranquilo',
  'no me escribas más/nunca',
  'deja de escribirme',
  'laisse moi tranquille',
  "ne m'écris plus",
  "arrête de m'écrire",
  'lasciami ?in ?stare pace/stare/in+pace',
  'non scrivermi più',
  'smettila/smetti di scrivermi',
  'me deixe/deixa em paz',
  'não me escreva/escrevas mais',
  'pare/para de me escrever/mandar',
]);

/** Whether the person wants no more messages. Only their own words: a stop within a story stands in a longer sentence. */
export function saysStop(text: string): boolean {
  const said = spoken(text);
  const plain = said.words.filter((one) => one !== '.').join(' ');
  if (whole.has(plain)) return true;
  return (
    said.words.length <= 16 && !said.quoted.includes(true) && !said.words.includes('?') && within.has(said)
  );
}

/** The language of a message that is a stop and nothing else; null where that leaves it open. */
export function stopLanguage(text: string): string | null {
  return whole.get(joined(text)) ?? null;
}

function joined(text: string): string {
  return spoken(text)
    .words.filter((one) => one !== '.')
    .join(' ');
}

/** Where a talk ends for now. */
const farewells = phrases([
  'good/gd night/nite/bye',
  'goodnight/gnight/goodbye/nighty/gn/bye/byebye/bby/cya/ttyl/g2g/gtg/brb+bed .',
  'goodnight/goodbye/bye',
  "i ?have ?really ?got+to ?gotta ?should ?must ?need+to ?'ve go/run/head+out/leave ?now ?to .",
  'i ?have ?ve got+to/to/gotta go ?now ?to',
  'gotta go/run/sleep',
  "i'm/im/i+am ?going+to ?off+to ?gonna ?heading ?to bed/sleep ?now .",
  'going to bed/sleep',
  'talk ?to ?you tomorrow/later/soon .',
  'see you/ya/u ?later ?tomorrow ?soon .',
  'take care .',
  'have a good night/evening/one',
  'пока ?пока .',
  'спокойной/доброй/добраніч/сладких ночи/снов/ночі',
  'до завтра/свидания/встречи/связи/зустрічі/побачення',
  'мне/мені пора ?идти ?спать ?йти .',
  'я ?пойду ?пошла ?пошёл ?піду ?пішла ?пішов спать/спати',
  'на добраніч',
  'бувай/пока/покеда .',
  'на сегодня всё',
  'gute nacht',
  'tschüss/tschüs/ciao/tschau .',
  'bis morgen/bald/später/dann',
  'ich muss ?jetzt ?los ?gehen ?ins ?schlafen los/weg/gehen/schlafen/ins+bett',
  'ich gehe ?jetzt schlafen/ins+bett',
  'mach+s/machs gut',
  'auf wiedersehen',
  'buenas noches',
  'adiós/chao/chau/adieu',
  'hasta mañana/luego/pronto',
  'me voy ?ya ?a dormir/la+cama/.',
  'tengo que irme',
  'nos vemos ?mañana ?luego .',
  'bonne nuit/soirée',
  'au revoir',
  'à demain/bientôt/plus/plus+tard',
  'je vais ?me ?au dormir/coucher/lit/y+aller',
  'je dois y+aller/partir',
  'buonanotte/buona+notte/arrivederci',
  'a domani/presto/dopo',
  'ciao .',
  'vado a dormire/letto',
  'devo andare',
  'boa noite',
  'tchau/adeus',
  'até amanhã/logo/mais/breve',
  'vou dormir/deitar',
  'tenho que/de ir',
  'preciso ir',
]);

/** Whether the person says goodbye, for now or for the night. */
export function saysFarewell(text: string): boolean {
  const said = spoken(text);
  if (said.words.length > 24) return false;
  return farewells.has({ words: [...said.words, '.'], quoted: [...said.quoted, false] });
}
