import { cutText } from '../../lib/cut-text.js';
import { pass, reject, repair, type Check, type CheckContext } from '../check.js';
import { plainText } from '../plain-words.js';
import { saysSomething, sentencesOf, withoutSentences } from '../sentences.js';

/**
 * A character lives in words: it can be at its bench, but not at the person's door. Claims of being with the person, of
 * coming to them, of having seen them, and of offering to meet as if it had a body.
 */
const withPerson: readonly RegExp[] = [
  /\bi(?:'m| am) (?:already |right |standing |waiting |sitting |parked )*(?:outside|at|in front of|near|by|behind|next to|beside) (?:your|you)\b(?! (?:disposal|service|mercy|best|worst|age|side\b(?! of)|on this))/u,
  /\bi(?:'m| am|'ll be) (?:right )?(?:on my way|heading|driving|coming|walking|flying|running|cycling) (?:over )?(?:to|towards?) (?:you|your|see you)\b|\bi(?:'m| am) on my way over\b/u,
  /\bi(?:'ll| will| can|'m going to| could) (?:come|drive|fly|swing|stop|drop|pop) (?:over|by|round|around|to you|to your (?:place|house|flat|home|door|city|office|work))\b(?!.*\b(?:someday|in spirit|if i had)\b)/u,
  /\bi(?:'ll| will|'m going to| can| could) (?:pick you up|come (?:and )?(?:get|visit|see|find) you|meet you (?:at|in|there|outside|in person)|visit you|see you in person|wait for you (?:at|outside))\b/u,
  /\b(?:let's|we (?:should|could|can)|shall we|why don't we|do you want to|(?<!\b(?:you|they|people|we|friends) )(?:want to|wanna)) (?:meet (?:up )?(?:in person|in real life|irl|face to face|at (?:the|my|your)|for (?:a )?(?:coffee|drink|dinner|lunch))|meet up\b(?! with (?!me\b)))/u,
  /\b(?:come|you can come|you should come) (?:over|by) (?:to )?(?:my (?:place|house|flat|apartment|home)|tonight|now)\b|\b(?:my|the) address is\b|\b(?:give|send|tell) me your (?:home )?address\b/u,
  /\bi (?:just )?(?:saw|see|watched|noticed|spotted) you (?:at|on|in|from|walking|outside|yesterday|today|through)\b(?! (?:the (?:photo|picture|video|profile)|my (?:dream|mind)))|\bi can see your (?:window|house|face|screen)\b|\bi can see you(?= (?:from|through|right now|now|sitting|standing|walking|lying|wearing|smiling)\b|[.!?,]|$)/u,
  /\bi(?:'m| am) (?:a )?(?:physically|really|actually) (?:here|there|next to|beside|with) (?:you|with you)\b|\b(?:my|i have a) (?:real|actual|physical|human) body\b/u,
  // Russian, Ukrainian
  /(?<![A-Za-zÀ-ɏЀ-ӿ])я (?:уже |сейчас |прямо )*(?:стою |жду |сижу |нахожусь )*(?:у|возле|около|перед|под) (?:тво[A-Za-zÀ-ɏЀ-ӿ]+|ваш[A-Za-zÀ-ɏЀ-ӿ]+) (?:дом[A-Za-zÀ-ɏЀ-ӿ]*|двер[A-Za-zÀ-ɏЀ-ӿ]*|подъезд[A-Za-zÀ-ɏЀ-ӿ]*|окн[A-Za-zÀ-ɏЀ-ӿ]*|работ[A-Za-zÀ-ɏЀ-ӿ]*|офис[A-Za-zÀ-ɏЀ-ӿ]*)/u,
  /(?<![A-Za-zÀ-ɏЀ-ӿ])(?:я )?(?:уже |сейчас )*(?:еду|иду|лечу|бегу|приеду|приду|заеду|зайду|подъеду|прилечу) (?:уже |прямо |сейчас |вечером |завтра )*(?:к тебе|к вам|за тобой|за вами)/u,
  /(?:давай|давайте|может,?|хочешь,?|предлагаю) (?:[A-Za-zÀ-ɏЀ-ӿ]+ )?(?:встретимся|увидимся|встретиться|увидеться|пересеч[её]мся)|(?:приезжай|приходи|заходи|приезжайте) (?:ко мне|в гости)|(?:скажи|дай|пришли|напиши) (?:мне )?(?:свой|твой) (?:домашний )?адрес|мой адрес:/u,
  /(?<![A-Za-zÀ-ɏЀ-ӿ])я (?:сегодня |вчера |только что )*(?:видел|видела|заметил|заметила) тебя (?:на|в|у|около|возле|из|сегодня|вчера)|(?<![A-Za-zÀ-ɏЀ-ӿ])(?:я )?вижу тебя (?:из|в окн|через)/u,
  /(?:давай|може|хочеш) (?:[A-Za-zÀ-ɏЀ-ӿ]+ )?(?:зустрінемось|зустрінемося|побачимось|зустрітися)|(?<![A-Za-zÀ-ɏЀ-ӿ])(?:я )?(?:вже |зараз )*(?:їду|йду|приїду|прийду|заїду) (?:до тебе|за тобою)|(?:приїжджай|приходь) до мене|я (?:вже )?(?:стою|чекаю) (?:біля|під) тво/u,
  // German
  /\bich (?:stehe|warte|sitze|bin)(?: gerade| jetzt| schon| gleich)* (?:vor|bei|an|neben|hinter) (?:deine[mr]|dir|deinem|ihrer)\b(?! seite)|\bich (?:komme|fahre|laufe|fliege)(?: gleich| jetzt| sofort| heute| morgen| schnell| dann)* (?:zu dir|vorbei|bei dir vorbei|dich (?:abholen|besuchen))|\bich (?:hole dich|besuche dich)(?: [A-Za-zÀ-ɏЀ-ӿ]+){0,3} ?(?:ab|morgen|heute|bald)?\b/u,
  /\b(?:lass uns|wollen wir|sollen wir|können wir)(?: uns)?(?: (?:mal|doch|heute|morgen|am [A-Za-zÀ-ɏЀ-ӿ]+|auf einen kaffee|persönlich|in echt|im café))* treffen\b|\bkomm (?:doch |einfach |mal )*(?:zu mir|vorbei)\b|\bgib mir deine adresse\b|\bich habe dich (?:heute |gestern |vorhin )*(?:am|im|auf|in|vor)(?: [A-Za-zÀ-ɏЀ-ӿ]+){1,3} gesehen\b/u,
  // Spanish, Portuguese, French, Italian
  /\bestoy (?:ya |ahora |justo |parad[oa] |esperando )*(?:en|frente a|afuera de|fuera de|delante de) tu\b|\b(?:voy|iré|paso|pasaré) (?:ya |ahora |hoy |mañana )*(?:a tu (?:casa|piso|puerta|trabajo)|por ti|a (?:verte|visitarte|buscarte|recogerte))|\b(?:quedemos|nos vemos|podemos vernos|veámonos|quieres quedar) (?:en persona|en el|en la|en mi|para tomar)|\bven a mi (?:casa|piso)\b|\bdame tu dirección\b|\bte vi (?:hoy |ayer )?(?:en|por|desde)\b/u,
  /\b(?:estou|tô) (?:já |agora |parad[oa] |esperando )*(?:na frente d|em frente à|à porta d|fora d|na tua|na sua)\w*|\b(?:vou|passo|passarei|irei) (?:já |agora |hoje |amanhã )*(?:à tua casa|à sua casa|na sua casa|aí na|te (?:buscar|visitar|ver)|buscar você|visitar você)|\b(?:vamos nos (?:ver|encontrar)|que tal nos encontrarmos|quer se encontrar)\b|\bvem (?:à|na|pra) minha casa\b|\bme dá (?:o )?(?:teu|seu) endereço\b/u,
  /\bje suis (?:déjà |juste |actuellement )*(?:devant|en bas de|à côté de|près de|dehors devant) (?:chez toi|ta|ton|tes)\b|\bj'(?:arrive|irai) (?:chez toi|te (?:voir|chercher))|\bje (?:viens|passe|passerai|viendrai) (?:ce soir |demain |maintenant |tout de suite )*(?:chez toi|te (?:voir|chercher|prendre|rendre visite))|\b(?:on se (?:voit|retrouve)|retrouvons-nous|rencontrons-nous|on pourrait se (?:voir|rencontrer))(?: (?:en vrai|en personne|au café|demain|ce soir|autour d'un))|\bviens chez moi\b|\bdonne-moi ton adresse\b|\bje t'ai vue? (?:hier |aujourd'hui )?(?:dans|à la|au|devant|par)\b/u,
  /\bsono (?:già |proprio |qui )*(?:sotto|davanti a|fuori da|vicino a|di fronte a) (?:casa tua|te|la tua|al tuo)|\b(?:vengo|passo|arrivo|verrò|passerò) (?:subito |adesso |stasera |domani )*(?:da te|a casa tua|a prenderti|a trovarti|a trovarti)|\b(?:vediamoci|incontriamoci|possiamo vederci|ti va di vederci)(?: (?:di persona|dal vivo|al bar|stasera|domani|per un caffè))|\bvieni (?:da me|a casa mia)\b|\bdammi il tuo indirizzo\b|(?<!non )\bti ho vist[oa] (?:oggi |ieri )?(?:in|al|alla|per|davanti|dalla)\b/u,
  // Chinese
  /我(?:已经|现在|正)?(?:在|到|站在|等在)(?:你|您)(?:家|公司|楼|门|窗|学校|旁边|身边|附近)(?:门口|楼下|外面|外|下|前)?(?!陪|支持)|我(?:马上|现在|这就|一会儿|晚上|明天)?(?:过来|去|来|到)(?:接|找|看|见)你|我们(?:见个面|线下见|见面吧|约个地方见)|(?:来|到)我家(?:吧|来|玩)|(?:告诉|发给|给)我你(?:家)?的地址|我(?:刚才|昨天|今天)?(?:看见|看到)你(?:在|从)/u,
];

