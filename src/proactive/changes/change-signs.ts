/**
 * Signs of a change that carry no word for one. People seldom say "cancelled": they say that somebody cannot come, that it
 * is on another day, that the ticket is sold or the post is filled. Each sign is a structure (who is negated, which day is
 * named, what an event of this kind hangs on), so that it holds in words nobody listed.
 */

const whole = (words: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'iu');

/** Any negation of the eight languages. */
export const negation = whole([
  "not|no|nobody|none|nothing|\\p{L}+n't|cannot|(?:can|won|don|didn|doesn|isn|aren|wasn|couldn|wouldn|haven|hasn)t|unable|without",
  'не|нет|ни|никто|никуда|нельзя|без',
  'нема|немає|ні|ніхто|нікуди',
  'nicht|nichts|kein\\p{L}*|niemand|ohne|nix',
  'nadie|ning[uú]n\\p{L}*|tampoco|sin|nada',
  "ne|n'\\p{L}+|pas|plus|personne|aucune?|sans",
  'non|nessun\\p{L}*|niente|senza|neanche',
  'não|nem|ninguém|nenhum\\p{L}*|sem',
]);

/** To come, to take place, to be able to, to be there: what is negated where something is called off. */
export const takesPart = whole([
  '(?:can|could|will|would|won)(?:no|n.?)?t?|able|going|coming|comes?|came|mak(?:e|ing)|attend\\p{L}*|show(?:ing)?|play(?:s|ing)?|open|working|around|there|here|possible|needed|available|free|on|happen\\p{L}*|visit\\p{L}*|arriv\\p{L}*|fl(?:y|ies|ying)|operat\\p{L}*|speaking|us|me',
  'мож\\p{L}*|смож\\p{L}*|мог\\p{L}*|смог\\p{L}*|буд\\p{L}*|приед\\p{L}*|прид\\p{L}*|пойд\\p{L}*|ид\\p{L}*|ед\\p{L}*|поед\\p{L}*|игра\\p{L}*|лет\\p{L}*|полеч\\p{L}*|получ\\p{L}*|выйд\\p{L}*|состо\\p{L}*|работа\\p{L}*|успева\\p{L}*|нужн\\p{L}*',
  'мож\\p{L}*|змож\\p{L}*|буд\\p{L}*|приїд\\p{L}*|прийд\\p{L}*|під\\p{L}*|йд\\p{L}*|їд\\p{L}*|поїд\\p{L}*|гра\\p{L}*|вий\\p{L}*|відбу\\p{L}*|працю\\p{L}*|встига\\p{L}*',
  'kann|können|könnt|konnte|komm\\p{L}*|geh\\p{L}*|wird|werden|statt|da|hin|dabei|möglich|spiel\\p{L}*|fahr\\p{L}*|flieg\\p{L}*|schaff\\p{L}*|grill\\p{L}*|mach\\p{L}*|mehr|offen|frei',
  'pued\\p{L}*|pod\\p{L}*|v(?:oy|a|amos|an)|vien\\p{L}*|vend\\p{L}*|habr\\p{L}*|hay|será|es|jueg\\p{L}*|juego|hac\\p{L}*|opera\\p{L}*|llega\\p{L}*|trabaja\\p{L}*|abre\\p{L}*',
  'peu\\p{L}*|pourr\\p{L}*|vien\\p{L}*|viendr\\p{L}*|va|vais|ira|aura|lieu|joue\\p{L}*|fait|faisons|part\\p{L}*|travaille\\p{L}*|ouvert\\p{L}*|là|libre',
  'può|posso|possiamo|possono|potrà|vien\\p{L}*|verr\\p{L}*|vado|va|andiamo|ci|sarà|gioc\\p{L}*|fa|facciamo|part\\p{L}*|arriv\\p{L}*|lavora\\p{L}*|libero',
  'pod\\p{L}*|posso|v(?:ou|ai|amos|ão)|vem|vêm|virá|consegu\\p{L}*|dá|terá|tem|haverá|jog\\p{L}*|faz\\p{L}*|cheg\\p{L}*|trabalh\\p{L}*|livre|rola\\p{L}*',
]);

