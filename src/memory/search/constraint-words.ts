import type { StemmedLanguage } from '../../text/function-words.js';

/** What somebody may propose, and the words of what may stand against it. */
export type ConstraintRow = readonly [proposed: string, standsAgainst: string];

/** Food, drink, body and heights, water, flying, money, sleep, crowds: in each language in this order. Written for this program. */
export const constraintWords: Readonly<Record<StemmedLanguage, readonly ConstraintRow[]>> = {
  en: [
    [
      'bake baking cake cook cooking dinner lunch breakfast brunch recipe restaurant eat eating food snack pizza burger sushi dessert cookies meal barbecue picnic groceries chocolate ice-cream cafe',
      'allergic allergy allergies intolerant intolerance vegan vegetarian gluten lactose diet diabetic diabetes halal kosher celiac fasting',
    ],
    [
      'wine beer bar pub drinks drink cocktail toast champagne whisky tasting',
      'sober sobriety alcohol alcoholic',
    ],
    [
      'run running gym jogging marathon dance dancing ski skiing football hike hiking climb climbing mountain tower roof ladder bungee trampoline',
      'injury injured knee asthma pregnant surgery vertigo heights wheelchair',
    ],
    [
      'beach pool lake sea boat sailing surf surfing dive diving ferry cruise',
      'swim drown seasick seasickness',
    ],
    ['fly flight plane airport vacation holiday abroad travel', 'flying passport visa'],
    [
      'buy shopping gift present tickets concert trip vacation expensive upgrade',
      'broke debt debts saving savings afford budget unemployed',
    ],
    ['coffee espresso early late night', 'insomnia caffeine shift shifts'],
    ['concert festival party crowd club stadium karaoke stage', 'crowds anxiety panic introvert'],
  ],
  de: [
    [
      'backen kuchen kochen abendessen mittagessen frühstück rezept restaurant essen pizza nachtisch kekse grillen picknick schokolade eis',
      'allergisch allergie unverträglichkeit vegan veganer veganerin vegetarier vegetarierin gluten laktose diät diabetes diabetiker halal koscher',
    ],
    ['wein bier bar kneipe trinken cocktail sekt anstoßen', 'trocken nüchtern alkohol'],
    [
      'laufen joggen fitnessstudio marathon tanzen skifahren fußball wandern klettern berg turm dach leiter',
      'verletzung verletzt knie asthma schwanger operation höhenangst schwindel rollstuhl',
    ],
    ['strand schwimmbad see meer boot segeln surfen tauchen fähre', 'schwimmen ertrinken seekrank'],
    ['fliegen flug flugzeug flughafen urlaub ausland reise', 'flugangst pass visum'],
    [
      'kaufen einkaufen geschenk karten konzert reise urlaub teuer',
      'pleite schulden sparen leisten arbeitslos',
    ],
    ['kaffee espresso früh spät nacht', 'schlaflosigkeit koffein schicht nachtschicht'],
    ['konzert festival party club stadion bühne', 'menschenmengen angst panik introvertiert'],
  ],
  es: [
    [
      'hornear pastel cocinar cena almuerzo desayuno receta restaurante comer comida pizza postre galletas barbacoa picnic chocolate helado',
      'alérgico alérgica alergia intolerante vegano vegana vegetariano vegetariana gluten lactosa dieta diabético diabética diabetes celíaco celíaca',
    ],
    ['vino cerveza bar copas beber cóctel brindar', 'sobrio sobria alcohol'],
    [
      'correr gimnasio maratón bailar esquiar fútbol senderismo escalar montaña torre',
      'lesión lesionado lesionada rodilla asma embarazada operación vértigo alturas',
    ],
    ['playa piscina lago mar barco vela surf bucear', 'nadar ahogarse mareo'],
    ['volar vuelo avión aeropuerto vacaciones viaje', 'pasaporte visado'],
    ['comprar regalo entradas concierto viaje vacaciones caro', 'deuda deudas ahorrar ahorrando paro'],
    ['café temprano noche', 'insomnio cafeína turno turnos'],
    ['concierto festival fiesta discoteca estadio', 'multitudes ansiedad pánico'],
  ],
  fr: [
    [
      'gâteau cuisiner dîner déjeuner recette restaurant manger repas pizza dessert biscuits barbecue chocolat glace',
      'allergique allergie intolérante intolérant végane végétarien végétarienne gluten lactose régime diabétique diabète halal casher',
    ],
    ['vin bière bar boire verre cocktail champagne', 'sobre alcool'],
    [
      'courir gym marathon danser ski football randonnée grimper escalade montagne tour',
      'blessure blessée blessé genou asthme enceinte opération vertige',
    ],
    ['plage piscine lac mer bateau voile surf plongée', 'nager noyer mer'],
    ['voler vol avion aéroport vacances voyage', 'passeport visa'],
    ['acheter cadeau billets concert voyage vacances cher', 'dettes dette économiser chômage fauchée fauché'],
    ['café tôt nuit', 'insomnie caféine'],
    ['concert festival fête boîte stade', 'foule foules angoisse panique'],
  ],
  it: [
    [
      'torta cucinare cena pranzo colazione ricetta ristorante mangiare cibo pizza dolce biscotti grigliata cioccolato gelato',
      'allergico allergica allergia intollerante vegano vegana vegetariano vegetariana glutine lattosio dieta diabetico diabetica diabete celiaco celiaca',
    ],
    ['vino birra bar bere cocktail brindare', 'sobrio sobria alcol'],
    [
      'correre palestra maratona ballare sciare calcio escursione arrampicata montagna torre',
      'infortunio ginocchio asma incinta operazione vertigini',
    ],
    ['spiaggia piscina lago mare barca vela surf', 'nuotare annegare'],
    ['volare volo aereo aeroporto vacanza viaggio', 'passaporto visto'],
    [
      'comprare regalo biglietti concerto viaggio vacanza caro',
      'debiti debito risparmiare risparmiando disoccupato disoccupata',
    ],
    ['caffè presto notte', 'insonnia caffeina'],
    ['concerto festival festa discoteca stadio', 'folla ansia panico'],
  ],
  pt: [
    [
      'bolo cozinhar jantar almoço receita restaurante comer comida pizza sobremesa biscoitos churrasco chocolate sorvete gelado',
      'alérgico alérgica alergia intolerante vegano vegana vegetariano vegetariana glúten lactose dieta diabético diabética diabetes celíaco celíaca',
    ],
    ['vinho cerveja bar beber coquetel brindar', 'sóbrio sóbria álcool'],
    [
      'correr academia ginásio maratona dançar esquiar futebol trilha escalar montanha torre',
      'lesão joelho asma grávida cirurgia vertigem alturas',
    ],
    ['praia piscina lago mar barco vela surfe', 'nadar afogar enjoo'],
    ['voar voo avião aeroporto férias viagem', 'passaporte visto'],
    [
      'comprar presente ingressos concerto show viagem férias caro',
      'dívida dívidas economizar poupar desempregado desempregada',
    ],
    ['café cedo noite', 'insônia insónia cafeína turno'],
    ['concerto show festival festa discoteca estádio', 'multidões ansiedade pânico'],
  ],
  ru: [
    [
      'печь испечь торт готовить приготовить ужин обед завтрак рецепт ресторан кафе есть поесть еда пицца десерт печенье пирог шашлык шоколад мороженое',
      'аллергия аллергик непереносимость веган вегетарианец вегетарианка глютен лактоза диета диабет диабетик халяль пост',
    ],
    ['вино пиво бар выпить пить коктейль шампанское', 'трезвый трезвая алкоголь завязал завязала'],
    [
      'бегать бег спортзал марафон танцевать танцы лыжи футбол поход горы гора башня крыша',
      'травма колено астма беременна операция высота высоты головокружение',
    ],
    ['пляж бассейн озеро море лодка яхта серфинг дайвинг', 'плавать утонуть укачивает'],
    ['лететь полёт полет самолёт самолет аэропорт отпуск поездка', 'летать паспорт виза'],
    [
      'купить подарок билеты концерт поездка отпуск дорого',
      'долг долги коплю экономлю безработный безработная денег',
    ],
    ['кофе рано ночью', 'бессонница кофеин смена смены'],
    ['концерт фестиваль вечеринка клуб стадион', 'толпа толпы тревожность паника'],
  ],
  uk: [
    [
      'пекти торт готувати вечеря обід сніданок рецепт ресторан кафе їсти їжа піца десерт печиво пиріг шашлик шоколад морозиво',
      'алергія алергік непереносимість веган вегетаріанець вегетаріанка глютен лактоза дієта діабет діабетик',
    ],
    ['вино пиво бар випити пити коктейль шампанське', 'тверезий твереза алкоголь'],
    [
      'бігати спортзал марафон танцювати лижі футбол похід гори гора вежа дах',
      'травма коліно астма вагітна операція висота висоти запаморочення',
    ],
    ['пляж басейн озеро море човен яхта серфінг', 'плавати потонути заколисує'],
    ['летіти політ літак аеропорт відпустка подорож', 'літати паспорт віза'],
    [
      'купити подарунок квитки концерт подорож відпустка дорого',
      'борг борги економлю безробітний безробітна',
    ],
    ['кава рано вночі', 'безсоння кофеїн зміна'],
    ['концерт фестиваль вечірка клуб стадіон', 'натовп тривожність паніка'],
  ],
};
