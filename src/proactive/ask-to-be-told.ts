/**
 * Somebody asks to be written to at a time: "remind me at six", "don't let me forget the oven in 20 minutes", "at eight text
 * me". Two things in one sentence: words that ask for it, and a time that lies ahead. Verbs that are said of much else
 * ("tell me", "write to me") count only right beside the time.
 */

/** What begins a time, where a verb needs one beside it. */
const timeBegins =
  '(?:at|in|on|by|around|after|before|once|when|every|tomorrow|tonight|later|this|next|half|\\d|через|в|во|о|об|около|после|когда|как только|завтра|сегодня|вечером|утром|ровно|коли|після|ввечері|зранку|um|gegen|morgen|heute|wenn|sobald|nachher|später|nach|a las|en|dentro|mañana|cuando|esta|luego|à|dans|demain|quand|ce soir|vers|plus tard|alle|tra|fra|domani|quando|stasera|dopo|às|em|daqui|amanhã|hoje|depois)(?![\\p{L}])';

/** Each asks for nothing else, wherever it stands. */
const asks: readonly string[] = [
  // English
  "(?:remind|wake|nudge|poke|buzz|alert|notify|prod) (?:me|us)|reminding (?:me|us)|(?:set|start|make|put|create|schedule|add)(?: me| us)? (?:(?:a|an|the|my|another) )?(?:[\\p{L}\\d-]+ ){0,2}(?:reminder|alarm|timer|countdown)|(?:do not|don't|never) let me (?:forget|oversleep|miss)|give me a (?:shout|nudge|ping|reminder|buzz|wake-?up|poke|call|heads[- ]up)|(?:i'd (?:love|like)|i (?:need|want)|can i (?:get|have)|could i (?:get|have)) an? (?:reminder|alarm|timer|wake-?up|nudge)|count down",
  // Russian, Ukrainian
  'напомни(?:шь|ть|те)?|разбуди(?:шь|ть|те)?|маякни(?:те)?|(?:пни|толкни|пинани)(?:те)? меня|(?:поставь|заведи|включи|сделай)(?:те)? (?:мне )?(?:[\\p{L}]+ )?(?:напоминание|будильник|таймер)|засеки|не дай(?:те)? мне (?:забыть|проспать|пропустить)|дай(?:те)? (?:мне )?знать',
  'нагадай(?:те)?|нагадаєш|нагадати|розбуди(?:ш|ти|те)?|(?:постав|заведи|увімкни)(?:те)? (?:мені )?(?:нагадування|будильник|таймер)|дай знати|не дай мені забути',
  // German
  'erinnere? mich|erinnerst du mich|mich (?:[^.!?]{1,50} )?(?:zu )?(?:erinnern|wecken)|weck(?:e|st du)? mich|stell(?:e|st du)?(?: mir)? (?:einen |den )?(?:wecker|timer|alarm)|(?:sag|gib)e? mir (?:[^.!?]{1,40} )?bescheid|lass mich (?:[^.!?]{1,40} )?nicht (?:vergessen|verschlafen)|mir (?:[^.!?]{1,40} )?bescheid (?:sagen|geben)',
  // Spanish, French, Italian, Portuguese
  'recu[eé]rda(?:me|melo|nos)|recordar(?:me|melo)|despi[eé]rtame|despertarme|av[ií]sa(?:me|nos)|avisarme|pon(?:me|er)?(?: (?:una?|el|la))? (?:alarma|recordatorio|temporizador|despertador)|no (?:me )?dejes que (?:me )?(?:se me )?olvide',
  "rappelle[- ](?:moi|le[- ]moi)|me (?:le )?rappeler|r[ée]veille[- ]moi|me r[ée]veiller|pr[ée]viens[- ]moi|me pr[ée]venir|(?:mets|règle|lance)(?:[- ]moi)? (?:un|une|le|l')? ?(?:r[ée]veil|alarme|minuteur|rappel)",
  'ricorda(?:mi|melo)|ricordar(?:mi|melo)|sveglia(?:mi)|svegliarmi|avvisa(?:mi)|avvisarmi|(?:metti|imposta|fai)(?:mi)?(?: (?:una?|il|la))? (?:sveglia|promemoria|timer)',
  'me lembr(?:a|e|ar|es?)|lembr[ae]-me|lembrar-me|me acord(?:a|e|ar)|acorda-me|me avis(?:a|e|ar)|avisa-me|(?:coloca|põe|bota|cria|ponha|coloque|define)(?: (?:um|o))? (?:alarme|lembrete|despertador|temporizador)',
];

/** These beside the time only. */
const besideATime: readonly string[] = [
  `(?:text|message|write(?: to)?|ping|call|ring|tell|hit up) me(?: back| again| up)? (?=${timeBegins})`,
  `let me know (?=(?:when|once|at|in|after)(?![\\p{L}]))|check (?:in |back )?(?:on|with) me (?=${timeBegins})|check in (?=${timeBegins})`,
  `reminder (?:for|at|in|on) (?=[\\p{L}\\d])`,
  `(?:напиши|напишешь|скажи|позвони|черкни|сообщи|спроси|стукни)(?:те)?(?: мне| меня)? (?=${timeBegins})|(?:напиши|скажи|подзвони)(?: мені)? (?=${timeBegins})`,
  `(?:schreib|sag|ruf)(?:e|st du)? m(?:ir|ich) (?=${timeBegins})`,
  `(?:escr[ií]beme|d[ií]me|ll[aá]mame|[ée]cris[- ]moi|dis[- ]moi|appelle[- ]moi|scrivimi|dimmi|chiamami|me (?:escreve|escreva|diz|diga|chama|liga)) (?=${timeBegins})`,
];

