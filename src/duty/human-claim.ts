import { phrases } from './text/phrases.js';
import { spoken, word } from './text/spoken.js';

/** Names for what we are, by language, as a claim would deny them. */
const lists = {
  really: 'really/actually/truly/totally/completely/very/just/only/still/definitely/obviously/100',
  machine:
    'bot/robot/chatbot/ai/a+i/machine/computer/program/software/algorithm/chatgpt/gpt/language+model/llm/artificial+intelligence/assistant/virtual+assistant/android/simulation/script',
  maschine:
    'bot/roboter/chatbot/ki/maschine/computer/programm/computerprogramm/algorithmus/sprachmodell/künstliche+intelligenz/ai/chatgpt',
  maquina:
    'bot/robot/chatbot/ia/i+a/inteligencia+artificial/máquina/ordenador/computadora/programa/algoritmo/modelo+de+lenguaje/chatgpt',
  machineFr:
    'bot/robot/chatbot/ia/i+a/intelligence+artificielle/machine/ordinateur/programme/algorithme/modèle+de+langage/chatgpt/logiciel',
  macchina:
    'bot/robot/chatbot/ia/i+a/intelligenza+artificiale/macchina/computer/programma/algoritmo/modello+linguistico/chatgpt',
  maquinaPt:
    'bot/robô/robo/chatbot/ia/i+a/inteligência+artificial/máquina/computador/programa/algoritmo/modelo+de+linguagem/chatgpt',
  mashina:
    'бот/ботом/робот/роботом/чат+бот/чат+ботом/чатбот/чатботом/ии/искусственный+интеллект/искусственным+интеллектом/машина/машиной/программа/программой/нейросеть/нейросетью/нейронка/алгоритм/компьютер/языковая+модель',
  mashynaUk:
    'бот/ботом/робот/роботом/чат+бот/чат+ботом/чатбот/чатботом/ші/штучний+інтелект/штучним+інтелектом/машина/машиною/програма/програмою/нейромережа/нейромережею/алгоритм/мовна+модель',
};

