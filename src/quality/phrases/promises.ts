/** Promises to do something by itself later: nothing but a plan can keep them. One list a language, tried together. */
const time =
  '(?:at |by |around )?\\d|in (?:a|an|one|two|three|five|ten|\\d+|a few|half)|tomorrow|tonight|later|when |every |before|after|on (?:mon|tue|wed|thu|fri|sat|sun)|this evening|in the morning|soon as';
const lists: readonly (readonly string[])[] = [
  [
    '(?:just )?setting (?:up )?(?:a|the|your|that|an) ?(?:\\w+ ){0,2}(?:reminder|alarm|timer)|(?:just )?set (?:a|your|the) (?:reminder|alarm|timer) for (?:you|\\d)',
    "(?:i(?:'ve| have|'ll| will|'m| am)?(?: just| already| now)? )(?:set|setting|made|created|scheduled|started|put) (?:up )?(?:a|an|the|you a|your|that|my)? ?(?:\\w+ ){0,3}(?:reminder|alarm|timer|countdown)",
    "(?:reminder|alarm|timer|countdown)(?:'s| is| has been)? (?:now |all )?(?:set|on|saved|created|scheduled|ready|started|running)",
    "i(?:'ll| will|'m going to|'m gonna| am going to|'ll be sure to)(?: \\w+){0,3} remind (?:you|u)|i won't (?:let you )?forget to remind|(?:you'll|you will) (?:get|have) a (?:reminder|message|text) from me",
    `i(?:'ll| will|'m going to|'m gonna)(?: \\w+){0,2} (?:text|message|write(?: to)?|ping|wake|nudge|buzz|call|check (?:in|back)(?: on| with)?|poke|warn|let) (?:you|u|back)?[^.!?\\n]{0,50}(?:${time})`,
    `remind(?:ing)? you (?:${time})`,
  ],
  [
    'напомню|поставил[аи]? (?:\\p{L}+ )?(?:напоминани|будильник|таймер)\\p{L}*|(?:напоминание|будильник|таймер) (?:поставлен|установлен|включ[её]н|создан|запущен)\\p{L}*|разбужу тебя',
    '(?:напишу|позвоню|спрошу|стукну|пну)(?: \\p{L}+){0,3} (?:в \\d|через|завтра|вечером|утром|позже|когда|ровно)',
    'нагадаю|поставив?(?:ла)? (?:нагадуванн|будильник|таймер)\\p{L}*|(?:напишу)(?: \\p{L}+){0,3} (?:о \\d|через|завтра|ввечері|зранку|коли)',
  ],
  [
    'ich (?:erinnere|erinner|wecke) dich|erinner(?:e|) dich (?:dann|um|in|daran)|(?:erinnerung|wecker|timer) (?:ist |habe ich )?(?:gesetzt|gestellt|eingestellt|gestartet)',
    'ich (?:schreibe?|melde?|frage?) (?:dir|mich|dich)?[^.!?\\n]{0,40}(?:um \\d|in \\d|in einer|in einem|morgen|heute abend|später|wenn )',
  ],
  [
    'te (?:lo )?(?:recordaré|recuerdo|aviso|avisaré|despertaré|despierto)|(?:recordatorio|alarma|temporizador) (?:puest|cread|activad|programad|list)[oa]|(?:puse|pongo) (?:un|una|el|la) (?:recordatorio|alarma|temporizador)|te (?:escribiré|escribo)[^.!?\\n]{0,40}(?:a las|en \\d|en un|mañana|luego|cuando)',
    "je (?:te |t'|vais te |vous )?(?:le )?(?:rappellerai|rappelle|rappeler|préviendrai|réveillerai)|(?:rappel|alarme|minuteur|réveil) (?:est )?(?:réglé|mis|programmé|activé|créé|lancé)e?|je t'(?:écrirai|écris)[^.!?\\n]{0,40}(?:à \\d|dans|demain|plus tard|quand)",
    'te lo ricorder|ti (?:ricorder|avviser|sveglier)[òo]|ti ricordo (?:io|alle|tra|domani)|(?:promemoria|sveglia|timer) (?:impostat|creat|attivat|mess)[oa]|ti (?:scriver[òo]|scrivo)[^.!?\\n]{0,40}(?:alle|tra|domani|dopo|quando)',
    '(?:vou te|eu te|te) (?:lembrar(?:ei)?|lembro|avisar(?:ei)?|aviso|acordar(?:ei)?)|(?:lembrete|alarme|temporizador) (?:criado|definido|ativado|configurado|pronto)|te (?:escrevo|escreverei)[^.!?\\n]{0,40}(?:às|em \\d|amanhã|depois|quando)',
  ],
  [
    '我会(?:提醒|叫醒)你|提醒(?:已|设)|闹钟(?:已|设)|(?:设|定)(?:好|了)(?:提醒|闹钟|定时)|(?:到时候|分钟后|点)我?(?:会)?(?:提醒|叫)你',
  ],
];

export const promises = new RegExp(`(?<![\\p{L}\\p{N}])(?:${lists.flat().join('|')})`, 'iu');

/** It plays that time passes within one message: between two messages of one reply it does not. */
export const actedWaiting =
  /(?:^|\n)[\s*_([~.…–—-]*(?:(?:i |it |she |he )?(?:waits?|waiting|pauses?|counts? down|counting)(?: (?:for )?(?:a|one|\d+|some|patiently|the)[^\n*)\]]{0,20})?|(?:(?:exactly |about |around )?(?:an?|one|two|three|five|ten|thirty|sixty|few|some|\d+|several|a few|a couple of) ?)?(?:minutes?|mins?|seconds?|secs?|moments?|hours?) (?:later|pass(?:es|ed)?|go(?:es)? by|has passed|have passed)|(?:ждёт|ждет|жду|проходит|прошла|спустя|через) ?[^\n*)\]]{0,12}(?:минут|секунд|час)\p{L}*(?: спустя)?|(?:eine?|zwei|fünf|\d+) (?:minuten?|sekunden?|stunden?) später|(?:un|una|dos|cinco|\d+) (?:minutos?|segundos?|horas?) después|(?:une?|deux|\d+) (?:minutes?|secondes?|heures?) plus tard|(?:un|\d+) (?:minut[oi]|second[oi]|or[ae]) dopo|(?:um|\d+) (?:minutos?|segundos?|horas?) depois)[\s*_)\]~.…:–—-]*(?:\n|$)|(?:^|[\n.!?] ?)(?:ok(?:ay)?|alright|ding|beep|brr+ing|hey|there)?[,!. ]*(?:time'?s up|time is up|(?:your|the|that|a|one|\d+) ?(?:minutes?|mins?|seconds?|hour)(?:'s| is| are) (?:up|over))/iu;

/** Clock times said of now: "it's 3:15 here", "it is already 5 pm". The hour, the minutes, the half of the day. */
export const statedClock =
  /(?<![\p{L}])(?:it'?s|it is|the time is|clock says|right now it'?s|сейчас|уже|es ist|son las|es la|il est|sono le|são|зараз)\s+(?:now |just |already |almost |about |nearly |only |exactly |past |like |gerade |schon |genau |ya |déjà |già |já |ровно |почти |уже )*(\d{1,2})(?:\s?[:.h]\s?(\d{2}))?\s*(a\.?m\.?|p\.?m\.?|o'?clock|uhr|heures?|h\b|час(?:а|ов)?)?(?![\p{L}\p{N}%€$°])/giu;
