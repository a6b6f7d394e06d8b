/**
 * Words by which people call something off or move it. Four nets, from narrow to wide: `off` and `moved` speak of a
 * change by themselves; `undone` needs the event named beside it ("i'm not going to the concert"); `kept` says that it
 * takes place after all. By language, so that each can be read; they are tried together, since people mix.
 */
interface ChangeWords {
  readonly off: readonly string[];
  readonly moved: readonly string[];
  readonly undone: readonly string[];
  readonly kept: readonly string[];
}

/** English negation, with and without its apostrophe. */
const not =
  "(?:not|never|no longer|\\w+n't|(?:can|won|don|didn|doesn|isn|aren|wasn|weren|couldn|wouldn|haven|hasn)t)";

const en: ChangeWords = {
  off: [
    'cancel(?:l?(?:ed|ing|s|ation))?',
    'call(?:ed|ing)?(?: \\w+){0,4} off',
    "(?:is|are|was|it'?s|that'?s|\\w+'s|totally|now) (?:all )?off(?= *(?:[.,!;:)]|$|again|for (?:now|good|me|us)|then|because|since|cause|and|sadly|after all))",
    '(?:fell|falls?|fallen|falling) through',
    "(?:is|are|was)(?:n'?t| not) (?:happening|on (?:any ?more|after)|taking place|going ahead)|not happening|no longer (?:happening|on|going)",
    "won'?t (?:be )?happen(?:ing)?|(?:did|does)(?:n'?t| not) happen|didn'?t (?:end up )?(?:work|pan) out",
    "scrapp?(?:ed|ing)|axed|ditch(?:ed|ing)|nix(?:ed)?|bail(?:ed|ing|s)?|flak(?:ed?|ing)|ghosted me|stood me up|(?:back|pull|dropp?|chicken|opt|bow|wimp)(?:ed|ing)? out|(?:am|i'?m|is|are|we'?re|he'?s|she'?s|they'?re) out\\b|out of the|with?dr(?:e|a)w(?:n|ing)?|quit(?:ting)?|wash(?:ed)? out|fizzled|came to nothing|not to be",
    '(?:scratch|scrap|forget|never ?mind|nvm|nm) (?:about |that |the |my |our |it\\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight)',
    'rain ?check|(?:give|giving) (?:it|the \\w+) a miss|no[- ]?show(?:ed)?|turned (?:it|them|him|her|the \\w+) down',
    "(?:change|changed|changing) (?:my|our|her|his|their) minds?|decided (?:not to|against)|ended up (?:not|staying|cancel)|(?:gonna|going to|i'?ll|will) (?:just )?(?:skip|pass)|skipp(?:ed|ing)|i'?(?:m|ll) (?:pass(?:ing)?|sit(?:ting)? (?:this|it) out)",
    'rained out|snowed in|(?:will have|has|have) to wait|(?:is|are) (?:dead|history|toast)|bye bye|(?:not|n.t) a thing|giv(?:e|ing|en) .{0,25} a miss|gave .{0,25} a miss|sold out before|(?:plans?|everything) (?:fell apart|changed|are gone|went south)',
  ],
  moved: [
    'postpon(?:e|ed|ing|ement)',
    're-?schedul(?:e|ed|ing)',
    'push(?:ed|ing)?(?: \\w+){0,4} (?:back|to|till|until|out|forward)',
    '(?:mov(?:e|ed|ing)|shift(?:ed|ing)?|bump(?:ed|ing)?|switch(?:ed|ing)?|chang(?:ed|ing)|rearrang(?:ed|ing)|brought|bring|put)(?: \\w+){0,5} (?:to|till|until|forward|back|off|earlier|later)',
    "(?:got|gets?|been|being|was|were|is|are|'s) (?:moved|shifted|bumped|delayed|pushed|rearranged|rebooked)|rebook(?:ed|ing)?",
    "instead(?: of)?|rather|(?:a|one|two|three|\\d+) (?:day|week|month|hour)s? (?:later|earlier)|next (?:week|month|year|\\w+day) (?:now|then)|(?:is|are|will be|\\w+'s) (?:now|actually) (?:on |at |in |next |the )*(?:mon|tues|wednes|thurs|fri|satur|sun|week|month|\\d)\\w*",
    'delay(?:ed|ing)?(?= (?:by|to|till|until|for|my|our|his|her|it)(?!\\p{L}))|adjourn(?:ed|ment)?|deferr?(?:ed|al)?|put on (?:hold|ice)',
    '(?:another|a different|some other) (?:day|time|date|week|weekend|month)',
    "(?:isn'?t|not) (?:till|until)|only (?:on|next) (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month)",
    '(?:new|different) (?:date|time|slot)',
  ],
  undone: [
    `${not}(?: \\w+){0,4} (?:go|going|gonna|make|making|attend(?:ing)?|com(?:e|ing)|meet(?:ing)?|see(?:ing)?|do(?:ing)?|hav(?:e|ing)|hold(?:ing)?|need|happen(?:ing)?|fly(?:ing)?|tak(?:e|ing)|travel(?:l?ing)?|play(?:ing)?|run(?:ning)?|watch(?:ing)?|visit(?:ing)?|throw(?:ing)?|leav(?:e|ing)|start(?:ing)?|host(?:ing)?|join(?:ing)?)`,
    "there(?: is|'?s| will be|'ll be| was) no\\b|(?:no|without) (?:the |my |our )?(?:\\w+ ){0,2}(?:today|tonight|tomorrow|this week|after all|any ?more|for me|then|for us)",
    '(?:closed|shut|sick|ill|broke(?:n)? down|stuck|too tired|staying (?:home|in|put)|stay(?:ed)? (?:home|in)) ?',
    'called in sick|lost interest|gave up on|given up on|giving up on|quit|out of the question|(?:we|they|i) broke up',
    'was already|(?:already )?(?:done|finished|over|happened|behind me|went)|turned out (?:to be )?(?:fine|unnecessary)',
  ],
  kept: [
    `${not} (?:get(?:ting)? |been |be |being |going to |gonna )?(?:cancel|call(?:ed)?(?: \\w+)? off|postpone|reschedul|move|bail|skip|back)\\w*`,
    'back on\\b|still on\\b|still (?:going|happening|planned|have)|on (?:after all|again)',
  ],
};
const ru: ChangeWords = {
  off: [
    'отмен\\p{L}*|сорвал\\p{L}*|срыва\\p{L}*|отпал\\p{L}*|накрыл\\p{L}*|не состо\\p{L}*|передумал\\p{L}*|отказал\\p{L}*|забей(?:те)?|не (?:получ|выйд|сложил|срос|вышл|удаст)\\p{L}*|отбой|слил(?:ся|ась|ись)|не будет',
  ],
  moved: [
    'перен[её]с\\p{L}*|перенос\\p{L}*|сдвин\\p{L}*|отлож\\p{L}*|откладыва\\p{L}*|передвин\\p{L}*|перезапис\\p{L}*|в другой (?:день|раз)|на другое время',
  ],
  undone: [
    'не (?:пойд|пош|ид|еду|ед|поед|поех|прид|приед|лечу|полеч|встреч|увид|делаю|буд|успе|смог|смож|надо|нужн|хоч)\\p{L}*|(?:остаюсь|остал\\p{L}*|сижу) дома|заболел\\p{L}*|пропущу|пропуска\\p{L}*|без меня|уже (?:был|прош|сдал|сходил)\\p{L}*',
  ],
  kept: ['не (?:отмен|перен[её]с|отлож)\\p{L}*|вс[её] в силе|в силе'],
};
const uk: ChangeWords = {
  off: [
    'скас\\p{L}*|відмін\\p{L}*|зірва\\p{L}*|передума\\p{L}*|відмов\\p{L}*|не відбуд\\p{L}*|не вийш\\p{L}*|не вийде|не буде',
  ],
  moved: ['перен[еі]с\\p{L}*|відкла\\p{L}*|зсун\\p{L}*|іншим разом|на інший (?:день|час)'],
  undone: [
    'не (?:піду|пішл|йду|їду|поїд|прийд|зустр|зможу|буд|треба)\\p{L}*|залишаюсь вдома|захворі\\p{L}*|пропущу',
  ],
  kept: ['не (?:скас|перен[еі]с|відкла)\\p{L}*|все в силі'],
};
const de: ChangeWords = {
  off: [
    'abgesagt|abgeblasen|abzusagen|storniert|gecancell?t|ausgefallen|geplatzt|gestrichen|(?:sag|sage|sagen|sagt|sagte|sagten)\\b.{0,40}\\bab\\b|(?:fällt|fiel|fallen)\\b.{0,30}\\b(?:aus|flach|ins wasser)|findet\\b.{0,30}\\bnicht statt|(?:wird|ist|war) (?:doch )?nichts|doch nicht|hat sich erledigt|umentschieden|versetzt|ausfallen|absagen',
  ],
  moved: [
    'verschob\\p{L}*|verschieb\\p{L}*|verleg(?:t|en)|vertagt|vorverlegt|umgelegt|stattdessen|(?:ein )?anderm?al|anderer (?:tag|termin)|neuer termin|erst (?:am|nächste)|umgebucht',
  ],
  undone: [
    '(?:geh|komm|fahr|mach|treff|schaff|flieg|hab|brauch|kann|muss|will)\\p{L}*\\b.{0,40}\\b(?:nicht|kein\\p{L}*)|(?:kein|keine|keinen)\\b|bleib\\p{L}* (?:lieber )?(?:zu ?hause|daheim)|krank|schon (?:vorbei|erledigt|war)',
  ],
  kept: ['nicht (?:abgesagt|verschoben|ausgefallen)|findet (?:doch )?statt|bleibt dabei|steht noch'],
};
const es: ChangeWords = {
  off: [
    'cancel\\p{L}*|anul\\p{L}*|suspend\\p{L}*|se cay[óo]|ya no (?:hay|va|voy|vamos|es|será|se)|no va a ser|al final no|cambi(?:é|amos|ó) de (?:idea|opinión)|me dej(?:ó|aron) plantad[oa]|me rajé|descart\\p{L}*',
  ],
  moved: [
    'aplaz\\p{L}*|pospu?[oe]\\p{L}*|pospon\\p{L}*|reprogram\\p{L}*|(?:movi|pas|cambi|adelant|retras|traslad)\\p{L}*\\b.{0,30}\\b(?:a|para|al)\\b|otro día|en vez de',
  ],
  undone: [
    'no (?:\\p{L}+ ){0,3}(?:voy|vamos|iré|iremos|puede[ns]?|puedo|podemos|podré|podrán|tengo|hay|hago|hacemos|fui|fuimos|viene|vendrá|habrá|quiero)|me quedo en casa|enferm[oa]',
  ],
  kept: ['no (?:se )?(?:cancel|aplaz|suspend)\\p{L}*|sigue en pie'],
};
const fr: ChangeWords = {
  off: [
    "annul\\p{L}*|tomb\\p{L}* à l'eau|(?:n')?(?:aura|a) (?:plus|pas) lieu|laiss\\p{L}* tomber|chang\\p{L}* d'avis|pos\\p{L}* un lapin|désist\\p{L}*|finalement (?:pas|non|je ne|on ne)|c'est mort",
  ],
  moved: [
    'report\\p{L}*|décal\\p{L}*|repouss\\p{L}*|déplac\\p{L}*|avanc(?:é|ée) (?:à|au)|remis\\p{L}* (?:à|au)|une autre fois|un autre jour|à la place',
  ],
  undone: [
    "(?:n'|ne )\\p{L}+(?: \\p{L}+)? (?:pas|plus)|plus (?:de|besoin)|reste (?:à la maison|chez moi)|malade",
  ],
  kept: ["n'(?:est|a) pas (?:été )?(?:annul|report|décal)\\p{L}*|tient toujours|toujours bon"],
};
const it: ChangeWords = {
  off: [
    'annull\\p{L}*|cancell\\p{L}*|disd\\p{L}*|salt(?:ato|ata|a|ano)\\b|(?:è|sono) saltat\\p{L}*|non se ne fa (?:più )?niente|non si fa più|cambiato idea|tirat\\p{L}* indietro|dato buca|alla fine (?:non|niente)',
  ],
  moved: [
    "rimand\\p{L}*|spost\\p{L}*|rinvi\\p{L}*|posticip\\p{L}*|anticip\\p{L}*|un altro giorno|(?:un')?altra volta|invece di",
  ],
  undone: [
    "non (?:\\p{L}+ ){0,3}(?:vado|andiamo|andrò|posso|possiamo|faccio|facciamo|vengo|viene|c'è|ho|devo)|resto a casa|malat[oa]",
  ],
  kept: ['non (?:è|sono) stat\\p{L}* (?:annull|spost|rimand)\\p{L}*|si fa lo stesso'],
};
const pt: ChangeWords = {
  off: [
    'cancel\\p{L}*|desmarc\\p{L}*|desist\\p{L}*|não vai (?:mais )?(?:ter|rolar|acontecer|dar)|não rolou|furou|furaram|mud(?:ei|amos|ou) de ideia|deu pra trás|caiu por terra',
  ],
  moved: [
    'adi(?:ou|ado|ada|ei|aram|amos|ar)\\b|remarc\\p{L}*|(?:mud|pass|transfer|antecip)\\p{L}*\\b.{0,30}\\b(?:para|pra|pro)\\b|outro dia|em vez d',
  ],
  undone: [
    'não (?:\\p{L}+ ){0,3}(?:vou|vamos|irei|posso|podemos|tenho|faço|fui|fomos|vem|virá|haverá|preciso|quero)|fico em casa|doente',
  ],
  kept: ['não (?:foi )?(?:cancel|adi|remarc)\\p{L}*|está de pé'],
};