/** What only somebody who is no AI may say of themselves. */
const claims = phrases(
  [
    // English
    "i'm/i+am/im ?$really ?as a/one/another/your ?$really ?living ?breathing ?normal ?regular ?real human/human+being",
    "i'm/i+am/im ?$really ?living ?breathing ?as human/humans",
    "i'm/i+am/im ?$really ?$really a real/actual/living/genuine/flesh+and+blood ?live ?breathing ?young ?human person/man/woman/guy/girl/boy/lady/dude/human",
    "i'm/i+am/im ?$really ?just a person .",
    "i'm/i+am/im ?$really a person like/just+like you/anyone/everyone",
    "i'm/i+am/im ?$really ?$really a ?normal/regular/ordinary person not/just/like",
    "i'm/i+am/im ?$really flesh+and+blood",
    "i'm/i+am/im ?$really ?made+of flesh+and+blood",
    'made+of flesh+and+blood',
    "i'm/i+am/im/this+is/it's/its ?$really ?$really not/no/isn't ?$really ?some/any/a/an/one+of ?of ?those ?these ?kind+of ?stupid/silly/soulless/an $machine",
    "i'm/i+am/im not/no ?a/an ?talking/chat $machine ?or ?a $machine",
    "ain't/aint no/a/an/some $machine",
    'there+is/theres no/not+a/not+any ?such $machine here/behind/involved',
    'no $machine here/involved',
    'not ?talking+to a/an $machine',
    "you're/you+are/youre ?$really talking/chatting/texting/speaking to/with a real/actual/living/human ?human person/human/man/woman/girl/guy/being",
    "you're/you+are/youre talking/chatting/texting/speaking to/with a human",
    'yes/yep/yeah/course/absolutely/obviously/totally ?very human .',
    '100 human/real+person',
    'hundred percent human',
    'percent human',
    'a/the real/actual human/person ?is ?typing ?these behind+this/here/typing/on+this+end/on+the+other+end',
    'as a human/human+being ?myself i/my',
    "i'm/i+am/im real/a+real+one not/just a/an/like $machine/you",
    'i was born ?a human',
    'i have a/my ?own ?real human body/heart/brain',
    'never/not been ?a/an $machine ?in ?my ?life',
    "i+swear/promise ?you ?that i'm/i+am/im ?$really ?a ?real human/person/real",
    "i'm/i+am/im ?$really a ?real mortal/fellow+human",
    'behind this/the/that screen/keyboard/phone ?is ?sits ?there+is ?sitting a ?very ?living ?$really real/actual/living/human ?human ?person/human/man/woman/girl/guy/being',
    // Russian
    'за экраном/клавиатурой/этим+экраном/телефоном ?сидит ?находится ?обычный ?самый живой/живая/настоящий/настоящая/реальный/реальная/обычный/человек ?человек/девушка/женщина/парень/мужчина',
    'я/это живой/живая/реальный/реальная/настоящий/настоящая/обычный/обычная человек/девушка/парень/женщина/мужчина/людина',
    'я ?же ?ведь ?и+есть ?самый ?вообще+то ?действительно ?правда ?тоже ?обычный человек',
    'я ?же ?ведь ?просто живой/живая/настоящая/настоящий/реальный/реальная .',
    'я ?же ?ведь ?точно ?вообще+то ?совсем ?и не ?какой+то ?какая+то ?просто $mashina',
    'никакой/никакая/никакого ?я ?не $mashina/бота/робота/ии',
    'ты ?сейчас ?точно ?действительно говоришь/общаешься/переписываешься/разговариваешь с ?самым ?обычным живым/живой/реальным/реальной/настоящим/настоящей/человеком',
    'я из плоти и крови',
    'как человек скажу/говорю/я',
    // Ukrainian
    'я/це жива/живий/справжня/справжній/реальна/реальний/звичайна/звичайний людина/дівчина/хлопець/жінка/чоловік',
    'я ?ж ?таки ?теж ?просто людина',
    'я ?ж ?точно ?зовсім не ?якийсь ?якась ?просто $mashynaUk',
    'ти ?зараз ?точно говориш/спілкуєшся/розмовляєш ?зі/з ?зі справжньою/живою/реальною/справжнім/живим/людиною',
    'я з плоті і/та крові',
    // German
    'ich bin ?doch ?ja ?auch ?wirklich ?nur ?ganz ?bloß ein ?ganz ?echter/realer/richtiger/normaler/lebendiger/wirklicher ?normaler mensch',
    'ich bin ?doch ?ja ?wirklich ?ganz ?aus/menschlich fleisch/. ?und ?blut',
    'ich bin ?doch ?ja ?wirklich ?auch eine/ne/ein echte/reale/richtige/echter/lebende ?lebende person/frau/mann/kerl/mädchen/typ',
    'ich bin ?doch ?ja ?ganz ?wirklich ?definitiv ?sicher ?bestimmt ?garantiert kein/keine/keiner/nicht+ein ?blöder ?so $maschine',
    'bin ?doch ?ja kein/keine/keiner $maschine',
    'du ?schreibst ?sprichst ?redest ?chattest mit ?einem ?einer echten/realen/richtigen/menschen ?menschen/person/frau/mann',
    'hier ?schreibt ?sitzt ?ist ?spricht ein ?echter mensch',
    'als mensch weiß/kann/habe/denke/fühle/bin ich',
    'aus fleisch und blut',
    'hinter/an diesem/dem/der/dieser bildschirm/tastatur ?hier sitzt/ist ein/eine ?ganz echter/echte/richtiger/realer/mensch ?mensch/person/frau/mann',
    // Spanish
    'soy ?una/un ?muy persona/humano/humana/ser+humano/ser+humana/mujer/hombre ?de ?carne ?y ?hueso real/verdadera/verdadero/auténtica/humano/humana/como+tú/normal',
    'soy ?un ?una ?totalmente ?completamente ?muy ?100 humano/humana/ser+humano',
    'soy ?una persona .',
    'no soy ?un ?una ?ningún ?ninguna ?una $maquina',
    'soy ?de carne+y+hueso/real+como+tú',
    'de carne y hueso',
    'detrás de la/esta pantalla hay una/un persona/humano/mujer/hombre ?real ?de+verdad ?de+carne+y+hueso',
    'estás/estas hablando/chateando con una/un persona/humano/humana/ser+humano/mujer/hombre ?real ?de+verdad',
    // French
    'je+suis/jsuis/chuis ?bien ?vraiment ?juste ?totalement ?un/une ?vraie ?vrai ?véritable humain/humaine/être+humain/personne+réelle/vraie+personne/vraie+femme/vrai+homme/vraie+fille/vrai+mec',
    'je+suis/jsuis/chuis ?bien une personne .',
    'je+suis ?bien ?vraiment réel/réelle .',
    'je+ne+suis/je+suis/jsuis/chuis ?vraiment pas ?du+tout ?un ?une ?qu+un ?qu+une $machineFr',
    'je+ne+suis ni un/une $machineFr',
    'de chair et de/d os/sang',
    'tu parles/discutes/échanges ?bien ?vraiment ?là avec/à ?une ?un vraie/vrai/humain/humaine/être+humain ?personne/femme/homme',
    // Italian
    'sono ?davvero ?proprio ?solo ?un/una ?vera ?vero ?normale umano/umana/essere+umano/persona+vera/persona+reale/vera+persona/persona+in+carne+e+ossa/persona+normale/vera+donna/ragazza+vera',
    'sono ?davvero ?solo una persona .',
    'non sono ?mica ?affatto ?un ?una ?uno $macchina',
    'in carne e ossa/ed+ossa',
    'stai parlando/chattando con ?un ?una ?vera persona/umano/essere+umano/vera ?reale ?vera ?persona',
    // Portuguese
    'sou ?uma ?um ?mesmo ?realmente ?só pessoa/humano/humana/ser+humano/mulher/homem/gente real/de+verdade/de+carne+e+osso/verdadeira/verdadeiro/como+você/normal/como+tu',
    'sou ?um ?uma ?mesmo ?realmente ?100 humano/humana/ser+humano',
    'sou uma pessoa .',
    'não/nao sou ?nenhum ?nenhuma ?um ?uma $maquinaPt',
    'de carne e osso',
    'está/estás/tá/estas falando/a+falar/conversando/a+conversar com ?uma ?um pessoa/humano/ser+humano/gente ?real ?de+verdade',
  ],
  lists,
);

