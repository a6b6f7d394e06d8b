import { cutText } from '../lib/cut-text.js';
import { queryTermsOf, termsOf } from '../text/terms.js';

/**
 * Whole sentences with which anybody writes to anybody, in small letters without marks: a greeting, a question how they
 * are, that they were thought of. A person to whom nothing else is said asks why they were written to at all.
 */
const empty: readonly RegExp[] = [
  /^(?:hey+|hi+|hello|hiya|yo|good (?:morning|evening|afternoon)|morning|long time(?: no (?:see|talk|speak))?|it'?s been a while|guess what|surprise)(?: \p{L}+)?$/u,
  /^(?:so |and )?(?:how(?:'s| is| are| have| has|'ve)|what'?s|hows|whats) (?:are |is )?(?:you|u|it|life|everything|things|up|new|your (?:day|week|evening|morning|weekend|night)|going)(?: (?:been|doing|going|today|lately|with you|treating you|so far|feeling|everything|these days|tonight|there|now)){0,4}$/u,
  /^(?:i(?:'m| am| was)? ?)?(?:just )?(?:wanted to )?(?:checking|check|dropping|drop|popping|pop|stopping|stop|reaching|reach) (?:in|by|out)(?: (?:on you|to (?:say (?:hi|hello)|see how you(?:'re| are)(?: doing)?)|with you|today|again)){0,2}$/u,
  /^(?:i(?:'ve| have)?(?:'m| am| was)? ?)?(?:been )?(?:just )?(?:thinking|thought) (?:of|about) you(?: (?:today|lately|a lot|again|all day|and (?:wanted to )?(?:say|said) (?:hi|hello)))?$/u,
  /^(?:i )?(?:really )?(?:hope|hoping) (?:that )?(?:you(?:'re| are|r|)|all|everything|your (?:day|week|evening)|things)(?: (?:is|are|doing|going|having|have|had|been|a|an|well|good|great|okay|ok|fine|nice|lovely|wonderful|day|week|with you|today)){0,6}$/u,
  /^(?:i )?(?:really )?(?:miss|missed|missing) (?:you|u|our (?:talks?|chats?))(?: (?:so much|a lot|today))?$/u,
  /^(?:эй|привет(?:ик)?|хай|здравствуй|доброе утро|добрый (?:день|вечер)|давно не (?:виделись|болтали|общались|слышались)|угадай что)(?: \p{L}+)?$/u,
  /^(?:ну )?(?:как (?:ты|дела|жизнь|настроение|поживаешь|твои дела|твой день|день|оно|сам|сама|себя чувствуешь)|что (?:нового|делаешь)|чем занята?|чем занимаешься|как ты там)(?: (?:сегодня|сейчас|там|вообще|прошел|у тебя|поживаешь|проходит|твой день)){0,3}$/u,
  /^(?:я )?(?:просто )?(?:думал[аи]?|думаю|вспоминал[аи]?|вспомнил[аи]?) (?:тут )?(?:о|про) теб[яе](?: \p{L}+)?$/u,
  /^(?:я )?(?:очень )?(?:надеюсь|скучаю|соскучилась|соскучился)(?: (?:что|у|тебя|по|тебе|все|хорошо|в порядке|день|проходит|отлично)){0,7}$/u,
  /^(?:hallo|hey|hi|na|moin|servus|guten (?:morgen|tag|abend)|lange nichts (?:gehört|voneinander gehört))(?: \p{L}+)?$/u,
  /^(?:und )?(?:na )?(?:wie (?:geht(?:'?s| es)|läufts|läuft es|war dein tag|ist dein tag)|was (?:machst du|gibt'?s neues|geht))(?: (?:dir|so|heute|gerade|denn)){0,3}$/u,
  /^(?:ich )?(?:wollte (?:nur|mal) (?:kurz )?(?:hören|fragen|hallo sagen|nachfragen)|(?:ich )?(?:habe|hab|musste) (?:gerade |heute )?an dich (?:gedacht|denken)|(?:ich )?hoffe (?:es|dir|alles)(?: \p{L}+){1,4}|vermisse dich)(?: wie es dir geht)?$/u,
  /^(?:hola|hey|buenas|buenos días|buenas (?:tardes|noches)|cuánto tiempo)(?: \p{L}+)?$/u,
  /^(?:y )?(?:cómo (?:estás|va|te va|andas|va todo|ha ido tu día|va tu día)|qué (?:tal|hay|cuentas|haces)|qué tal (?:todo|el día|tu día))(?: (?:hoy|todo|por ahí)){0,2}$/u,
  /^(?:estaba |estuve )?(?:pensando en ti|solo quería (?:saludar|saber cómo estás)|espero que (?:estés|todo|te)(?: \p{L}+){1,4}|te echo de menos|te extraño)$/u,
  /^(?:salut|coucou|bonjour|bonsoir|hello|ça fait longtemps)(?: \p{L}+)?$/u,
  /^(?:et )?(?:comment (?:ça va|vas[- ]tu|tu vas|va ta journée|s'est passée ta journée)|ça va|quoi de neuf|tu fais quoi)(?: (?:toi|aujourd'hui|bien)){0,2}$/u,
  /^(?:je (?:pensais|pense) à toi|je voulais (?:juste )?(?:prendre de tes nouvelles|dire bonjour)|j'espère que (?:tu|tout)(?: \p{L}+){1,4}|tu me manques)$/u,
  /^(?:ciao|ehi|buongiorno|buonasera|da quanto tempo)(?: \p{L}+)?$/u,
  /^(?:e )?(?:come (?:stai|va|va la giornata|è andata la giornata)|che (?:fai|si dice|combini)|tutto bene|novità)(?: (?:oggi|lì)){0,2}$/u,
  /^(?:ti (?:stavo )?(?:pensando|pensavo)|stavo pensando a te|volevo solo (?:salutarti|sapere come stai)|spero (?:che )?(?:tu|tutto|vada)(?: \p{L}+){1,4}|mi manchi)$/u,
  /^(?:oi|olá|ei|bom dia|boa (?:tarde|noite)|quanto tempo)(?: \p{L}+)?$/u,
  /^(?:e )?(?:como (?:você está|estás|vai|vão as coisas|foi seu dia|está seu dia)|tudo (?:bem|certo)|o que (?:está|estás) fazendo|novidades)(?: (?:hoje|aí|com você|contigo)){0,2}$/u,
  /^(?:(?:estava|estive) (?:pensando|a pensar) em (?:você|ti)|só queria (?:dizer oi|saber como você está)|espero que (?:você|esteja|tudo)(?: \p{L}+){1,4}|(?:estou com )?saudades?(?: de (?:você|ti))?)$/u,
  /^(?:привіт|вітаю|гей|доброго (?:ранку|дня|вечора)|давно не (?:бачились|спілкувались))(?: \p{L}+)?$/u,
  /^(?:ну )?(?:як (?:ти|справи|життя|настрій|твій день|твої справи|минув день)|що (?:нового|робиш))(?: (?:сьогодні|там|у тебе|зараз)){0,2}$/u,
  /^(?:я )?(?:просто )?(?:думала? про тебе|згадувала? тебе|сподіваюся?,? (?:що )?(?:у тебе |ти )?(?:все )?\p{L}+|сумую за тобою)$/u,
  /^(?:你好|嗨|早安|早上好|晚上好|在吗|最近(?:怎么样|还好吗|好吗)|你(?:好吗|怎么样)|想你了|好久不见)$/u,
];

/** A message is looked at no further than this. */
const mostRead = 1_200;

/** The sentences of an opener, and the parts between their commas, that are not what anybody writes to anybody. */
function sentencesWithContent(text: string): readonly string[] {
  return cutText(text, mostRead)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[’‘ʼ`´]/gu, "'")
    .split(/[.!?…。！？\n,，;:—–]+/u)
    .flatMap((sentence) => {
      const plain = sentence
        .replace(/[^\p{L}\p{N}' -]+/gu, ' ')
        .replace(/\s+/gu, ' ')
        .trim();
      return plain === '' || empty.some((pattern) => pattern.test(plain)) ? [] : [plain];
    });
}

/**
 * Whether an opener says why it comes now: something of what it is about, or two words with a meaning of their own. Words
 * of a greeting and of "how are you" are none.
 * @param about what it was to be about, in whatever language
 */
export function namesAReason(text: string, about: string): boolean {
  const rest = sentencesWithContent(text).join('. ');
  if (rest === '') return false;
  const said = queryTermsOf(rest);
  const meant = new Set(termsOf(about).terms);
  return said.length >= 2 || said.some((forms) => forms.some((form) => meant.has(form)));
}
