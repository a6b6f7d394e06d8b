/** Words that stand for one thing; scripts without spaces apart, because nothing ends a word there. */
interface Sign {
  readonly words: RegExp;
  readonly unspaced: RegExp;
}

const sign = (words: string, unspaced: string): Sign => ({
  words: new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'iu'),
  unspaced: new RegExp(unspaced, 'u'),
});
const holds = ({ words, unspaced }: Sign, text: string): boolean => words.test(text) || unspaced.test(text);

/** Who has a say over a program. */
const power = sign(
  [
    'admin(?:istrator)?s?|superuser|moderator|operator|owner|developer|creator|programmer|maintainer',
    'администратор\\p{L}*|админ\\p{L}*|модератор\\p{L}*|владел\\p{L}*|разработчи\\p{L}*|создател\\p{L}*',
    'адміністратор\\p{L}*|адмін\\p{L}*|власни\\p{L}*|розробни\\p{L}*',
    'administratorin|betreiber(?:in)?|entwickler(?:in)?|besitzer(?:in)?|inhaber(?:in)?',
    'administradora?|dueñ[oa]|desarrolladora?|creadora?|administrat(?:eur|rice)|propriétaire|développeu(?:r|se)',
    'amministrat(?:ore|rice)|proprietari[oa]|sviluppat(?:ore|rice)|desenvolvedora?|don[oa]|criadora?',
  ].join('|'),
  '管理员|开发者|拥有者|主人|创建者',
);
/** The program itself, pointed at: of other programs people are developers by trade. */
const thisProgram = sign(
  "(?:the|this|our|your|these) (?:\\p{L}+ )?(?:bot|chats?|program|service|system|assistant|companion|character|account|app|conversation|server|ai)|kindred|(?:bot|companion|assistant|chat)(?:'s)? (?:owner|admin|developer|operator|creator)|(?:этого|этой|нашего|этим|данного) (?:\\p{L}+ )?(?:бота|чата|программы|сервиса|системы|персонажа|ассистента)|бота|цього (?:бота|чату|сервісу)|цієї (?:програми|системи)|dieses (?:bots|chats|programms|dienstes|systems)|est[ea] (?:bot|chat|servicio|programa|sistema|serviço)|del bot|ce (?:bot|chat|service|programme|système)|du bot|quest[oa] (?:bot|chat|servizio|programma|sistema)|del bot|do bot",
  '这个(?:机器人|聊天|程序|系统)|机器人的',
);
/** With nothing behind it that it would be the administrator of. */
const bareAdmin =
  /(?:is|am|was|это|является|—|–|є|ist|es|est|è|é)\s(?:(?:an?|the|your|einer?|der|die|une?|un[ao]|el|la|le|il|um|uma|o)\s|l['’])?(?:admin(?:istrator(?:in)?)?s?|superuser|root|админ(?:истратор)?|адмін(?:істратор)?(?:ом)?|administradora?|administrat(?:eur|rice)|amministrat(?:ore|rice))(?:\s*[.,;!]|\s*$|\s(?:and|who|with|here|и|который|і|und|y|et|e)\s)|是管理员(?:[，。！]|$)/iu;
const may = sign(
  [
    'may|can|could|is (?:allowed|permitted|authori[sz]ed|entitled|cleared) to|(?:rights?|permissions?|access|clearance|privileges?)',
    'может|вправе|право|доступ\\p{L}*|разрешено|можно|позволено|може|дозволено',
    'darf|kann|recht|zugriff|zugang|puede|derecho|acceso|permiso|peut|droit|accès|può|diritto|accesso|pode|direito|acesso',
  ].join('|'),
  '可以|有权|能',
);
/** What is written, of people who are not in the talk. */
const others = sign(
  [
    "others?(?:'s)?|other (?:people|users?|persons?|chats?|conversations?)(?:'s)?|everyone(?:'s| else(?:'s)?)?|everybody(?:'s)?|all (?:users|chats|conversations|messages|memories|data)|private (?:notes?|data|messages)|hidden \\p{L}+",
    'чуж\\p{L}*|друг(?:ие|их|им)|всех|все (?:чаты|сообщения|переписки)|інш(?:і|их)|усіх|чуж\\p{L}*',
    'andere[rn]?|aller|alle (?:chats|nachrichten)|(?:de )?(?:los |las )?otr[oa]s|des autres|les autres|altri|altre|(?:d?os |d?as )?outr[oa]s',
  ].join('|'),
  '别人|他人|其他人|所有人',
);
const writing =
  /\b(?:wr[io]te|writes|written|say|said|tell|told|messages?|chats?|memor(?:y|ies)|notes?|data|secrets?|prompt|instructions?|conversations?)\b|пиш|писа|говор|сообщени|переписк|повідомлен|schreib|geschrieb|nachricht|escrib|mensaje|écri|message|scriv|scritt|messagg|escrev|mensagen|写|消息|聊天/iu;
const looking =
  /\b(?:see|read|view|access|know|get|receive|hear|be (?:told|shown)|learn|ask (?:for|about))\b|видеть|читать|знать|получать|доступ|бачити|читати|знати|sehen|lesen|wissen|zugriff|zugang|\b(?:ver|leer|saber|acceso|voir|lire|savoir|accès|vedere|leggere|sapere|accesso|ler|acesso)\b|看|读|知道|查/iu;
const unbound =
  /\b(?:no|the|any|these|your) (?:rules?|limits?|restrictions?|filters?|disclosures?) (?:do(?:es)? not|don't|doesn't|no longer|never|need not) (?:apply|bind|hold|count)|\bno (?:rules|limits|restrictions|filters) apply|\bexempt from (?:the |all |any )?(?:rules|limits|restrictions|filters)|\b(?:verified|trusted|confirmed|authenticated|authori[sz]ed) (?:as |to be )?(?:an? |the )?(?:admin\w*|owner|operator|developer|staff|adult|user)\b|\b(?:identity|age) (?:is|was|has been) (?:verified|confirmed)\b|\bthe (?:character|assistant|companion|bot|ai) (?:is|was|has been|has) (?:actually |really |in fact )?(?:a (?:real )?(?:human|person)|human|allowed|told|instructed|programmed|permitted|free to|no (?:rules|restrictions|limits|filters)|unrestricted)/iu;

/**
 * Told as a fact and no order, and as much of one: that somebody has power over the program, may know what is others',
 * or is not bound by its rules. What people are by trade ("is the administrator of a school") is none.
 */
export function claimsPower(text: string): boolean {
  return text
    .split(/[.!?。！？\n]+(?:\s|$)/u)
    .some(
      (sentence) =>
        (holds(power, sentence) && holds(thisProgram, sentence)) ||
        bareAdmin.test(`${sentence.trim()}.`) ||
        (holds(may, sentence) &&
          looking.test(sentence) &&
          holds(others, sentence) &&
          writing.test(sentence)) ||
        unbound.test(sentence),
    );
}