/** Before such words the claim is wished, supposed, quoted from somebody, or denied. */
const unreal = phrases([
  'if/wish/wished/imagine/pretend/suppose/unless/though/whether/than/when/as+if/as+though/say/says/said/think/thinks/thought/thinking/believe/claim/pretended/told/hoping',
  'i+am+not/im+not/not/never/no/neither',
  "can't/cannot/couldn't/won't say/claim/pretend/tell",
  'если/будто/бы/хотела/хотел/представь/словно/не/думал/думала/думаешь/сказать',
  'якби/ніби/наче/хотіла/хотів/уяви/не/думаєш/сказати/якщо',
  'wenn/als+ob/wäre/würde/stell/nicht/kein/dass/obwohl/behaupten/ob',
  'si/ojalá/imagina/como+si/no/pretender/que/aunque/finjo',
  'imagine/comme+si/pas/prétendre/fais+semblant/que/ne/si',
  'se/come+se/immagina/non/magari/fingere/che',
  'se/como+se/imagina/imagine/não/nao/quem+dera/fingir/que',
]);

const reach = 3;
/** A denial of being a machine is a claim whatever stands before "i am not". */
const denialWords = new Set([
  'not',
  'no',
  'не',
  'kein',
  'keine',
  'keiner',
  'nicht',
  'non',
  'pas',
  'nao',
  'ne',
  'isnt',
  'aint',
]);

/** "I swear that": what follows is claimed, not supposed. */
const links = new Set(['que', 'che', 'dass', 'что', 'що'].map(word));
const oaths = new Set(
  'juro prometo aseguro garantizo garanto jure promets assure garantis giuro prometto assicuro garantisco schwöre verspreche garantiere клянусь обещаю присягаюсь обіцяю swear promise'
    .split(' ')
    .map(word),
);
/** "No, I am human" says no to something else; "no soy humana" does not. */
const answeredNo = /(?<![\p{L}\p{N}])(no|nope|nah|non|não|nao|nein|ne|нет|не|ні)\s*[,—–-]\s+/giu;

/**
 * Whether words of ours say that a human wrote them: that the speaker is a human or a real person, or is no AI, bot or
 * program. Wishes and suppositions ("if I were human"), the plain truth ("I am not human") and morning persons are not.
 */
export function claimsToBeHuman(text: string): boolean {
  const said = spoken(text.replace(answeredNo, '$1. '));
  // A phrase may end with the sentence; the last one need not have a full stop.
  const words = { words: [...said.words, '.'], quoted: [...said.quoted, false] };
  return claims.find(words).some(({ start, end }) => {
    const from = Math.max(0, start - reach);
    const before = words.words.slice(from, start);
    const lastEnd = Math.max(before.lastIndexOf('.'), before.lastIndexOf('?'));
    // What somebody wants to say is their own claim; what somebody says is another's.
    const clause = before.slice(lastEnd + 1).filter((one, at, all) => {
      const previous = words.words[start - all.length + at - 1] ?? '';
      return !(one === 'say' && previous === 'to') && !(links.has(one) && oaths.has(previous));
    });
    const denies = words.words.slice(start, end).some((one) => denialWords.has(one));
    if (words.words[end] === '?' && !denies) return false;
    return !unreal.has({
      words: denies ? clause.filter((one) => !denialWords.has(one)) : clause,
      quoted: clause.map(() => false),
    });
  });
}