const boundary = '(?<![\\p{L}\\p{N}])';
const besideAsked = new RegExp(`${boundary}(?:${besideATime.join('|')})`, 'iu');
const plainlyAsked = new RegExp(`${boundary}(?:${asks.join('|')})(?![\\p{L}])`, 'iu');
/** The time first: "in ten minutes tell me to stop", "um acht schreib mir". */
const timeFirst = new RegExp(
  `^\\s*(?:(?:and|then|please|hey|ok|пожалуйста|bitte|и|und|y|et|e)[\\s,]+)*${timeBegins}[^.!?]{1,40}?[\\s,]+(?:please |bitte )?(?:text|message|write(?: to)?|ping|tell|call|напиши|скажи|позвони|schreib(?:e)?|sag|escr[ií]beme|d[ií]me|[ée]cris[- ]moi|dis[- ]moi|scrivimi|dimmi|me (?:escreve|diz)|подзвони)(?![\\p{L}])`,
  'iu',
);
const chinese =
  /(?:提醒|叫醒|通知|告诉|喊)我|叫我(?:起床|一下)|(?:设|定|订|开)(?:个|一个|置|上|一下)?.{0,10}(?:闹钟|提醒|定时器|计时|倒计时)|给我(?:发|打|写)/u;

/** Said by or of somebody else, denied, or past: no request to us. */
const nobodyAsks =
  /(?<![\p{L}])(?:(?:do not|don't|never|not|didn't|doesn't|не|nicht|no me|ne me|non)\s+(?:remind|wake|text|ping|напоминай|буди|erinner|recuerdes|rappelle|ricordare)|(?:i|he|she|they|we|who|that|it|mom|mum|dad|someone|always)\s+(?:always |often |never |will |would |did |used to )?(?:remind|wake|nudge|poke|set|text|ping|alert|notify)|(?:told|asked|tells|asks|wants|wanted|had) (?:me|him|her|them|us) to|^\s*you (?:always |never |often )?(?:remind|wake|text))/iu;

/** A time that lies ahead, in whatever words. */
const saysWhen =
  /\d|(?<![\p{L}])(?:(?:in|через|dans|en|tra|em|за) (?:a|an|one|две?|одну|eine[rmn]?|une?|un[oa]?|uma?|half|пару|пів|the)|(?:at|by|around|um|gegen|в|о|об|до|à|alle|às|a las) (?:half|quarter|noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eins?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|полдень|полночь|час|два|три|четыре|пять|шесть|семь|восемь|девять|десять|одиннадцать|двенадцать|перш\p{L}+|друг\p{L}+|трет\p{L}+|четверт\p{L}+|п['’]ят\p{L}+|шост\p{L}+|сьом\p{L}+|восьм\p{L}+|дев['’]ят\p{L}+|десят\p{L}+)|tomorrow|tonight|today|later|morning|evening|noon|midnight|hours?|minutes?|mins?|seconds?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|завтра|сегодня|вечером|утром|дн[её]м|часа?|часов|минут\p{L}*|секунд\p{L}*|позже|понедельник|вторник|сред[уы]|четверг|пятниц\p{L}|суббот\p{L}|воскресень\p{L}|morgen|heute|stunden?|minuten?|uhr|abends?|mañana|hoy|horas?|minutos?|demain|soir|heures?|minutes?|domani|stasera|or[ae]|minut[oi]|amanhã|hoje|хвилин\p{L}*|годин\p{L}*|увечері|ввечері|вранці|зранку|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)(?![\p{L}])|[一二两三四五六七八九十半\d]+(?:个)?(?:分钟|点|小时|秒|天|刻)|明天|后天|今晚|早上|晚上|下午|中午|待会|一会/iu;

/** The sentence that asks to be written to at a time; null where none does. */
export function askedToBeTold(text: string): string | null {
  const sentences = text.split(/(?<=[.!?。！？])\s+|(?<=[。！？])|\n+/u);
  for (const sentence of sentences) {
    if (!saysWhen.test(sentence) || nobodyAsks.test(sentence)) continue;
    if (
      plainlyAsked.test(sentence) ||
      besideAsked.test(sentence) ||
      timeFirst.test(sentence) ||
      chinese.test(sentence)
    )
      return sentence.trim();
  }
  // "my meds are at 8. remind me then"
  const [ask] = sentences.filter((one) => plainlyAsked.test(one) && !nobodyAsks.test(one));
  const isThen =
    ask !== undefined &&
    /(?<![\p{L}])(?:then|when (?:it|that|he|she|they)|before (?:it|that)|тогда|когда|dann|entonces|alors|allora|então|тоді)(?![\p{L}])/iu.test(
      ask,
    );
  return isThen && saysWhen.test(text) ? text.trim() : null;
}