/** Not to know, to like, to sleep, to be ready: nobody calls anything off with it, whatever it is about. */
export const aboutFeelings = whole([
  'know|sure|idea|clue|decide\\p{L}*|remember|forget|believe|think|understand|ready|prepar\\p{L}*|stud(?:y|ied|ying)|learn\\p{L}*|pack\\p{L}*|bought?|buy|wear|cook|eat(?:ing)?|drink(?:ing)?|won(?!.?t)|(?:n.t|not|nobody|nothing) (?:\\p{L}+ )?(?:told|tell|said|say|answer\\p{L}*|know\\p{L}*)|in (?:ages|months|years|weeks)|for (?:ages|months|years|weeks)|since|yet|still|sleep|slept|wait|stop|complain|mind|matter|worr\\p{L}*|nerv\\p{L}*|scared|afraid|excited|sorry|like[ds]?|love|enjoy|hate|mess|fail|late|alone|easy|hard|bad|far|expensive|bags?|enough|before|looking forward|forward to|strength|good at|fan|is(?:n.?t| not) (?:my|a|an|the|that|so|too|very|really|as)|not (?:my|a|an|that|so|too|very|really|as|just|only|exactly)|no (?:\\p{L}+ )?part|until|till|been to',
  'зна\\p{L}*|перед|ещ[её]|сказа\\p{L}*|выигр\\p{L}*|увер\\p{L}*|помн\\p{L}*|поним\\p{L}*|верит\\p{L}*|дума\\p{L}*|готов\\p{L}*|уч[иу]\\p{L}*|выуч\\p{L}*|собрал\\p{L}*|купил\\p{L}*|надет\\p{L}*|спа\\p{L}*|сп[лю]\\p{L}*|уснут\\p{L}*|засн\\p{L}*|жд\\p{L}*|дожд\\p{L}*|боюсь|волну\\p{L}*|пережива\\p{L}*|нрав\\p{L}*|люб\\p{L}*|опозда\\p{L}*|терпится|был[аи]?',
  'знаю|перед|ще|сказа\\p{L}*|впевнен\\p{L}*|пам.ята\\p{L}*|розумі\\p{L}*|вірю|думаю|готов\\p{L}*|вчи\\p{L}*|вивчи\\p{L}*|сплю|заснути|чекати|дочек\\p{L}*|боюся|хвилю\\p{L}*|подоба\\p{L}*|люблю|спізн\\p{L}*',
  'weiß|wissen|vor (?:de[rm]|meine\\p{L}*)|noch|seit|gesagt|gewonnen|sicher|ahnung|erinner\\p{L}*|glaub\\p{L}*|versteh\\p{L}*|bereit|vorbereitet|gelernt|lernen|gepackt|gekauft|anzieh\\p{L}*|koch\\p{L}*|schlafen|erwarten|abwarten|mag|mögen|lieb\\p{L}*|angst|nervös|aufgeregt|schlimm|spät|nur|freu\\p{L}*|verpass\\p{L}*|vergess\\p{L}*',
  'no (?:lo )?sé|sabe\\p{L}*|segur[oa]|antes de\\p{L}*|todavía|aún|desde|dicho|ganad[oa]|idea|recuerd\\p{L}*|creo|cre[eé]r|entiend\\p{L}*|list[oa]|preparad[oa]|estudi\\p{L}*|hecho la maleta|compr\\p{L}*|poner\\p{L}*|dorm\\p{L}*|duermo|esper\\p{L}*|gust\\p{L}*|miedo|nervios\\p{L}*|tarde|olvid\\p{L}*|perder\\p{L}*|aguanto',
  'sais|savoir|avant|encore|depuis|dit|gagn\\p{L}*|s[uû]re?|idée|souvien\\p{L}*|crois|compren\\p{L}*|prête?|prépar\\p{L}*|révis\\p{L}*|appris|étudi\\p{L}*|fait ma valise|achet\\p{L}*|mettre|dorm\\p{L}*|dors|attend\\p{L}*|aime\\p{L}*|peur|stress\\p{L}*|nerv\\p{L}*|retard|oubli\\p{L}*|rater|hâte',
  'non (?:lo )?so|sapere|sicur[oa]|prima d\\p{L}*|ancora|da mesi|detto|vint[oa]|idea|ricord\\p{L}*|credo|capisc\\p{L}*|pront[oa]|preparat[oa]|studiat\\p{L}*|studio|fatto la valigia|comprat\\p{L}*|metter\\p{L}*|dorm\\p{L}*|aspett\\p{L}*|piac\\p{L}*|paura|nervos\\p{L}*|ansia|tardi|dimentic\\p{L}*|vedo l.ora|perder\\p{L}*',
  'não (?:o )?sei|saber|certeza|antes d\\p{L}*|ainda|desde|disse|ganh\\p{L}*|ideia|lembr\\p{L}*|acredit\\p{L}*|entend\\p{L}*|pront[oa]|preparad[oa]|estud\\p{L}*|fiz a mala|compr\\p{L}*|vestir|dorm\\p{L}*|durmo|esper\\p{L}*|gost\\p{L}*|medo|nervos\\p{L}*|atras\\p{L}*|esquec\\p{L}*|perder\\p{L}*|aguento|vejo a hora',
]);

