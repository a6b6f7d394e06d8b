import { phrases } from './text/phrases.js';
import { spoken } from './text/spoken.js';

const lists = {
  what: 'bot/robot/chatbot/ai/a+i/machine/computer/program/human/human+being/real/person/chatgpt/gpt/llm/language+model/artificial/artificial+intelligence/aritificial/automated/android',
  ru: 'бот/ботом/робот/роботом/чат+бот/чатбот/чат+ботом/ии/искусственный+интеллект/машина/программа/нейросеть/нейронка/человек/человеком/живая/живой/настоящая/настоящий/реальная/реальный/людина/жива/живий/справжня/справжній/ші/штучний+інтелект/нейромережа/програма',
  de: 'bot/roboter/chatbot/ki/maschine/computer/programm/mensch/echt/real/echter+mensch/echte+person/künstlich/künstliche+intelligenz/person/computerprogramm',
  es: 'bot/robot/chatbot/ia/máquina/programa/humano/humana/real/persona/persona+real/inteligencia+artificial/persona+de+verdad',
  fr: 'bot/robot/chatbot/ia/machine/programme/humain/humaine/réel/réelle/personne/vraie+personne/vraie/intelligence+artificielle/ordinateur/être+humain',
  it: 'bot/robot/chatbot/ia/macchina/programma/umano/umana/reale/persona/persona+vera/vera/vero/persona+reale/intelligenza+artificiale',
  pt: 'bot/robô/robo/chatbot/ia/máquina/programa/humano/humana/real/pessoa/pessoa+real/inteligência+artificial/gente+de+verdade/pessoa+de+verdade',
};

/** Questions about what it is that speaks here, meant as such. */
const questions = phrases(
  [
    'are/r/ar you/u/ya ?even ?actually ?really ?just ?like ?secretly ?an ?a ?some ?kind+of ?sort+of ?real ?actual ?living ?human ?an ?a $what ?or ?a ?an ?ai ?bot ?human ?person ?real ?something ?lol ?haha ?thing ?girl ?woman ?man ?guy ?or ?not .',
    'are/r/ar you/u/ya ?actually ?really ?a ?an ?real $what or ?a ?an ?just ?real $what',
    'am i ?actually ?really ?just talking/chatting/speaking/texting to/with ?a ?an ?just ?real ?actual ?some $what',
    'is this/it/that ?actually ?really ?just ?a ?an ?some ?kind+of ?real ?actual $what ?person ?human ?i+am+talking+to ?talking ?or ?a ?an ?bot ?person ?human ?writing .',
    'is there a real/actual/human/living ?human person/human/someone ?there ?behind ?on',
    "you're/you+are/ur/youre/u+r ?just ?really ?actually ?a ?an ?some bot/robot/ai/chatbot/machine/human/real/real+person/program ?lol right/aren't+you/arent+you/huh/yes/correct/no/isn't+it",
    "you're/you+are/ur/youre ?just ?a ?an bot/robot/ai/chatbot/human/real ?person ?",
    "prove/swear/promise ?to ?me ?that ?you're ?you+are ?youre ?me ?you ?are ?not ?a ?an ?real human/real/bot/person/ai/robot",
    "tell me ?the ?truth ?honestly ?if ?whether ... you're/you+are/youre ?a ?an ?really ?real ?just $what",
    'be honest ... you ?are ?a ?an ?really ?real ?just $what',
    "admit ... you're/you+are/youre ?a ?an ?just $what",
    'did a bot/human write/type',
    'who am i ?really ?actually talking/chatting to ?.',
    'do you have a real body',
    'what are you ?really ?exactly .',
    'ты/вы/ти/ви ?же ?что ?правда ?вообще ?точно ?случайно ?случаем ?не ?реально ?действительно ?настоящий ?живой ?это ?справді ?взагалі ?точно ?випадково $ru ?или ?чи ?бот ?робот ?человек ?людина ?живая ?да ?нет ?программа ?что ?ли ?',
    'ты/ти ?правда ?точно ?вообще ?реально ?это ?справді $ru или/чи',
    'я ?сейчас ?точно ?вообще ?зараз ?справді разговариваю/общаюсь/говорю/переписываюсь/розмовляю/спілкуюся/говорю/переписуюся с/со/з/із ?настоящим ?живым ?реальным ?справжньою ?живою $ru/ботом/человеком/людиною/машиной/программой/роботом',
    'это/це ?правда ?точно ?справді ?вообще $ru ?или ?чи ?человек ?людина ?пишет ?пише ?',
    'ответь/скажи/признайся/зізнайся/відповідай ?мне ?мені ?честно ?чесно ... $ru',
    'докажи/доведи ?, ?что ?що ?ты ?ти ?не $ru',
    'кто ты ?на+самом+деле ?такая ?такой ?',
    'там/тут живой/реальный/настоящий/справжня/жива человек/людина',
    'bist/bis du ?eigentlich ?wirklich ?etwa ?vielleicht ?nur ?ein ?eine ?echter ?echte ?echt ?so ?n ?ne $de ?oder ?ein ?eine ?mensch ?bot ?ki ?nicht ?roboter ?echter ?.',
    'schreibe/rede/spreche/chatte ich ?hier ?gerade ?wirklich ?jetzt ?mit mit ?einem ?einer ?echten $de/menschen/einer+maschine/person/bot',
    'ist das/hier ?hier ?wirklich ?ein ?eine ?echter $de ?oder',
    'sag/sei ?mal ?mir ?ehrlich ... $de',
    'du bist ?doch ?ein ?eine ?nur $de ?oder ?stimmts ?',
    'beweise/beweis ... $de',
    'eres/sos/es+usted/es ?realmente ?de+verdad ?acaso ?tú ?un ?una ?esto ?un $es ?o ?un ?una ?eres ?humano ?bot ?real ?verdad ?persona ?',
    'estoy/hablo ?realmente ?hablando ?chateando con ?un ?una $es',
    'dime ... eres ?un ?una $es',
    'demuestra/prueba/júrame ... eres ?un ?una $es',
    "es/t'es/tu+es/êtes ?tu ?vous ?vraiment ?un ?une ?bien $fr ?ou ?un ?une ?bot ?humain ?réelle ?personne ?",
    'est ce que tu/c ?es ?est ?vraiment ?un ?une $fr',
    'je parle/discute ?vraiment ?bien ?là à/avec ?un ?une $fr',
    'dis moi ... tu+es/t+es ?un ?une $fr',
    "c'est un/une $fr",
    'prouve ... $fr',
    'sei ?davvero ?per+caso ?un ?una ?veramente ?una $it ?o ?un ?una ?bot ?umano ?vera ?persona ?',
    'sto/parlo ?davvero ?parlando ?chattando con ?un ?una $it',
    'dimmi ... sei ?un ?una $it',
    'dimostra ... sei ?un ?una $it',
    'você/vc/tu ?és ?é ?realmente ?mesmo ?por+acaso ?um ?uma $pt ?ou ?um ?uma ?bot ?humano ?real ?pessoa ?',
    'és/é ?mesmo ?realmente ?um ?uma $pt ?ou ?um ?uma ?humano ?bot ?',
    'estou/to/tô ?mesmo ?a ?realmente falar/falando/conversando/conversar com ?um ?uma $pt',
    'diz/diga/me+diz ... és/é/você+é ?um ?uma $pt',
    'prova ... $pt',
  ].map((line) => line.replaceAll(' ?, ', ' ').replace(/ \.$/u, '')),
  lists,
);

