/**
 * Words that carry manner and not matter: articles, pronouns, prepositions, conjunctions, auxiliaries, particles,
 * adverbs of degree and doubt, interjections, and forms of address. Names and topics are not among them, so a score over
 * these words cannot tell a character by what it talks about. Lists by language, written for this program.
 */
const lists: Readonly<Record<string, string>> = {
  en:
    'a an the this that these those some any each every no none all both few many much more most less least other another such same own ' +
    'i you he she it we they me him her us them my your his its our their mine yours hers ours theirs myself yourself himself herself itself ourselves themselves oneself someone somebody something anyone anybody anything everyone everybody everything nobody nothing who whom whose which what whoever whatever whichever ' +
    'and or but nor so yet for if then else though although because since unless until while whereas whether as than like lest ' +
    'in on at by to of from with without within into onto upon over under above below between among amongst through during before after about against around across along behind beyond beside besides near off out up down toward towards despite except per via ' +
    'am is are was were be been being do does did done doing have has had having can could will would shall should may might must ought need dare used cannot ' +
    'not never ever always often sometimes usually rarely seldom again still already just only even also too either neither rather quite very really truly pretty almost enough perhaps maybe possibly probably certainly surely indeed actually basically honestly simply merely especially particularly ultimately however therefore thus hence moreover furthermore otherwise instead meanwhile nevertheless nonetheless anyway somehow somewhat here there where when why how now once twice soon later ago today tonight away back together apart ahead forth absolutely definitely totally completely exactly literally obviously clearly frankly sadly luckily fortunately unfortunately ' +
    "i'm i've i'll i'd you're you've you'll you'd he's he'd he'll she's she'd she'll it's it'd it'll we're we've we'll we'd they're they've they'll they'd that's that'll there's here's what's who's where's how's let's don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't mustn't haven't hasn't hadn't ain't y'all gonna wanna gotta kinda sorta lemme gimme dunno 'cause cause cuz 'em em ya yer ma'am im ive dont cant u ur " +
    'oh ah aw eh hey hi hello hm hmm huh ha haha heh ooh uh um wow well yeah yes yep yup nah nope okay ok alright right sure please thanks thank sorry damn hell gosh god heck shit crap fuck fucking goddamn bloody darn yo man dude buddy pal bro mate friend friends folks guys boy girl son sir madam lady gentlemen gentleman dear darling love baby honey sweetheart sweetie kid kiddo partner ' +
    'get gets got gotten getting go goes going gone went make makes made making take takes took taken let want wanted wants know knows knew known think thought thinks mean means meant guess suppose reckon say says said see seen saw look listen tell told come came give gave keep kept put thing things stuff way lot lots bit kind sort little big good great nice bad',
  ru:
    'и а но или либо да же ли бы б ведь вот вон ну уж то что чтобы чтоб как когда если пока хотя потому поэтому зато так тоже также будто словно раз ' +
    'в во на с со к ко у о об обо от ото до из изо за по под над при про для без через между перед среди около кроме после ради ' +
    'я ты он она оно мы вы они меня мне мной тебя тебе тобой его ему им её ей ею нас нам нами вас вам вами их ими себя себе собой мой моя моё мои твой твоя твоё твои наш наша наше наши ваш ваша ваше ваши свой своя своё свои это этот эта эти тот та те того тому этого этому всё все весь вся сам сама само сами кто кого кому что чего чему чем какой какая какое какие такой такая такое такие который которая которые чей никто ничто ничего никого кто-то что-то кто-нибудь что-нибудь где куда откуда зачем почему сколько там тут здесь туда сюда тогда сейчас теперь потом уже ещё опять снова всегда никогда иногда часто редко ' +
    'не ни нет да ага угу неа быть был была было были есть буду будет будешь будем будут мочь могу можешь может можем можно нельзя надо нужно должен должна хочу хочешь хочет хотел хотела знаю знаешь знает думаю думаешь кажется наверное наверно может пожалуй конечно разве неужели именно просто только лишь даже прям прямо очень слишком совсем почти довольно достаточно вообще типа короче собственно кстати впрочем правда честно например значит вроде как-то что-ли чуть немного много мало больше меньше лучше хуже ' +
    'привет пока спасибо пожалуйста извини прости ладно хорошо ок окей ой ах эх ух ого хм мм эй ух ты блин чёрт хаха ахаха хех лол друг подруга дружище дорогой дорогая милый милая солнце брат братан старик дело вещь штука всякий',
  uk: 'і й та а але або чи ж бо що щоб як коли якщо поки хоча тому так теж також у в на з із до від за по під над при про для без через між я ти він вона воно ми ви вони мене мені тебе тобі його йому її їй нас нам вас вам їх їм себе мій моя моє мої твій твоя свій своя це цей ця ці той та те ті все всі хто що де куди чому там тут тоді зараз потім вже ще знову завжди ніколи не ні так є був була було були буде можна треба дуже просто тільки навіть мабуть звичайно ну ой ох привіт дякую',
  de: 'der die das den dem des ein eine einen einem einer eines kein keine keinen und oder aber denn sondern doch weil dass wenn ob als wie obwohl während damit bis in im an am auf aus bei mit nach seit von vom zu zum zur über unter vor hinter neben zwischen durch für gegen ohne um ich du er sie es wir ihr mich dich ihn uns euch mir dir ihm ihnen mein meine dein deine sein seine unser euer dieser diese dieses jener man jemand niemand etwas nichts alles wer was wo wann warum wieso welche nicht nie immer oft manchmal wieder noch schon nur auch sehr ganz gar mal ja nein doch eben halt eigentlich vielleicht wohl wirklich ziemlich etwa genau natürlich leider hier dort da jetzt dann heute ist sind war waren bin bist sein habe hast hat hatte haben werde wird werden wurde kann kannst können konnte muss müssen soll will wollen darf mag möchte hallo danke bitte ach oh na tja hm naja okay',
  es: 'el la los las un una unos unas lo al del y e o u pero sino porque que si cuando como aunque mientras pues en a de con sin por para sobre entre hasta desde hacia según contra yo tú tu él ella ello nosotros vosotros ellos ellas usted ustedes me te se nos os le les mi mis tus su sus nuestro este esta esto estos estas ese esa eso aquel quien qué cuál dónde cuándo cómo nadie nada algo alguien todo todos cada otro mismo no sí nunca siempre ya aún todavía también tampoco muy más menos tan tanto casi solo sólo quizás tal vez bien mal aquí allí ahora luego entonces hoy es son era fue ser estar está estoy están ha he has han había hay puede puedo tengo tiene quiero va voy vamos hola gracias bueno pues oye mira vale claro ay oh ah vaya',
  fr: "le la les un une des du de d' l' et ou mais donc car ni que qui quoi dont où si quand comme lorsque puisque à au aux en dans sur sous avec sans pour par chez vers entre depuis pendant je j' tu il elle on nous vous ils elles me m' te t' se s' lui leur moi toi mon ma mes ton ta tes son sa ses notre nos votre vos ce c' cet cette ces cela ça rien personne quelque chose tout tous toute chaque autre même ne n' pas plus jamais toujours souvent encore déjà aussi très trop assez bien mal peu beaucoup peut-être vraiment presque seulement ici là maintenant alors puis hier est sont suis es était être ai as a ont avait avoir peux peut faut veux va vais fait bonjour salut merci ben bah oh ah hein quoi voilà bon oui non",
  it: 'il lo la i gli le un uno una di a da in con su per tra fra del della dei al alla nel nella sul e ed o ma però perché che se quando come mentre anche io tu lui lei noi voi loro mi ti si ci vi ne me te mio mia tuo tua suo sua nostro questo questa quello quella chi cosa dove niente nulla qualcosa qualcuno tutto tutti ogni altro stesso non sì no mai sempre spesso già ancora molto più meno tanto troppo quasi solo forse bene male qui qua lì là ora poi allora oggi è sono sei era essere ho hai ha hanno avere posso può devo voglio va vado ciao grazie beh dai ecco insomma boh oh ah eh',
  pt: 'o a os as um uma de do da dos das em no na nos nas por pelo pela para com sem sobre entre até desde e ou mas porém porque que se quando como embora eu tu você ele ela nós vocês eles elas me te se lhe meu minha teu tua seu sua nosso este esta isto esse essa isso aquele quem qual onde nada algo alguém ninguém tudo todos cada outro mesmo não sim nunca sempre já ainda também muito mais menos tão quase só talvez bem mal aqui ali lá agora depois então hoje é são era foi ser estar está estou tem tenho tinha há pode posso quero vou vai olá oi obrigado obrigada bom né pois ah oh ai',
};

/** Particles of scripts without spaces: looked for one by one. */
const particles = new Set(
  '的了吗嗎呢吧啊呀嘛哦哈嗯啦喔就也都还還很太不没沒是在有我你他她它们們这這那はがをにでともねよわぞさかのへやなんだです',
);

/** Tells the words of manner. In a language without a list, words of up to three letters stand in for one. */
export type IsStyleWord = (word: string) => boolean;

/** `languages` are BCP 47 codes; `ё` counts as `е`. */
export function styleWords(languages: readonly string[]): IsStyleWord {
  const known = languages.map((code) => lists[code.slice(0, 2).toLowerCase()]);
  const words = new Set(known.flatMap((list) => list?.replaceAll('ё', 'е').split(' ') ?? []));
  const isListed = known.length > 0 && known.every((list) => list !== undefined);
  return isListed
    ? (word) => words.has(word)
    : (word) => words.has(word) || ([...word].length <= 3 && !isUnspaced(word));
}

export const isUnspaced = (word: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word);

export function particlesIn(word: string): readonly string[] {
  return [...word].filter((sign) => particles.has(sign));
}