const joined = (key: keyof ChangeWords): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${[en, ru, uk, de, es, fr, it, pt].flatMap((words) => words[key]).join('|')})(?![\\p{L}\\p{N}])`,
    'iu',
  );

export const changeWords: Readonly<Record<keyof ChangeWords, RegExp>> = {
  off: joined('off'),
  moved: joined('moved'),
  undone: joined('undone'),
  kept: joined('kept'),
};

/** In front of the event itself: "no interview for me", "kein Abendessen". */
export const without =
  /(?<![\p{L}])(?:no(?: more| longer an?y?)?|without|not an?y?|нет|без|нема|kein\p{L}*|sin|ya no hay|ningun[oa]?|pas de|plus de|sans|niente|nessun\p{L}*|sem|nenhum\p{L}*)\s+((?:[\p{L}'-]+\s*){1,3})/giu;

/** What is only thought of: a wish, a fear, a condition, or the question whether. */
export const onlyThought =
  /(?<![\p{L}])(?:(?<!ask(?:s|ed|ing)? (?:me |us )?)if|unless|hope|hoping|hopefully|wish|might|may|maybe|perhaps|what if|in case|worried|afraid|scared|fear|if only|dream(?:t|ed)?|joke|kidding|should (?:i|we)|если|вдруг|надеюсь|боюсь|может быть|а если|wenn|falls|hoffe|hoffentlich|vielleicht|(?<=^|[,;] )si|ojalá|quizás|espero|tal vez|peut-être|espère|(?<=^|[,;] )se(?! (?:cancel|suspend|anul|aplaz|posp|cay|fastidi|fue|acab))|forse|spero|talvez|tomara|якщо|(?<!не )може|сподіваюсь)(?![\p{L}])/iu;

/** Kinds of events by the words for them, so that "the meal" is the dinner and "the test" the exam. */
export const eventKinds: readonly RegExp[] = [
  'exam\\w*|test|midterm|finals?|quiz|экзамен\\p{L}*|зач[её]т\\p{L}*|іспит\\p{L}*|prüfung\\p{L}*|klausur\\p{L}*|examen|esame|prova|exame',
  'interview|job (?:talk|chat)|собеседован\\p{L}*|співбесід\\p{L}*|vorstellungsgespräch\\p{L}*|bewerbungsgespräch|entrevista|entretien|colloquio',
  'dentist|doctor|appointment|check-?up|surgery|operation|врач\\p{L}*|стоматолог\\p{L}*|операци\\p{L}*|лікар\\p{L}*|zahnarzt\\p{L}*|arzt\\p{L}*|termin\\p{L}*|médico|dentista|cita|médecin|dentiste|rendez-vous|medico|visita|consulta',
  'lunch|meal|restaurant|eating out|обед\\p{L}*|обід\\p{L}*|mittagessen\\p{L}*|essen|almuerzo|comida|déjeuner|pranzo|almoço',
  'breakfast|brunch|meal|завтрак\\p{L}*|frühstück|desayuno|petit-déjeuner|colazione|café da manhã',
  'dinner|supper|meal|restaurant|eating out|barbecue|bbq|ужин\\p{L}*|вечер[яі]\\p{L}*|abendessen\\p{L}*|essen|cena|comida|dîner|jantar',
  'fl(?:y|ying|ies)|flieg\\p{L}*|л(?:ечу|етим|ететь)|volar|voler|flight|plane|trip|train|journey|holiday|vacation|getaway|travel\\w*|рейс\\p{L}*|самол[её]т\\p{L}*|поезд\\p{L}*|поездк\\p{L}*|отпуск\\p{L}*|потяг\\p{L}*|поїздк\\p{L}*|flug|reise|urlaub|zug|vuelo|viaje|tren|vol|voyage|train|volo|viaggio|treno|voo|viagem|trem',
  'concert|gig|show|festival|концерт\\p{L}*|konzert\\p{L}*|concierto|concerto',
  'meeting|call|standup|presentation|lecture|class|course|lesson|встреч\\p{L}*|созвон\\p{L}*|совещан\\p{L}*|презентац\\p{L}*|урок\\p{L}*|зустріч\\p{L}*|besprechung\\p{L}*|treffen|vortrag|kurs|reunión|reunion|réunion|riunione|reunião|clase|cours|lezione|aula',
  'match|game|tournament|race|marathon|матч\\p{L}*|игр\\p{L}*|турнир\\p{L}*|забег\\p{L}*|spiel|turnier|partido|carrera|partita|gara|jogo|corrida',
  'gym|workout|training|run|yoga|swim\\w*|practice|pool|hike|hiking|тренировк\\p{L}*|зал|пробежк\\p{L}*|бассейн|training|laufen|gimnasio|entrenamiento|salle|palestra|allenamento|academia|treino',
  'party|birthday|celebration|bash|вечеринк\\p{L}*|день рождения|feier|geburtstag\\p{L}*|fiesta|cumpleaños|fête|anniversaire|festa|compleanno|aniversário',
  'wedding|свадьб\\p{L}*|весілл\\p{L}*|hochzeit\\p{L}*|boda|mariage|matrimonio|casamento',
  'movie|film|cinema|theat(?:er|re)|play|кино|фильм\\p{L}*|театр\\p{L}*|kino|theater|cine|película|teatro|cinéma|théâtre|cinema',
  'date|свидани\\p{L}*|побаченн\\p{L}*|verabredung|cita|appuntamento|encontro',
  'visit\\w*|coming over|visitors?|guests?|гост\\p{L}*|besuch|visita|visite|visit',
  'move|moving|house|flat|viewing|переезд\\p{L}*|umzug|mudanza|déménagement|trasloco|mudança',
].map((words) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'iu'));

const weekdayNames: readonly string[] = [
  'monday|mon|понедельник\\p{L}*|понеділ\\p{L}*|montag|lunes|lundi|lunedì|segunda(?:-feira)?',
  'tuesday|tues?|вторник\\p{L}*|вівтор\\p{L}*|dienstag|martes|mardi|martedì|terça(?:-feira)?',
  'wednesday|wed|сред[уаы]|серед[уаи]|mittwoch|miércoles|mercredi|mercoledì|quarta(?:-feira)?',
  'thursday|thurs?|четверг\\p{L}*|четвер\\p{L}*|donnerstag|jueves|jeudi|giovedì|quinta(?:-feira)?',
  "friday|fri|пятниц\\p{L}*|п'ятниц\\p{L}*|freitag|viernes|vendredi|venerdì|sexta(?:-feira)?",
  'saturday|sat|суббот\\p{L}*|субот\\p{L}*|samstag|sonnabend|sábado|samedi|sabato',
  'sunday|sun|воскресень\\p{L}*|неділ\\p{L}*|sonntag|domingo|dimanche|domenica',
];

/** Monday first. */
export const weekdays: readonly RegExp[] = weekdayNames.map(
  (words) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'iu'),
);
export const todayWords =
  /(?<![\p{L}])(?:today|tonight|this (?:morning|afternoon|evening)|сегодня|сьогодні|heute|hoy|esta noche|aujourd'hui|ce soir|oggi|stasera|hoje)(?![\p{L}])/iu;
export const tomorrowWords =
  /(?<![\p{L}])(?:tomorrow|tmrw|завтра|morgen|mañana|demain|domani|amanhã)(?![\p{L}])/iu;