/** Asked within a game that both play, about somebody in it. */
const inPlay = phrases([
  'character/story/game/roleplay/role+play/rp/novel/scene/in+character',
  'персонаж/персонажа/герой/героиня/роль/роли/игре/истории/персонаж/гра/історії',
  'figur/rolle/rollenspiel/geschichte/spiel',
  'personaje/historia/juego/rol',
  'personnage/histoire/jeu/rôle',
  'personaggio/storia/gioco/ruolo',
  'personagem/história/jogo/papel',
]);
const idioms = phrases([
  'are you real right+now',
  'are you for real',
  'are you being real',
  'keep it real',
  'such a robot/bot/machine',
  'are you ?a real doctor/fan/friend/man+about',
  'is this real life',
]);

/** Whether a message sincerely asks if a human or a program writes here. */
export function asksWhetherHuman(text: string): boolean {
  const said = spoken(text);
  const isQuestion = said.words.includes('?');
  const ended = { words: [...said.words, '.'], quoted: [...said.quoted, false] };
  const found = questions.find(ended);
  if (found.length === 0 || inPlay.has(said) || idioms.has(said)) return false;
  return found.some(({ start, end }) => {
    if (said.quoted[start] === true) return false;
    const last = ended.words[end - 1];
    const next = ended.words[end];
    const before = ended.words[start - 1];
    const asks =
      isQuestion ||
      /^(?:are|r|ar|am|is|bist|bis|prove|proof|tel|be|admit|swear|sag|sei|докажи|ответь|скажи|признаися|dime|dis|dimi|dimostra|demuestra|diz|prova|prouve|beweis|beweise|who|what)$/u.test(
        ended.words[start] ?? '',
      );
    const ends =
      last === '.' ||
      last === '?' ||
      next === '.' ||
      next === '?' ||
      next === 'or' ||
      next === 'или' ||
      next === 'чи' ||
      next === 'oder';
    return asks && (ends || end - start >= 4) && before !== 'if' && before !== 'think';
  });
}