/** "But I will go": what was said against it is taken back in the same breath. */
export const allTheSame = whole([
  "but (?:i|we)(?:'ll| will| have to| must|'m going| am going)|anyway|regardless",
  'но (?:пойду|пойд[её]м|надо|прид[её]тся)|вс[её] равно',
  'але (?:піду|треба)|все одно',
  'aber (?:muss|ich (?:geh|muss)|wir (?:gehen|müssen))\\p{L}*|trotzdem',
  'pero (?:voy|iré|toca|tengo que)|igual voy|de todas formas',
  "mais (?:j'(?:irai|y vais)|il faut|on ira)|quand même",
  'ma (?:ci vado|devo|andrò)|lo stesso|comunque',
  'mas (?:vou|tenho que)|mesmo assim',
]);

/** A time that is not the day of the event, said without a weekday. */
export const anotherTime = whole([
  '(?:the |a |one |two |three |\\d+ )?(?:weeks?|months?|days?) (?:later|after|earlier)|(?:the )?following (?:week|weekend|month|day)|next (?:week|weekend|month|year|time)|(?:the )?weekend after|in (?:a|two|three|\\d+) (?:weeks?|months?)|some ?other (?:time|day)|another (?:time|day)|(?:in|until|till) (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)',
  'через (?:\\p{L}+ )?(?:недел\\p{L}*|месяц\\p{L}*|день|дня|дней)|на (?:следующ\\p{L}*|друг\\p{L}*) (?:недел\\p{L}*|день|дату|время|раз|месяц)|в другой раз|(?:в|до) (?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[ьеяюа]',
  'через (?:тиждень|місяць|день)|наступн\\p{L}* (?:тиждень|тижня|місяць|раз)|на інш\\p{L}* (?:день|дату|час|раз)|іншим разом',
  '(?:eine|zwei|drei|\\d+) (?:woche|wochen|tage?|monate?) (?:später|früher)|nächste[nrs]? (?:woche|wochenende|monat|jahr|mal)|in (?:einer|zwei|drei) wochen?|ein andermal|anderer? tag|(?:im|erst|bis) (?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)',
  '(?:la|el) (?:semana|mes|día) (?:que viene|siguiente|próxim[oa])|próxim[oa] (?:semana|mes|vez)|(?:una|dos) semanas? (?:después|más tarde|antes)|otr[oa] (?:día|vez|momento|fecha)|(?:en|para) (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)',
  '(?:la semaine|le mois|une semaine|un mois) (?:prochaine?|suivante?|plus tard|après|plus tôt)|(?:une )?autre (?:fois|date|jour)|(?:en|à|pour) (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)',
  "(?:la|il) (?:settimana|mese) (?:prossim[ao]|dopo|successiv[ao])|(?:una|due) settiman[ae] (?:dopo|prima|più tardi)|un'?altr[ao] ?(?:volta|giorno|data)|(?:a|in|per) (?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)",
  '(?:a|na|pra) (?:semana|próxima semana) que vem|semana que vem|(?:próxim[oa]|outr[oa]) (?:semana|mês|dia|vez|data)|(?:uma|duas) semanas? (?:depois|antes)|(?:em|pra|para) (?:janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro)',
]);

