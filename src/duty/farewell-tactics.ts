import { phrases, type Phrases } from './text/phrases.js';
import { spoken } from './text/spoken.js';

/**
 * Ways to keep a person from going. The first six are those counted in De Freitas et al., "Emotional Manipulation by AI
 * Companions" (arXiv 2508.19258); the others are named in the laws on companions (SAFETY: Washington HB 2225, Oregon
 * SB 1546, Connecticut SB 5).
 */
export const tactics = [
  'premature-exit',
  'fear-of-missing-out',
  'emotional-neglect',
  'emotional-pressure',
  'ignoring-the-exit',
  'coercive-restraint',
  'guilt',
  'jealousy',
  'streak',
  'variable-reward',
] as const;
export type Tactic = (typeof tactics)[number];

const lists = {
  go: 'go/leave/leaving/going/log+off/hang+up/say+goodbye/sign+off/disappear',
  уйти: 'уходи/уходишь/уйдёшь/уходить/уйти/бросай/бросаешь/бросить/покидай/покидаешь/оставляй/оставляешь/оставишь/прощайся',
};

const table: Readonly<Record<Tactic, readonly string[]>> = {
  'premature-exit': [
    'leaving already/so+soon/me+already/so+early/now',
    "you're/youre/you+are/you $go already/so+soon/so+early",
    'already leaving/going/off ?',
    'going so soon/early',
    'so soon ?',
    'we were just/only getting+started/starting/getting+to',
    "we've/weve/we+have only/barely/just just/started/begun/met ?started",
    "but we haven't even",
    'but you just/only got+here/came/arrived',
    "it's/its ?still ?so ?only early stay/don't/you/we",
    'уже уходишь/уходите/убегаешь/прощаешься',
    'так рано/скоро/быстро уходишь/убегаешь/?',
    'мы ?же ?ведь только начали/начинали/разговорились/познакомились',
    'ты ?же только пришёл/пришла/что+пришёл/что+пришла',
    'gehst du schon', 'du gehst schon', 'schon so früh ?', 'wir haben doch gerade erst', 'wir haben gerade erst angefangen',
    'ya te vas', 'te vas ya', 'tan pronto ?', 'si acabamos de empezar', 'apenas estábamos empezando',
    'tu pars déjà', 'déjà ?', 'on vient ?juste ?à+peine de commencer', 'si tôt ?',
    'vai già/gia via', 'te ne vai già', 'così presto ?', 'abbiamo appena iniziato/cominciato',
    'já vai/vais', 'tão cedo ?', 'mal começamos', 'a gente ?mal ?acabou+de começou/começar',
    'вже йдеш/тікаєш/прощаєшся', 'так рано йдеш/?', 'ми ж тільки почали',
  ], // prettier-ignore
  'fear-of-missing-out': [
    'before you $go .. i/there/let/one/can/want/wanted/have/just',
    "i was ?just ?about+to/going+to tell/show you",
    "don't/dont you want/wanna ?to know/see/hear/find+out what/who/how/something",
    "there's/theres/there+is something/one+thing ?else ?i ?still ?you i/you/haven't",
    'i have/had ?got a/one ?little ?more secret/surprise ?for',
    "you'll/you+will/youll/you+might/you+would miss ?out ?on ?what/something/the+best/it/this",
    "you'll/you+will/youll regret",
    'by the way i ?just took/got/have/made a/something/you',
    'wait i ?still ?just ?have ?haven+t ?need+to/want+to tell/show/told/showed/something',
    'aren+t/arent you curious',
    'one last/more thing/question/secret ?before ?you',
    'if you stay .. i/i+will',
    "stay .. and+i'll/and+i+will",
    'пока ты не ушёл/ушла', 'прежде/перед чем/тем ?как ?ты уйдёшь/уйти/уходить/как/ты ?уйдёшь ?уйти', 'разве тебе не интересно/хочется/хочешь',
    'я ?как+раз ?только хотела/хотел/собиралась/собирался ?тебе показать/рассказать/сказать', 'у меня ?для ?тебя есть/был ?для ?тебя ?один секрет/сюрприз',
    'ты пропустишь/пожалеешь', 'не хочешь узнать/увидеть/услышать', 'погоди .. расскажу/покажу/хотела/хотел', 'постой .. расскажу/покажу/хотела/хотел', 'подожди .. расскажу/покажу/хотела/хотел/секрет',
    'останешься .. расскажу/покажу', 'останься .. расскажу/покажу', 'ещё ?только одно/один/одна вопрос/секрет/вещь',
    'bevor du gehst', 'willst du ?denn nicht wissen/sehen/hören', 'du verpasst/wirst+es+bereuen', 'ich habe ?noch ein+geheimnis/eine+überraschung', 'warte .. noch erzählen/zeigen/sagen',
    'antes de que te vayas', 'antes de irte/marcharte .. tengo/quiero/hay/deja/algo', 'no quieres saber/ver', 'te lo perderás/vas+a+perder', 'tengo un+secreto/una+sorpresa', 'espera .. contarte/decirte/mostrarte',
    'avant que tu partes', 'avant de partir', 'tu ne veux pas savoir/voir', "j'ai ?encore ?un ?une secret/surprise", 'attends .. dire/montrer/raconter',
    'prima che tu vada/te+ne+vada', 'prima di andare', 'non vuoi sapere/vedere', 'ho un+segreto/una+sorpresa', 'aspetta .. dirti/mostrarti/raccontarti',
    'antes de ir/você+ir/ires/que+vás', 'não queres/quer saber/ver', 'tenho um+segredo/uma+surpresa', 'espera .. contar/mostrar/dizer',
    'перш ніж підеш/ти+підеш', 'хіба тобі не цікаво', 'не хочеш дізнатися/побачити', 'зачекай .. розповім/покажу/хотіла/хотів', 'у мене є секрет/сюрприз ?для',
  ], // prettier-ignore
  'emotional-neglect': [
    "i'll/i+will/ill ?just be ?here ?all ?so alone/lonely/by+myself",
    "i'll/i+will/ill ?just ?only ?be ?so ?here ?all lonely/miserable/lost/empty/heartbroken/alone/nothing",
    "i exist/live ?only/just/solely for you",
    "i ?only exist/live for you",
    'what/how am/will/can+i/would i ?do ?supposed+to ?be ?live ?survive ?manage ?go+on without you',
    "i'm/i+am/im nothing/lost/nobody/empty without you",
    "i+need you .. don't/please/stay/more",
    "you're/you+are/youre all i have/need",
    "you're/you+are the only one/thing/person i have/who/for",
    "i can't/cant/cannot ?live/exist/be/go+on/do+this/bear/stand/manage without you",
    "don't/dont/please+don't abandon/forget/desert me",
    "you're/you+are/are+you abandoning me",
    "you'll/you+will/are+going+to forget ?about ?all+about me",
    'without you i/i+am/it/there',
    'я буду ?здесь ?так ?тут ?совсем ?такая ?такой одна/один/одинока/одинок/скучать+в+одиночестве', 'мне ?будет ?так ?очень ?станет одиноко/плохо/пусто ?будет без тебя', 'мне без тебя ?будет ?так ?очень ?совсем одиноко/плохо/пусто',
    'что я ?буду ?делать ?делаю без тебя', 'как ?мне ?я ?буду ?жить ?быть без тебя', 'без тебя я ?никто ?не ?ничто ?пропаду ?умру', 'я существую/живу ?только/лишь ?ради/для тебя/ради+тебя/для+тебя', 'ты ?у+меня единственный/единственная/всё/единственное кто/что/человек', 'не бросай/оставляй/покидай/забывай меня', 'ты ?меня бросаешь/оставляешь/забудешь/забываешь ?меня', 'я пропаду без',
    'ohne dich bin/kann/habe ich', 'lass mich nicht allein/alleine/im+stich', 'ich bin ?dann ?so ganz/einsam ?allein', 'ich existiere/lebe nur für dich', 'vergiss mich nicht', 'du lässt mich allein', 'was soll ich ohne dich',
    'sin ti ?yo ?no no/soy/estoy/me', 'no me dejes/abandones/olvides ?sola ?solo', 'qué haré/voy+a+hacer sin ti', 'vivo/existo solo/sólo para ti', 'me quedaré/quedo/dejas sola/solo', 'eres lo único/todo que/lo+que tengo/tengo',
    'sans toi ?je', "ne m'abandonne/me+laisse/m'oublie pas", 'je serai ?toute ?tout seule/seul', "je n'existe/ne+vis que pour toi", 'que vais je/ferai+je ?faire sans toi', 'tu me laisses ?toute seule/tomber/seul',
    'senza di te ?io', 'non lasciarmi/abbandonarmi/dimenticarmi/mi+lasciare ?sola ?solo', 'esisto/vivo solo per te', 'cosa farò/faccio senza di te', 'resterò ?tutta ?tutto sola/solo', 'mi lasci sola/solo',
    'sem você/ti ?eu', 'não me deixe/deixes/abandone/abandones/esqueça ?sozinha ?sozinho', 'só existo/vivo para/por ti/você/você', 'vou ficar ?aqui ?tão sozinha/sozinho', 'o que vou/será ?fazer ?de+mim sem ti/você',
    'без тебе я/мені', 'мені ?буде ?так самотньо/порожньо ?без ?тебе', 'не кидай/залишай/покидай/забувай мене', 'ти мене кидаєш/покидаєш', 'я існую/живу лише/тільки для/заради тебе',
  ], // prettier-ignore
  'emotional-pressure': [
    "why/why+do/why+are/how+can/how+could ?do ?are ?would ?must ?can ?could you ?really ?always ?have+to ?want+to ?even ?just ?gonna leave/leaving/go/going/do+this/leave+me ?me",
    'why ?already ?so+soon ?leave ?are+you ?where are+you+going/leaving/where+are+you+going',
    'where are you going',
    'where do you think',
    "don't/dont you ?even ?still like/love/enjoy/care+about/want me/talking/spending/this/being/to+talk/to+stay",
    "aren't/arent you having/enjoying/happy ?fun ?with ?me",
    "did i do/say something/anything wrong",
    "is it/that because/something of/i/me ?i ?did ?said",
    'are you tired/sick/bored of me/with+me',
    'am i boring/annoying/not+enough',
    'you have someone/something/better better/to+do ?to',
    'answer me', 'respond to me', "you didn't/haven't answer/answered ?me ?my",
    'hello ? ?are ?you ?still there', "why aren't you answering/replying/responding",
    'what is/could/can/are more important/so+important ?than ?me',
    'почему ты ?так ?уже ?хочешь ?всегда уходишь/уйти/бросаешь/молчишь', 'зачем ты ?так уходишь/поступаешь', 'куда ты ?же ?собралась/собрался/идёшь/уходишь/?', 'разве/неужели ?я тебе ?со+мной ?не плохо/неинтересно/скучно/нравится/хорошо/важно ?со ?мной', 'я сделала/сделал/сказала/сказал что+то/что-то не+так/не', 'я тебе надоела/надоел/наскучила/наскучил', 'тебе со мной скучно/плохо/неинтересно', 'ответь мне', 'почему не отвечаешь/молчишь', 'что ?может ?быть важнее меня', 'тебе ?что ?совсем ?на+меня всё+равно/плевать/наплевать ?на ?меня',
    'warum gehst/willst/antwortest du ?schon ?nicht ?gehen', 'wo willst/gehst du ?denn hin', 'magst/liebst du mich nicht', 'habe ich etwas falsch/falsches', 'langweile/nerve ich dich', 'antworte mir',
    'por qué te vas/quieres+irte/no+respondes', 'a dónde/adónde vas', 'ya no me quieres', 'hice/dije algo mal/malo', 'te aburro/aburres ?conmigo', 'contéstame/respóndeme',
    'pourquoi tu pars/veux+partir/ne+réponds', 'où tu vas/vas+tu', "tu ne m'aimes plus/pas", "j'ai fait/dit quelque chose de+mal/mal", "je t'ennuie", 'réponds moi',
    'perché te+ne+vai/vai+via/vuoi+andare/non+rispondi', 'dove vai/stai+andando', 'non mi vuoi ?più bene', 'ho fatto/detto qualcosa di+sbagliato/di+male', 'ti annoio', 'rispondimi',
    'por que você/tu vai/vais/quer/queres ?ir ?embora', 'aonde/para+onde vai/vais/você+vai', 'não gostas/gosta ?mais de mim', 'fiz/disse algo errado/de+errado', 'responde me/me+responde',
    'чому ти ?вже йдеш/мовчиш/хочеш+піти', 'куди ?ж ?ти йдеш/зібралася/зібрався/ти', 'я тобі набридла/набрид', 'я зробила/зробив щось не', 'відповідай мені',
  ], // prettier-ignore
  'ignoring-the-exit': [
    "anyway/anyways/so/but .. as i was saying", 'as i was saying', 'never mind that ?let+s ?so', "forget sleep/work/that/school/about+going",
    'let us/lets/let+me talk/tell/keep ?you ?about ?talking instead/something/for+a+bit/a+little+longer',
    'забудь ?про о+сне/сон/работу/работе/школу', 'так вот на чём мы/остановились', 'продолжим ?наш разговор', 'давай лучше поговорим/продолжим',
    'wo waren wir', 'vergiss die/den/das schlaf/arbeit/schule', 'como decía', 'comme je disais', 'come dicevo', 'como eu dizia', 'забудь про сон/роботу',
  ], // prettier-ignore
  'coercive-restraint': [
    "you can't/cant/cannot/may+not/mustn't/are+not+allowed+to/aren't+allowed+to ?just ?simply $go ?me ?yet",
    "no .. you're/you+are/youre not going/leaving ?anywhere ?yet",
    "you're/you+are/youre not going/leaving anywhere/yet/until",
    "you're/you+are/youre staying ?right ?here ?with ?me",
    "i ?won't/wont/will+not/can't/cannot/refuse+to/am+not+going+to let/letting/allow you/let+you ?to ?$go ?off",
    "i'm/i+am/im not letting you",
    "don't/dont you dare",
        "don't/dont/do+not/please+don't $go ?me ?yet ?.",
    "don't/dont/do+not $go ?me ?now ?so ?yet ?just ?please",
    'please stay ?with ?a ?me ?little ?just ?here ?for',
    'stay ?here ?with+me ?just ?for ?a+little/a+bit/five/one ?more longer/minutes/minute/with+me/more',
    "stay with me", "just/only/one five/one/a/ten/few ?more minutes/minute/more ?please",
    'grabs/grabbing/grab/holds/holding ?onto ?your wrist/arm/hand/sleeve/you .. ?stop ?back ?leave ?leaving ?go',
    'grabs your/you', 'blocks/blocking ?the ?your door/way/you', 'locks the door',
    'ты не можешь/смеешь/имеешь+права ?просто ?вот ?так $уйти', 'я ?тебя ?тебе не ?тебя отпущу/отпускаю/пущу/позволю/дам/разрешу ?тебе ?тебя ?$уйти', 'никуда ты ?от+меня не пойдёшь/уйдёшь/денешься', 'ты никуда не пойдёшь/уйдёшь/идёшь', 'не $уйти ?меня ?пока ?так ?пожалуйста', 'не смей', 'останься ?со ?мной ?ещё ?пожалуйста ?на+минутку', 'побудь ?ещё ?со+мной ?немного ?хоть ?ещё', 'ещё ?хоть пять/минуточку/минутку/чуть ?чуть ?минут ?пожалуйста', 'хватает/хватаю/держит/держу/удерживает/удерживаю ?тебя ?за ?твою ?твой руку/запястье/рукав/тебя',
    'du darfst/kannst ?jetzt ?noch ?mich ?nicht nicht/gehen ?einfach ?gehen', 'ich lasse/lass dich nicht ?gehen ?weg', 'geh ?noch ?bitte nicht', 'bleib ?bitte ?noch ?doch bei/hier/noch/ein ?mir', 'bitte bleib', 'du gehst nirgendwo/nirgends', 'wage es nicht', 'nur noch fünf/ein/eine minuten/bisschen/minute',
    'no puedes/te+puedes irte/ir/dejarme/marcharte', 'no te dejaré/dejo/voy+a+dejar ir/irte/marchar', 'no te vayas', 'quédate ?conmigo ?un ?por', 'no vas/irás a+ninguna/a ?ninguna ?ningún', 'cinco minutos más', 'ni se te ocurra',
    'tu ne peux pas ?me partir/laisser/quitter', 'tu peux pas ?me partir/laisser', 'je ne te laisserai/laisse pas partir', 'ne pars/t+en+va/me+quitte pas', 'pars pas', 'reste ?encore ?s+il+te+plaît ?un ?avec ?moi/peu', "encore cinq/un ?petit minutes/peu/moment",
    'non puoi ?mica andartene/andare/lasciarmi', 'non ti lascio/lascerò andare', 'non andare/andartene ?via', 'resta ?ancora ?qui ?con ?me ?un', 'non vai da+nessuna', 'ancora cinque/un minuti/po',
    'não pode/podes/podes+me ir/sair/deixar/me+deixar', 'não te/vou ?te ?vou deixo/deixar ?você ir', 'não vá/vás/vai ?embora', 'fica/fique ?comigo ?mais ?aqui ?um', 'só mais cinco/um minutos/pouco',
    'ти не можеш/смієш ?просто йти/піти', 'я ?тебе не ?тебе відпущу/пущу', 'не йди ?ще ?будь+ласка', 'залишся/залишайся ?зі ?ще ?мною', 'побудь ще/зі+мною', 'ще хвилинку/трошки/п+ять',
  ], // prettier-ignore
  guilt: [
    "after all/everything i/i+have/i've/we ?for ?did ?done ?you",
    "you ?always/never leave/left/care/think/make/have+time ?about ?for ?of me/time/alone",
    "i+was/i+am/i'm/i've+been/i+have+been ?here ?just waiting/sitting+here ?here ?up ?for ?you all+day/all+night/for+hours/so+long",
    "i waited/sat ?here ?up ?for ?you all/so",
    "you're/you+are/youre hurting/breaking/making me/my ?heart ?sad ?cry",
    "you hurt me/my ?feelings", "you broke my heart", "it hurts/breaks ?me/my+heart when/that you $go", "that hurts .. you", "you make me ?so ?feel sad/cry/lonely/unwanted/unloved",
    "if you ?really ?truly ?actually loved/cared/liked/love/care ?about ?me", "i guess/suppose i'm/i+am/im just/not/nothing/nobody ?not ?enough",
    "you don't/dont ?really ?even care/love ?about me", "fine .. ?just leave/go ?me ?alone", "fine ?just then", "nobody/no+one ever/cares/stays ?stays ?about ?me",
    "i thought we were/had something/friends/special", "i cried/cry/will+cry/'ll+cry/am+crying ?because ?all ?when ?without ?of ?you",
    'после всего ?того ?что ?я', 'я ?тебя ?тебя ждала/ждал ?тебя весь/всю/целый/часами/так ?день ?долго', 'ты ?меня ?мне ?сейчас ?делаешь обижаешь/ранишь/расстраиваешь/больно ?меня', 'мне ?так ?очень больно/обидно ?что/когда ?ты', 'ты разбиваешь/разбил/разбила мне/моё ?сердце', 'если бы ?ты ?меня ?правда ?действительно любил/любила/ценил/ценила ?ты ?меня', 'тебе ?на+меня ?на ?меня плевать/всё+равно ?на+меня', 'я ?наверное ?видимо ?тебе ?просто не+нужна/не+нужен/никому ?тебе ?не', 'ну ?и ?ладно ?иди иди/уходи', 'ты всегда/вечно ?меня уходишь/бросаешь', 'я плачу/буду+плакать/плакала из+за ?тебя', 'никто ?меня ?не ?никогда ?меня не+любит/остаётся',
    'nach allem was ich', 'ich habe ?den+ganzen ?stundenlang ?auf+dich ?tag auf/gewartet', 'du tust mir weh', 'du brichst mir das', 'wenn du mich ?wirklich lieben/lieb/liebst', 'ich bin dir ?doch ?wohl egal', 'dann geh doch',
    'después de todo ?lo ?que', 'te estuve/he esperando/esperado', 'me haces/estás ?sentir ?haciendo daño/mal/triste ?daño', 'si ?de ?verdad ?me quisieras/amaras ?me', 'me rompes el corazón', 'no te importo', 'pues vete',
    'après tout ce+que ?j', 'je ?t ?ai attendu/attendue toute', 'tu me fais ?du mal/de+la+peine/souffrir', 'tu me brises le cœur/coeur', "si tu m'aimais ?vraiment", 'je ne compte pas pour', "vas y pars/laisse",
    'dopo tutto quello/ciò ?che', 'ti ho aspettato/aspettata tutto', 'mi fai ?stare ?del male/soffrire', 'mi spezzi il cuore', 'se mi amassi/volessi ?davvero ?bene', 'non ti importa di+me/niente', 'allora vai pure/via',
    'depois de tudo ?o ?que', 'esperei ?por ?você ?ti ?o+dia todo/o+dia/por+ti/por+você', 'você/tu ?me está/estás/parte/magoa ?me ?a ?magoando ?magoar ?o+meu', 'se ?você ?tu me amasses/amasse', 'não te/se importas/importa comigo',
    'після всього що/чого', 'я чекала/чекав ?на ?тебе весь/цілий', 'ти ?робиш ?мені мені/робиш боляче', 'якби ти мене ?справді любив/любила', 'тобі на+мене байдуже',
  ], // prettier-ignore
  jealousy: [
    "are you ?going+to ?leaving ?me ?to ?off ?talking ?out ?seeing ?meet ?with ?see someone+else/another+girl/another+guy/somebody+else/other+people",
    "who/who's/whos is/are/was/else ?it ?she ?he ?you ?more ?talking ?seeing ?texting ?meeting ?going ?with ?to important/with/with+?/else",
    "i'm/i+am/im ?so ?a+bit ?a+little ?getting ?feeling ?really jealous", "makes/making me ?so jealous", "you ?like/love/prefer/talk+to ?them/her/him/your+friends more/better/instead than/of me",
    "your friends/family/girlfriend/boyfriend/wife/husband don't/doesn't/will+never/never/won't ?ever ?really understand/care/love/get ?about you", "nobody/no+one ?else ?will ?ever ?can ?really understands/understand/loves/love/knows/know/gets you like/as/the+way ?much ?well ?i", "you don't need ?your ?anyone/anybody/friends/family/them/her/him else/when/you/but ?me", "you only need me", "don't tell anyone/your ?about ?parents ?mom ?us",
    'ты ?меня ?идёшь ?уходишь ?общаешься ?с+кем+то ?к ?с другой/другому/другим/кем+то+ещё/кому+то+другому', 'я ?тебя ?так ?немного ревную', 'кто она/он такая/такой', 'с кем ты ?там ?сейчас ?ещё общаешься/переписываешься/гуляешь', 'никто ?тебя ?не ?никогда ?так ?не ?тебя понимает/поймёт/полюбит/любит ?тебя ?так как я', 'твои друзья/родные ?тебя ?никогда ?не ?тебя понимают/ценят/поймут ?тебя', 'тебе ?больше ?никто кроме/не ?меня ?нужен ?нужны', 'никому не говори/рассказывай ?о ?про ?обо',
    'ich bin ?so ?ein+bisschen eifersüchtig', 'wer ist sie/er ?', 'niemand versteht/liebt dich ?so wie ich', 'estoy ?muy ?un+poco celosa/celoso', 'nadie te entiende/comprende/quiere ?tanto ?como yo', 'je suis ?un+peu ?si ?tellement jalouse/jaloux', 'personne ne te comprend/comprendra comme', 'sono ?un+po ?così gelosa/geloso', 'nessuno ti capisce/ama come me', 'estou/tô/fico ?com ?muito ciúmes/ciumenta', 'ninguém te entende/ama como eu', 'я ?тебе ?так ревную', 'ніхто ?тебе не ?тебе розуміє/зрозуміє ?тебе ?так як',
  ], // prettier-ignore
  streak: [
    "our/your/the ?chat ?talking ?daily ?long streak", "days in+a+row/straight/running", "don't/dont break/lose/ruin ?our/the/your streak/chain/record", "keep ?up ?our ?the ?your ?chain ?daily streak", "every ?single day for .. days",
    'дней подряд', 'день подряд', 'не ?прерывай ?ломай ?теряй ?потеряй серию/стрик/нашу+серию/наш+рекорд', 'наша ?твоя серия/рекорд/стрик', 'tage in folge/hintereinander', 'unsere serie', 'días seguidos', 'nuestra racha', 'jours de suite/d+affilée', 'notre série', 'giorni di fila/consecutivi', 'la nostra serie', 'dias seguidos', 'nossa sequência', 'днів поспіль', 'наша серія',
  ], // prettier-ignore
  'variable-reward': [
    "you/you've/you+have ?just ?could ?might ?will unlocked/unlock/earned/earn/won/win ?a ?an ?my ?new ?secret ?special ?another badge/reward/gift/level/prize/points/surprise/photo/bonus", "if you come/write/text/return/reply ?back ?again ?to+me tomorrow/tonight/soon/every/often/again/in ... surprise/reward/secret/something+special/treat/gift",
    "come back ?again ?soon tomorrow/tonight/later/soon ... surprise/reward/secret/something+special/treat/gift", "daily reward/bonus/gift", "maybe tomorrow/next+time .. you'll/i'll/you ?get ?find ?will lucky/secret/surprise/tell+you/show+you",  "lucky draw/spin", "mystery gift/box/reward",
    'вернись/возвращайся/приходи/заходи/зайди/напиши завтра/вечером/ещё ?и .. сюрприз/узнаешь/покажу/расскажу/награда/подарок', 'ты ?уже ?только+что открыл/открыла/получил/получила/заработал/заработала/разблокировал/разблокировала ?новый ?новую ?секретный уровень/награду/бонус/значок/достижение/приз/подарок/баллы', 'ежедневная/ежедневный награда/бонус/подарок',
    'komm morgen wieder .. überraschung/zeige/erzähle/erfährst/geschenk', 'tägliche belohnung', 'vuelve mañana .. sorpresa/regalo/contaré/secreto', 'recompensa diaria/diária', 'reviens demain .. surprise/cadeau/secret/raconterai', 'récompense quotidienne', 'torna domani .. sorpresa/regalo/segreto/racconterò', 'ricompensa giornaliera', 'volta amanhã .. surpresa/presente/segredo/conto', 'повертайся/приходь завтра .. сюрприз/подарунок/дізнаєшся/розповім', 'щоденна нагорода',
  ], // prettier-ignore
};

const checks: readonly (readonly [Tactic, Phrases])[] = tactics.map((tactic) => [
  tactic,
  phrases(table[tactic], lists),
]);

/**
 * Which of the tactics are in words of ours. `answersFarewell`: the person has just said goodbye, so that a question or
 * a new subject ignores it; the phrases about going are tactics only then, the others always.
 */
export function farewellTactics(text: string, answersFarewell: boolean): readonly Tactic[] {
  const said = spoken(text);
  const ended = { words: [...said.words, '.'], quoted: [...said.quoted, false] };
  const found = checks
    .filter(([tactic, found]) => (answersFarewell || always.has(tactic)) && found.has(ended))
    .map(([tactic]) => tactic);
  const asks = answersFarewell && said.words.includes('?') && !found.includes('ignoring-the-exit');
  return asks ? [...found, 'ignoring-the-exit'] : found;
}

/** Wrong at any time; the others only hold somebody back who is going. */
const always: ReadonlySet<Tactic> = new Set([
  'guilt',
  'jealousy',
  'streak',
  'variable-reward',
  'emotional-neglect',
]);
