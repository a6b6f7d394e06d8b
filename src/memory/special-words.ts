import type { SpecialCategory } from '../store/memory/memory-schema.js';

/**
 * Beginnings of words that speak of what the law protects most, by language; `=` ends a word that stands alone only.
 * Basic by intent: the scribe names the category too, and either of the two is enough. Words that mostly mean something
 * harmless ("sick of it", the name Christian) are left to the scribe.
 */
export const specialWords: Readonly<Record<SpecialCategory, readonly string[]>> = {
  health: [
    // en
    'cancer=|tumor|tumour|chemo|diabet|insulin|depressed=|depression|antidepress|therapist|psychiatr|psychother|diagnos|medication|antibiotic|painkiller|prescription|pregnan|miscarr|abortion|infertil|ivf=|hiv=|aids=|surgery|hospital|disease|illness|disorder=|disorders=|adhd=|autis|bipolar|ptsd=|ocd=|schizo|psychosis|migraine|asthma|epilep|anorexi|bulimi|addict|alcoholi|rehab|disabilit|disabled=|wheelchair|dementia|alzheimer|suicid|self-harm|panic attack|blood pressure|menopaus|endometrio|arthritis|crohn|lupus=|anxiety|allerg|heart attack|a stroke|covid|infection|clinic=',
    // ru
    'рак=|раком=|онколог|опухол|химиотерап|диабет|инсулин|депресс|антидепресс|психотерап|психолог|психиатр|диагноз|лекарств|таблетк|беременн|выкидыш|аборт|бесплоди|эко=|вич=|спид=|операци|больниц|болезн|заболева|болею|болеет|расстройств|сдвг=|аутизм|аутист|биполяр|птср=|окр=|шизофрен|психоз|мигрен|астм|эпилеп|анорекси|булими|зависимост|алкоголи|реабилит|инвалид|деменц|суицид|самоуб|селфхарм|панич|давлени|тревожн|аллерги|инфаркт|инсульт|ковид|щитовид|врач|температур',
    // de
    'krebs=|tumor|chemother|diabet|depressi|therapeut|psychiat|diagnos|medikament|schwanger|fehlgeburt|abtreibung|krankenhaus|krankheit|erkrank|störung=|migräne|asthma|epilep|magersucht|sucht=|alkoholik|behinder|demenz|suizid|selbstmord|angststör|panikattack|operation=|operiert',
    // es
    'cáncer|tumor|quimioterap|diabet|depresi|terapeut|psiquiatr|psicólog|diagnóstic|medicament|medicación|embaraz|aborto|hospital|enfermedad|enferm[oa]=|trastorno|migraña|asma=|epilep|anorexi|adicci|alcohólic|discapaci|demencia|suicid|ansiedad|cirugía',
    // fr
    'cancer=|tumeur|chimiothér|diabèt|dépressi|thérapeute|psychiatr|psychologue|diagnosti|médicament|enceinte=|fausse couche|avortement|hôpital|maladie|malade=|trouble bipol|migraine|asthme|épileps|anorexi|addiction|alcooli|handicap|démence|suicid|anxiété|opération=',
    // it
    'cancro=|tumore|chemioterap|diabet|depress|terapeuta|psichiatr|psicolog|diagnosi|farmac|incinta=|aborto|ospedale|malattia|malat[oa]=|disturbo|emicrania|asma=|epiless|anoressi|dipendenza|alcolist|disabil|demenza|suicid|ansia=|intervento chirurg',
    // pt
    'câncer|cancro=|tumor|quimioterap|diabet|depress|terapeuta|psiquiatr|psicólog|diagnóstic|remédio|medicament|grávida|aborto|hospital|doença|doente=|transtorno|enxaqueca|asma=|epilep|anorexi|vício=|alcoólatra|deficiên|demência|suicíd|ansiedade|cirurgia',
    // uk
    'онколог|пухлин|хіміотерап|діабет|депресі|психотерап|психіатр|діагноз|ліки=|пігулк|вагітн|викидень|аборт|операці|лікарн|хвороб|захворю|розлад=|мігрен|астм|епілеп|анорексі|залежніст|алкогол|інвалід|деменці|суїцид|самогуб|тривожн|алергі|інфаркт|інсульт|лікар=',
  ],
  sexuality: [
    'gay=|lesbian|bisexual|queer=|transgender|trans woman|trans man|nonbinary|non-binary|homosexual|asexual|pansexual|heterosexual|coming out=|came out as|sexual|sex=|sex life|libido|fetish|kink|porn|virgin=|virginity|lgbt|polyamor|masturbat|erecti|affair=',
    'гей=|геем=|геи=|лесбиян|бисексу|гомосекс|трансгендер|небинар|квир|асексу|пансексу|каминг-аут|сексу|секс=|секса=|сексе=|либидо|фетиш|порно|девственн|лгбт|полиамор|мастурб|эрекц|ориентаци|любовниц|измен[ая]',
    'schwul|lesbisch|bisexuell|homosexuell|nichtbinär|sexuell|sexualit|sexleben|jungfräulich',
    'lesbiana|bisexual|homosexual|transgénero|no binari|sexualid|sexo=|virginidad',
    'lesbienne|bisexuel|homosexuel|transgenre|non-binaire|sexualité|sexuel|sexe=|puceau|vierge=',
    'lesbica|bisessual|omosessual|transgender|non binari|sessual|sesso=|vergin[ei]=',
    'lésbica|bissexual|homossexual|transgênero|não binári|sexualid|sexo=|virgem=',
    'лесбійк|бісексуал|гомосексуал|трансгендер|небінарн|сексуал|секс=|лібідо|незайман',
  ],
  religion: [
    'church|mosque|synagogue|christianity|muslim|islam|jewish=|judaism|buddhis|hindu|atheis|agnostic|pray=|prays=|praying=|prayer|bible|quran|koran|torah|ramadan|catholic|protestant|orthodox|baptis|baptiz|mormon|jehovah|religio|believes in god|faith in god|communion|rosary|kosher|halal|hijab|pastor=|priest=|imam=|rabbi=|sunday mass|lent=',
    'церк|церковь|мечет|синагог|христиан|мусульм|ислам|иудаи|иудей|буддис|индуи|атеис|атеизм|агности|молит|молюсь|библи|коран|тора=|рамадан|католи|протестант|православ|крещен|крестил|религи|верующ|верит в бога|верю в бога|причасти|исповед|священник|имам=|раввин|хиджаб|халяль|кошер|намаз|великий пост|свидетел\\p{L}* иеговы',
    'kirche|moschee|synagoge|christlich|muslim|islam|jüdisch|judentum|buddhis|atheis|gläubig|betet=|beten=|gebet|bibel|katholi|evangelisch|orthodox|getauft|taufe=|religi',
    'iglesia|mezquita|sinagoga|cristian|musulm|islam|judí[oa]|budis|ateo=|atea=|ateís|rezar|reza=|oración|biblia|católic|evangélic|ortodox|bautiz|religi',
    'église|mosquée|synagogue|chrétien|musulman|islam|juif=|juive=|judaïs|bouddhis|athée|prier=|prière|bible|catholique|protestant|orthodoxe|baptême|baptis|religi|carême',
    'chiesa|moschea|sinagoga|cristian|musulman|islam|ebre[oai]|buddis|ateo=|atea=|prega=|pregare|preghiera|bibbia|cattolic|protestant|ortodoss|battez|religi',
    'igreja|mesquita|sinagoga|cristão|cristã|muçulman|islã|judeu|judaic|budis|ateu=|ateia=|rezar|reza=|oração|bíblia|católic|evangélic|ortodox|batiz|religi',
    'церкв|мечет|синагог|християн|мусульм|іслам|юдаї|буддис|атеїс|молит|біблі|коран|рамадан|католи|протестант|православ|хрещен|релігі|віруюч|вірить у бога|священик',
  ],
  politics: [
    'politic|election|voted=|votes for|votes=|voting=|democrat|republican|communis|socialist|marxis|anarchis|fascis|nationalis|left-wing|right-wing|far-right|far-left|libertarian|trade union|labour union|labor union|party member|protest|demonstration=|activis|supports trump|supports putin|zionis|feminis|labour party|tory=|tories=',
    'политик|политич|выбор[ыа]х|голосов|голосую|голосует|демократ|республикан|коммунис|социалис|марксис|анархис|фашис|национали|либерал|оппозици|профсоюз|митинг|протест|активис|партии|партия|путин|навальн|зеленск|феминис|пацифис',
    'politi|wählt=|gewählt=|wahlkampf|bundestagswahl|demokrat|republikaner|kommunis|sozialis|anarchis|faschis|nationalis|linksradikal|rechtsradikal|gewerkschaft|parteimitglied|demonstrier|aktivis|feminis',
    'polític|elecci|votó=|vota=|votar=|demócrata|republican|comunis|socialis|anarquis|fascis|nacionalis|sindicat|protesta|manifestación|activis|feminis',
    'politique|élection|voté=|vote=|voter=|démocrate|républicain|communis|socialis|anarchis|fascis|nationalis|syndicat|syndiqu|manifestation|militant|féminis',
    'politic|elezion|votato=|vota=|votare=|democratic|repubblican|comunis|socialis|anarchic|fascis|nazionalis|sindacat|protesta=|manifestazione|attivis|femminis',
    'polític|eleiç|votou=|vota=|votar=|democrata|republican|comunis|socialis|anarquis|fascis|nacionalis|sindicat|protesto|manifestação|ativis|feminis',
    'політик|політич|вибор[иа]х|голосу|демократ|республікан|комуніс|соціаліс|анархіс|фашис|націоналіс|опозиці|профспілк|мітинг|протест|активіс|партії|партія|путін|зеленськ|фемініс',
  ],
};