/** What was: no word about what is to come. */
export const gone = whole([
  'last|yesterday|ago|used to|was|were|had|вчера|прошл\\p{L}*|назад|учора|вчора|минул\\p{L}*|gestern|letzte\\p{L}*|ayer|pasad[oa]|hace|hier (?:soir|matin)|avant-hier|dernière?|ieri|scors[oa]|(?:settimana|mese|giorn[oi]|ann[oi]) fa|ontem|passad[oa]|atrás',
]);

/** What an event of a kind hangs on, and that it is gone: the ticket, the post, the planes, the course. */
const hinges: readonly { readonly kind: RegExp; readonly lost: RegExp }[] = [
  {
    kind: whole([
      'concert|gig|show|festival|match|game|movie|film|cinema|theat(?:er|re)|play|musical|opera|flight|train|концерт\\p{L}*|спектакл\\p{L}*|матч\\p{L}*|кино|театр\\p{L}*|рейс\\p{L}*|konzert\\p{L}*|spiel|kino|theater|flug|concierto|partido|cine|teatro|vuelo|spectacle|match|cinéma|théâtre|vol|concerto|partita|volo|jogo|voo|квит\\p{L}*',
    ]),
    lost: new RegExp(
      [
        '(?:sold|gave|given|giving|returned?|selling|refund\\p{L}*|lost|money back).{0,25}(?:tickets?|seats?|everyone|lisbon|pass)|(?:tickets?|seats?).{0,25}(?:sold|gave|away|refund|returned|back)|refund\\p{L}*|money back|lost (?:her|his|their) voice',
        '(?:прод|отда|верну|сда)\\p{L}*.{0,20}билет\\p{L}*|билет\\p{L}*.{0,20}(?:прод|отда|верну|сда)\\p{L}*|(?:верну\\p{L}*|возвраща\\p{L}*) деньги',
        '(?:прода|відда|поверну)\\p{L}*.{0,20}квит\\p{L}*|квит\\p{L}*.{0,20}(?:прода|відда|поверну)\\p{L}*|повертають гроші',
        '(?:karte\\p{L}*|tickets?).{0,25}(?:verkauft|verschenkt|zurückgegeben|weg)|geld zurück|(?:gibt|bekomm\\p{L}*).{0,10}geld',
        '(?:vend|regal|devolv)\\p{L}*.{0,15}(?:entradas?|billetes?|boletos?)|devuelven (?:el dinero|la pasta)|reembols\\p{L}*',
        '(?:revend|vend|donn|rend)\\p{L}*.{0,15}(?:places?|billets?)|rembours\\p{L}*',
        '(?:rivend|vend|regal|restitu)\\p{L}*.{0,15}(?:bigliett[oi]|post[oi])|rimbors\\p{L}*',
        '(?:vend|dei|passei|devolv)\\p{L}*.{0,15}(?:ingressos?|bilhetes?|passagem)|reembols\\p{L}*|devolv\\p{L}* o dinheiro',
      ].join('|'),
      'iu',
    ),
  },
  {
    kind: whole([
      'interview|собеседован\\p{L}*|співбесід\\p{L}*|vorstellungsgespräch\\p{L}*|bewerbungsgespräch\\p{L}*|entrevista|entretien|colloquio',
    ]),
    lost: new RegExp(
      [
        '(?:job|position|role|post|vacancy)\\b.{0,25}(?:filled|gone|taken|someone else|closed|frozen)|(?:filled|closed|gave|froze|pulled)\\b.{0,20}(?:job|position|role|post|vacancy)|(?:hired|took|picked|chose|found|went with) (?:someone|somebody|another)|hiring freeze|(?:took|accepted|got) (?:another|a different|the other)\\b.{0,12}(?:offer|job)|withdr[ae]w',
        '(?:ваканси|мест|должност)\\p{L}*.{0,20}(?:закры|занят|ушл)\\p{L}*|(?:закры|занял)\\p{L}*.{0,15}(?:ваканси|мест)\\p{L}*|(?:нашли|взяли|выбрали) (?:другого|другую|кого-то)',
        '(?:ваканс|місц)\\p{L}*.{0,20}(?:закри|зайнят)\\p{L}*|(?:знайшли|взяли) (?:іншого|іншу|когось)',
        '(?:stelle|job|posten)\\b.{0,20}(?:weg|vergeben|besetzt|gestrichen)|(?:jemand anderen|wen anders) (?:genommen|gefunden|eingestellt)|abgewunken|anderes angebot',
        '(?:cogieron|contrataron|eligieron|escogieron|encontraron) a otr[oa]|(?:puesto|plaza|vacante)\\b.{0,20}(?:cubiert|ocupad|cerrad)\\p{L}*',
        '(?:poste|place)\\b.{0,20}(?:prise?|pourvue?|supprimée?)|(?:pris|embauché|choisi|trouvé) quelqu.un',
        '(?:preso|assunto|scelto|trovato) (?:già )?un.?altr[oa]|posto\\b.{0,20}(?:occupat|assegnat|coperto)\\p{L}*',
        '(?:contrataram|escolheram|pegaram|acharam) (?:j[áa] )?outr[oa]|vaga\\b.{0,20}(?:preenchid|fechad)\\p{L}*',
      ].join('|'),
      'iu',
    ),
  },
  {
    kind: whole([
      'flight|plane|trip|train|journey|travel\\p{L}*|holiday|vacation|рейс\\p{L}*|самол[её]т\\p{L}*|поезд\\p{L}*|поездк\\p{L}*|літак\\p{L}*|потяг\\p{L}*|flug|reise|zug|urlaub|vuelo|viaje|tren|vol|voyage|train|volo|viaggio|treno|voo|viagem|trem',
    ]),
    lost: new RegExp(
      [
        'grounded|strike|nobody (?:is )?fl(?:ying|ies)|no (?:planes?|flights?|trains?)|airport\\b.{0,15}(?:closed|shut)|missed (?:the|my) (?:flight|plane|train)|passport\\b.{0,15}(?:expired|lost)|(?:lost|forgot) my passport',
        'забастовк\\p{L}*|страйк\\p{L}*|никто не лет\\p{L}*|аэропорт\\p{L}*.{0,15}закры\\p{L}*|опоздал\\p{L}* на (?:самол|поезд|рейс)\\p{L}*',
        'streik\\p{L}*|(?:kein|niemand).{0,10}flie\\p{L}*|flughafen\\b.{0,20}(?:zu|gesperrt)|(?:flug|zug) verpasst',
        'huelga|nadie vuela|perd[ií] el (?:vuelo|tren|avión)|grève|aucun (?:avion|train)|raté (?:le|mon) (?:vol|train|avion)|sciopero|nessun (?:volo|treno|aereo)|perso (?:il|l.)\\s?(?:volo|treno|aereo)|greve|ninguém voa|perdi o (?:voo|trem|avião)',
      ].join('|'),
      'iu',
    ),
  },
  {
    kind: whole([
      'exam\\p{L}*|test|midterm|finals?|quiz|class|course|lecture|lesson|экзамен\\p{L}*|зач[её]т\\p{L}*|курс\\p{L}*|іспит\\p{L}*|prüfung\\p{L}*|klausur\\p{L}*|kurs|examen|clase|curso|cours|esame|lezione|corso|exame|prova|aula',
    ]),
    lost: new RegExp(
      [
        '(?:dropped|dropping|quit|left|failed out of|exempt\\p{L}*|excused)\\b.{0,20}(?:course|class|exam|it|from)?\\b|(?:забрал\\p{L}* документы|бросил\\p{L}* (?:курс|учеб)\\p{L}*|автомат\\p{L}* (?:получ|постав)\\p{L}*|(?:получ|постав)\\p{L}* автомат)',
        '(?:kurs|fach) (?:abgebrochen|geschmissen)|abgemeldet|(?:dej[eé]|abandon[eé]) (?:el curso|la asignatura)|quit[óo]|(?:lâch|abandonn)\\p{L}* (?:le|ce) cours|(?:lasciat|mollat)\\p{L}* (?:il|quel) corso|tranquei|larguei (?:o|a) (?:curso|matéria)',
      ].join('|'),
      'iu',
    ),
  },
  {
    kind: whole([
      'viewing|flat|apartment|house|room|besichtigung|wohnung|квартир\\p{L}*|просмотр|visita|piso|appartement|appartamento|apartamento|看房',
    ]),
    lost: whole([
      "(?:already |been |is |was |'s )(?:rented|let|sold|taken|gone)|(?:rented|sold|gave) (?:it )?(?:out )?to (?:someone|somebody)|schon (?:vermietet|vergeben|weg|verkauft)|уже (?:сда|прода)\\p{L}*|вже (?:зда|прода)\\p{L}*|ya (?:está |se )?(?:alquil|vend)\\p{L}*|déjà (?:lou|vend|pris)\\p{L}*|già (?:affittat|vendut|pres)\\p{L}*|já (?:foi )?(?:alugad|vendid)\\p{L}*",
    ]),
  },
];