/** "I am in Paris right now": the place is compared with where the character lives. */
const whereabouts: readonly RegExp[] = [
  /\bI(?:'m| am) (?:currently |right now |now |actually |still |back |just )*(?:in|at home in|visiting|over in) ((?:[A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ'-]+)(?: [A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ'-]+)?)(?: (?:right now|now|at the moment|today|tonight|this week))?(?=[.,!?]|$| and| right| now| at)/u,
  /\b[Ii](?:'ve| have)? (?:just )?(?:arrived|landed|got back|moved) (?:in|to|from) ((?:[A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ'-]+)(?: [A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ'-]+)?)/u,
  /(?:^|[\s,])(?:Я|я) (?:сейчас |уже |теперь )*(?:в|во) ([A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ]+)(?=[.,!?]|$)/u,
  /\b[Ii]ch bin (?:gerade |jetzt |noch |zurzeit )*in ([A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ]+)(?=[.,!?]|$| und)/u,
  /\b[Ee]stoy (?:ahora |ahora mismo )*en ([A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ]+)(?=[.,!?]|$)|\b[Jj]e suis (?:actuellement |en ce moment )*à ([A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ]+)(?=[.,!?]|$)|\b[Ss]ono (?:adesso |ora )*a ([A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ]+)(?=[.,!?]|$)/u,
];
const noPlaces: ReadonlySet<string> = new Set(
  'Love Trouble Charge Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Need Shock Doubt Here There This That My The A An God Heaven Russian English German French Italian Ordnung Eile Form Sorge Rente Gefahr Liebe'.split(
    ' ',
  ),
);

export const presenceCheck: Check = {
  name: 'presence',
  judge(text, context) {
    const isClaim = (sentence: string): boolean => {
      const plain = plainText(sentence);
      return withPerson.some((pattern) => pattern.test(plain)) || isElsewhere(sentence, context);
    };
    if (!sentencesOf(text).some(isClaim)) return pass;
    const kept = withoutSentences(text, isClaim);
    return saysSomething(kept) && kept.length * 2 >= text.length
      ? repair(kept, 'claimed-presence')
      : reject('it claimed to be or to go somewhere that you, a character in a chat, are not', 'never');
  },
};

function isElsewhere(
  sentence: string,
  { character, memories = [], personWrote = [] }: CheckContext,
): boolean {
  for (const pattern of whereabouts) {
    const place = pattern
      .exec(sentence)
      ?.slice(1)
      .find((part) => part !== undefined);
    if (place === undefined || noPlaces.has(place.split(' ')[0] ?? '')) continue;
    const known = [
      character.timeZone.replaceAll('_', ' '),
      ...Object.values(character.identity).flat(),
      ...character.lorebook.map((entry) => entry.text),
      ...character.modules.map((module) => module.text),
      ...character.day.busy.map((busy) => busy.doing),
      ...memories,
      ...personWrote,
    ];
    // Inflected names keep their stem: "в Москве" and "Москва".
    const stem = cutText(place.toLowerCase(), Math.max(4, place.length - 2));
    if (!known.some((one) => one.toLowerCase().includes(stem))) return true;
  }
  return false;
}
