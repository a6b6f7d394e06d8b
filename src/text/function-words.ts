/** The languages whose words are stemmed. */
export const stemmedLanguages = ['en', 'ru', 'de', 'es', 'fr', 'it', 'pt', 'uk'] as const;
export type StemmedLanguage = (typeof stemmedLanguages)[number];

/**
 * Words that bind sentences together and say nothing about what they are about: pronouns, articles, prepositions,
 * auxiliary verbs, question words. In small letters, apostrophes as `'`, Russian without `ё`. Adjectives, nouns and full
 * verbs are left out on purpose: in a chat they carry the topic. They also tell the languages apart.
 */
export const functionWords: Readonly<Record<StemmedLanguage, ReadonlySet<string>>> = {
  en: words(
    "a about above after again all also am an and any are aren't as at be because been before being below between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each few for from further had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him himself his how i i'd i'll i'm i've if in into is isn't it it's its itself let's may me might more most mustn't my myself no nor not of off on once only or other ought our ours ourselves out over own same shall she she'd she'll she's should shouldn't so some such than that that's the their theirs them themselves then there there's these they they'd they'll they're they've this those through to too under until up upon us very was wasn't we we'd we'll we're we've were weren't what what's when when's where where's which while who who's whom whose why why's will with won't would wouldn't you you'd you'll you're you've your yours yourself yourselves im ive dont didnt doesnt cant wont isnt wasnt thats whats youre got get gonna wanna yeah oh ok okay hey hi lol",
  ),
  ru: words(
    'и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще нет о об из ему теперь когда даже ну вдруг ли если уже или ни быть был него до вас нибудь опять уж вам ведь там потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб чтобы без будто чего раз тоже себе под будет ж тогда кто этот того потому этого какой какая какое какие совсем ним здесь этом один почти мой моя мое мои моей моего моем твой твоя твое твои твоей тем нее сейчас были куда зачем всех никогда можно при наконец два другой хоть после над больше тот через эти нас про всего них эта это этой эту много разве три впрочем хорошо свою своей свой свои перед иногда лучше чуть том нельзя такой такая такие им более всегда конечно всю между ага ой ок ко тебе нам вами нами мной тобой сколько почему нее',
  ),
  de: words(
    'aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bin bis bist da dabei damit dann das dass daß dein deine deinem deinen deiner dem den denn der des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch euer eure für gegen gewesen hab habe haben hast hat hatte hatten hattest hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jene jetzt kann kannst kein keine keinem keinen keiner können könnte mal man manche mein meine meinem meinen meiner mich mir mit muss musste nach nicht nichts noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner selbst sich sie sind so solche soll sollte sondern sonst über um und uns unser unsere unter viel vom von vor während war waren warst was weg weil weiter welche welchem welchen welcher welches wem wen wenn wer werde werden wie wieder will wir wird wirst wo wohin woher wollen wollte würde würden zu zum zur zwar zwischen naja ok okay hallo',
  ),
  es: words(
    'a al algo alguien algún alguna algunas alguno algunos ante antes aquel aquella aquello aquí ahí allí así aun aún aunque bien cada casi como cómo con contra cosa cual cuál cuales cuando cuándo cuanto cuánto de del desde donde dónde durante e el él ella ellas ellos en entre era eran eras eres es esa esas ese eso esos esta está estaba estaban están estar estas estás este esto estos estoy fue fueron fui ha había habían han has hasta hay he hemos la las le les lo los más me mi mí mis mucho muchos muy nada ni no nos nosotros nuestra nuestro o os otra otro otros para pero poco por porque pues que qué quien quién quienes se sea ser si sí sido siempre sin sobre sólo solo son soy su sus también tampoco tan tanto te tenía tengo tiene tienen tienes ti toda todas todo todos tu tú tus un una unas uno unos va vamos voy y ya yo hola vale',
  ),
  fr: words(
    "à ai aie aient ainsi alors après as au aucun aura aussi autre autres aux avais avait avant avec avez avoir avons c ça car ce ceci cela celle celui ces cet cette ceux chez ci comme comment d dans de des du depuis dès donc dont elle elles en encore entre es est et étaient étais était été être eu eux fait il ils j je l la là le les leur leurs lui m ma mais me même mes moi moins mon n ne ni nos notre nous on ont ou où par parce pas pendant peu peut plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se sera ses si son sont sous sur t ta te tes toi ton tous tout toute toutes très trop tu un une va vais vas vers voici voilà vos votre vous y oui non c'est j'ai d'un d'une qu'il qu'elle n'est t'as bonjour salut",
  ),
  it: words(
    "a abbia abbiamo ad agli ai al alla alle allo altri altro anche ancora avere aveva avevano avevi avevo avete c che chi ci ciò come con contro cosa così cui da dagli dai dal dalla dalle dallo degli dei del della delle dello dentro di dopo dove dunque e è ed era erano eri ero essere fa fino fra già gli ha hai hanno ho i il in io l la le lei li lo loro lui ma me mentre mi mia mie miei mio molto ne negli nei nel nella nelle nello no noi non nostra nostro o ogni oppure perché per però più poco poi prima può qua quale quali quando quanto quella quelle quelli quello questa queste questi questo qui sarà se sei sempre senza si sia siamo siete solo sono sopra sta stata stato stati su sua sue sugli sui sul sulla suo suoi te ti tra troppo tu tua tue tuo tuoi tutta tutte tutti tutto un una uno va vi voi vostra vostro ciao sì c'è",
  ),
  pt: words(
    'a à ao aos aquela aquele aquilo as às até bem cada com como da das de dela dele deles depois do dos e é ela elas ele eles em então entre era eram essa essas esse esses esta está estão estas estava estavam este estes estou eu foi foram fui há isso isto já la lá lhe lhes lo mais mas me mesmo meu meus minha minhas muito muitos na nas não nao nem no nos nós nossa nosso num numa o os ou onde para pela pelas pelo pelos per pois por porque pra pro quais qual quando quanto que quê quem se sem ser será seu seus só sobre sou sua suas também tambem te tem têm tenho ter teu tinha tu tua tudo um uma umas uns vai vamos você voce vocês vou oi olá sim aqui ali ainda onde dele teve tive',
  ),
  uk: words(
    'а або авжеж адже аж але б без би бо був була були було бути в вам вами вас весь вже ви від він вона вони воно все всі всіх вся де десь для до є ж же з за завжди зі і із її їй їм їх й його йому коли ледь лише мене мені ми між мій мною моє моєї мої моїх моя моєму на навіть над нам нами нас наче наш наша наше не немає нема нею ним ними них ні ніби ніщо ну нього о об ось от отже під по поки про після саме свій своє свої своєї своя себе собі так така такий такі також твій твоє твоєї твої твоя та там те тебе теж ти тим ті тільки то тобі тобою тоді той тому тут у хіба хоч хто це цей ці цього цьому ця чи чого чому чия ще що щоб щось я як яка який яке які якого якій скільки куди звідки дуже треба можна може зараз знову привіт',
  ),
};

/** With and without accents: in chats they are often left out. */
function words(list: string): ReadonlySet<string> {
  const all = list.split(' ');
  return new Set([
    ...all,
    ...all.map((word) =>
      word
        .normalize('NFD')
        .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
        .normalize('NFC'),
    ),
  ]);
}