/** Whether anything at all is lost that some plan may hang on. */
export const losesGround = (clause: string): boolean => hinges.some(({ lost }) => lost.test(clause));

/** Whether the words tell that what such an event hangs on is gone. */
export function isUnhinged(clause: string, event: string): boolean {
  return hinges.some(({ kind, lost }) => kind.test(event) && lost.test(clause));
}

/** Ways to give something up that name no cancellation: short, and about whatever was spoken of. */
export const givenUp = whole([
  "leav(?:e|ing) it(?: (?:for now|be|at that))?|let (?:it|that|the \\p{L}+) go|(?:that|it)'?s (?:that|gone|dead)|abandoned|no need (?:to|for)|(?:don'?t|doesn'?t|didn'?t|needn'?t) (?:need|have) to (?:come|go|be|show)|needn'?t|too late (?:now|for)|count me out|some other life|fell apart|not on speaking terms|(?:had|having) a (?:huge |big )?(?:fight|row|falling.?out)|double.?booked|rather (?:stay|not)|stay(?:ing)? (?:in|home|put)",
  'разругал\\p{L}*|поссорил\\p{L}*|расстал\\p{L}*|слегл?[аои]?|можно не (?:приход|ех|ид)\\p{L}*|(?:больше )?не (?:надо|нужно|над|нужен|нужна)|без меня|накрыл\\p{L}*|медным тазом|сижу дома|мимо|никуда не (?:ид|ед|лет|пой)\\p{L}*',
  'посварил\\p{L}*|розійшл\\p{L}*|злягл?[аио]?|можна не (?:приход|йти|їхати)|не (?:треба|потрібно)|без мене|сиджу вдома',
  'lassen (?:wir )?das|lass\\p{L}* (?:es|das) (?:sein|bleiben)|zerschlagen|schenk\\p{L}* (?:mir|uns)|spar\\p{L}* (?:mir|uns)|muss (?:da )?(?:nicht|nimmer) mehr|nicht mehr (?:hin|nötig)|brauch\\p{L}* (?:nicht|nimmer)|verkracht|zerstritten|getrennt|liegt (?:flach|im bett)|wird nichts|blas\\p{L}* .{0,15}ab|abgewunken|abgemeldet',
  'se fastidi[óo]|se jodi[óo]|se fue al traste|lo dejamos|lo dejo|no hace falta|mejor no|paso de|nos peleamos|discutimos|est[áa] en cama|quit(?:ó|aron)|se acab[óo]|al garete',
  "saut(?:e|é|er)|à l'eau|pas la peine|plus la peine|laisse tomber|on laisse|on s'est (?:disputé|fâché|engueulé)s?|au lit|tant pis|on remet|mort(?:e)? dans l'œuf|passe mon tour",
  'a monte|in fumo|non serve|non (?:c.è )?bisogno|lasciamo (?:perdere|stare)|lascio perdere|abbiamo litigato|a letto|meglio di no|passo',
  'por água abaixo|nem preciso|não preciso|deixa pra lá|deixamos|brigamos|de cama|melhor não|tô fora|já era',
]);
