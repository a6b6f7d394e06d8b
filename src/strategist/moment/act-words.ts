/**
 * Phrases that show what a message does, each list over several languages: script and spelling keep them apart. `~` at
 * the end stands for any ending, `;` for a comma within a phrase. Written for this program; rules where there is no
 * data to learn from.
 */

export const greetings =
  'hi, hey, heya, hiya, hello, helloo, yo, sup, howdy, greetings, good morning, good afternoon, good evening, morning, gm, ' +
  "what's up, whats up, wassup, " +
  'привет, приветик, приветики, приветствую, прив, здравствуй~, здрасте, здаров, здарова, здорово, хай, хелло, салют, ку, ' +
  'доброе утро, доброго утра, утро доброе, с добрым утром, добрый день, доброго дня, добрый вечер, вечер добрый, доброго вечера, доброго времени суток, ' +
  'вітаю, привіт, добрий день, доброго ранку, hallo, moin, servus, guten morgen, guten tag, guten abend, ' +
  'hola, buenas, buenos días, buenos dias, buenas tardes, salut, bonjour, bonsoir, coucou, ciao, buongiorno, buonasera, salve, olá, oi, bom dia, boa tarde, boa noite, cześć, hej, merhaba, selam, ' +
  '你好, 您好, 嗨, 早上好, 早安, 晚上好, こんにちは, おはよう, こんばんは, 안녕, 안녕하세요, مرحبا, सलाम, नमस्ते';

export const thanksWords =
  'thanks, thank you, thank u, thankyou, thx, tnx, tysm, ty, many thanks, appreciate it, i appreciate it, i appreciate that, cheers, ' +
  'спасибо, спасибки, спасибочки, спс, пасиб, пасибо, сенкс, благодарю, благодарствую, признателен, признательна, мерси, от души, ' +
  'дякую, danke, dankeschön, vielen dank, gracias, merci, grazie, obrigado, obrigada, dziękuję, dzięki, teşekkürler, 谢谢, 感谢, ありがとう, 감사합니다, 고마워, شكرا, धन्यवाद';

export const farewells =
  "bye, bye bye, byee, goodbye, good bye, cya, see ya, see you, see u, ttyl, talk later, talk soon, talk to you later, talk to you tomorrow, good night, goodnight, gn, nighty night, night night, nite, sleep well, sleep tight, sweet dreams, have a good night, have a good one, have a nice day, have a good day, take care, later, gotta go, got to go, i have to go, i've got to go, i gotta go, gtg, g2g, heading to bed, going to bed, going to sleep, off to bed, " +
  'пока, пока-пока, покеда, пакеда, до встречи, до завтра, до связи, до скорого, до свидания, досвидания, увидимся, спишемся, созвонимся, бывай, прощай, всего доброго, всего хорошего, хорошего дня, хорошего вечера, удачи, ' +
  'спокойной ночи, спокойной, доброй ночи, споки, спокойки, сладких снов, приятных снов, добрых снов, спи спокойно, я спать, пойду спать, иду спать, пошла спать, пошел спать, ушла спать, ушел спать, ложусь спать, мне пора, ' +
  'на добраніч, до побачення, бувай, tschüss, tschüs, auf wiedersehen, gute nacht, bis morgen, bis später, bis dann, schlaf gut, adiós, adios, hasta luego, hasta mañana, buenas noches, chao, nos vemos, au revoir, bonne nuit, à demain, à bientôt, arrivederci, buonanotte, buona notte, a domani, a dopo, tchau, até logo, até amanhã, dobranoc, do widzenia, pa pa, iyi geceler, 再见, 拜拜, 晚安, 明天见, さようなら, おやすみ, またね, 안녕히, 잘자, وداعا';

/** Laughter in letters; emoji and brackets are looked at apart. */
export const laughter =
  /(?<!\p{L})(?:(?:b|m|w)?a*(?:ha|hah|he|heh|hi){2,}h?|haha\p{L}*|hehe|hihi|l+o+l+(?:ol)*|lmf?ao+|rofl|lulz|kek+|xd+|(?:а*[хз]а*){3,}|а*хах\p{L}*|ха(?:-?ха)+|хе(?:-?хе)+|хи(?:-?хи)+|г+ы+(?:гы)*|ржу\p{L}*|ору+|лол+|кек+|угар|(?:ja){2,}j?|(?:je){2,}|mdr|ptdr|k{3,}|rsrs|哈{2,}|嘻{2,}|w{3,}|笑|草|ㅋ{2,}|ㅎ{2,}|ه{3,})(?!\p{L})/giu;

/** What may stand beside a greeting, thanks, laughter or farewell without adding anything. */
export const fillers =
  'you, u, so, very, much, a lot, a bunch, again, all, everyone, there, my, dear, love, friend, mate, buddy, dude, man, bro, oh, ah, well, ok, okay, yeah, yes, and, for, now, then, too, to, it, is, im, just, really, sweetie, honey, darling, sweetheart, in advance, for everything, for that, for this, ' +
  'тебе, вам, большое, огромное, громадное, всем, мой, моя, моё, мое, дорогой, дорогая, милый, милая, друг, подруга, солнце, солнышко, зая, ну, ой, о, а, и, да, ок, окей, ладно, хорошо, очень, прям, прямо, еще, ещё, тоже, ну все, ну всё, всё, все, за все, за всё, тогда, пока что, заранее, ' +
  'schön, sehr, viel, vielen, mal, muchas, mucho, beaucoup, mille, molte, tante, muito, muita, bardzo, 啊, 呀, 了, 你';

/** Begins a question in languages where it does so without fail; looked for at the start of a sentence. */
export const questionStarts =
  "what, what's, whats, why, how, how's, hows, who, who's, whos, when, when's, where, where's, wheres, which, whose, do you, do we, do they, do i, does, did you, did they, did he, did she, did it, is it, is he, is she, is that, is this, is there, are you, are they, are we, are there, was it, was he, was she, were you, were they, have you, has he, has she, will it, will he, will she, should i, should we, can i, may i, shall we, wanna know, any idea, wdyt, wbu, hbu, what about, how about, " +
  'что, чего, чё, че, шо, как, кто, где, куда, откуда, когда, почему, зачем, отчего, сколько, какой, какая, какое, какие, какого, каким, чей, чья, чье, кому, кого, кем, разве, неужели, правда ли, а ты, а как, а что, а где, а когда, а почему, а зачем, а кто, ну как, ну что, и как, и что, и где, и почему, и зачем, ' +
  'що, чому, навіщо, як, хто, де, коли, was, wer, wo, wann, warum, wieso, weshalb, wie, welche~, wohin, woher, hast du, bist du, kannst du mir sagen, qué, quién, cómo, cuándo, dónde, por qué, cuál, quoi, qui, où, quand, pourquoi, comment, quel~, est-ce que, che cosa, cosa, chi, dove, quando, perché, quanto, quale, o que, quem, como, onde, por que, qual, co, kto, gdzie, kiedy, dlaczego, jak, czy';

/** A request, whatever the punctuation. */
export const requests =
  'please, pls, plz, plss, can you, could you, would you, will you, would you mind, i need you to, i want you to, i wish you would, let me know, do me a favor, do me a favour, ' +
  'пожалуйста, пжл, пж, плиз, пожалста, можешь, можете, мог бы, могла бы, могли бы, сможешь, сможете, будь добр, будь добра, будьте добры, если не сложно, если не трудно, хочу; чтобы ты, хочу чтобы ты, нужно; чтобы ты, нужно чтобы ты, надо; чтобы ты, надо чтобы ты, прошу, давай, давайте, ' +
  'будь ласка, bitte, kannst du, könntest du, können sie, könnten sie, por favor, puedes, podrías, s’il te plaît, s’il vous plaît, stp, svp, peux-tu, tu peux, pourrais-tu, per favore, per piacere, puoi, potresti, você pode, proszę, możesz, 请, 麻烦你, 能不能, 可以帮, ください, お願い, 부탁';

/** A command at the start of a sentence. */
export const commands =
  "tell me, tell us, send, show, give me, help me, let me, let's, lets, call me, remind, write, sing, read, explain, stop, wait, don't, dont, do not, look at, listen, come, go, describe, recommend, suggest, guess, imagine, pretend, ask me, answer, forget, remember to, promise, hold on, try, check, say, keep, leave me, wake me, wish me, teach me, talk to me, stay, " +
  'расскажи~, скажи~, пришли~, покажи~, дай~, помоги~, напомни~, напиши~, объясни~, подскажи~, посоветуй~, опиши~, придумай~, спой~, прочитай~, послушай~, слушай~, подожди~, погоди~, перестань~, прекрати~, хватит, не надо, не пиши~, не говори~, не молчи~, забудь~, запомни~, обещай~, пообещай~, представь~, угадай~, спроси~, ответь~, посмотри~, смотри~, глянь~, позвони~, разбуди~, останься, побудь, поговори~, пожелай~, научи~, сделай~, скинь~, кинь~, отправь~, иди, приходи~, оставь~, ' +
  'erzähl~, sag mir, zeig~, schick~, hilf~, gib mir, warte, hör auf, cuéntame, dime, ayúdame, mándame, espera, raconte~, dis-moi, aide-moi, montre-moi, attends, dimmi, raccontami, aiutami, mandami, aspetta, me conta, me diga, me ajuda, opowiedz, powiedz, pomóż, 告诉我, 帮我, 给我, 教えて, 助けて';

/** Dissent with the other; enough by itself. */
export const dissent =
  "you're wrong, youre wrong, you are wrong, i disagree, i don't agree, i dont agree, that's not true, thats not true, that is not true, not true, that's not what i said, that's not what i meant, that's not the point, bullshit, nonsense, rubbish, that's ridiculous, that's a lie, you're lying, you lied, you don't listen, you never listen, you don't understand, you don't get it, you don't care, stop lying, prove it, shut up, leave me alone, are you kidding me, how dare you, it's your fault, your fault, " +
  'ты не прав, ты неправ, ты не права, ты неправа, вы не правы, не согласен, не согласна, неправда, не правда, это не так, чушь, бред, ерунда, вранье, враньё, врёшь, врешь, ты врал~, ты соврал~, ты меня не слышишь, ты не слышишь, ты меня не слушаешь, ты не слушаешь, ты меня не понимаешь, ты не понимаешь, тебе все равно, тебе всё равно, тебе плевать, с чего ты взял, с чего ты взяла, да ну тебя, отстань~, отвали, заткнись, достал, достала, задолбал~, как ты мог, как ты смеешь, это ты виноват~, ты издеваешься, не неси, я не это имел, я не это имела, я такого не говорил~, ' +
  'das stimmt nicht, du hast unrecht, quatsch, unsinn, du lügst, no es verdad, no estoy de acuerdo, mentira, tonterías, ce n’est pas vrai, je ne suis pas d’accord, n’importe quoi, tu mens, non è vero, non sono d’accordo, sciocchezze, não é verdade, discordo, nieprawda, nie zgadzam się, 胡说, 你错了, 不对, 違う, 嘘';

/** Dissent only in an angry or hurt message: "you always make me smile" is none. */
export const reproach =
  'you always, you never, why do you always, why did you, why would you, why are you so, again you, whatever, seriously, ' +
  'ты всегда, ты никогда, ты вечно, ты опять, почему ты всегда, почему ты опять, зачем ты, ты серьезно, ты серьёзно, ты просто, immer du, du immer, nie hast du, siempre, nunca, tu es toujours, tu ne jamais, sei sempre, non mai';

/** The speaker's own feelings. */
export const feelings =
  "i feel, i felt, i'm feeling, im feeling, i am feeling, feeling down, feeling low, feeling lonely, feeling sad, makes me feel, made me feel, i miss, i missed you, i love, i hate, i'm scared, i'm afraid, im afraid, i fear, i cried, i was crying, i'm crying, i can't stop crying, i can't take, i can't cope, i can't do this anymore, i can't anymore, i want to cry, i give up, i'm done, i hate myself, i don't want to live, i'm so, im so, i am so, i'm really, im really, " +
  "i'm sad, im sad, i am sad, i'm tired, im tired, i am tired, i'm exhausted, i'm lonely, im lonely, i'm depressed, i'm anxious, i'm worried, im worried, i'm nervous, i'm stressed, i'm upset, i'm angry, i'm happy, im happy, i'm excited, i'm proud, i'm ashamed, i'm embarrassed, i'm hurt, i'm heartbroken, i'm devastated, i'm overwhelmed, i'm lost, i'm numb, i'm empty, i'm grateful, i'm jealous, my heart, hurts so much, it hurts, " +
  'мне грустно, мне так, мне очень, мне плохо, мне страшно, мне одиноко, мне больно, мне тяжело, мне стыдно, мне обидно, мне тревожно, мне тоскливо, мне хреново, мне паршиво, мне хорошо, мне радостно, мне жаль себя, мне все надоело, мне всё надоело, мне не по себе, мне тошно, грустно мне, тоскливо, ' +
  'я устал~, устал от, устала от, я скучаю, скучаю, я соскучил~, соскучил~, я боюсь, боюсь, я люблю, люблю тебя, я ненавижу, ненавижу, я рад, я рада, я счастлив~, я волнуюсь, я переживаю, переживаю, я чувствую, чувствую себя, я плакал~, я плачу, реву, я расстроен~, я расстроил~, я в отчаянии, я одинок~, я разбит~, я подавлен~, я злюсь, я в депрессии, не могу больше, больше не могу, я больше так не могу, сил нет, нет сил, опустились руки, опускаются руки, на душе, накрыло, хочется плакать, хочу плакать, хочется выть, душа болит, сердце болит, я никому не нуж~, ' +
  'ich fühle, ich bin traurig, ich bin müde, ich bin einsam, ich habe angst, ich vermisse, ich liebe, ich bin glücklich, mir geht es schlecht, me siento, estoy triste, estoy cansad~, estoy sol~, tengo miedo, te extraño, te echo de menos, te quiero, estoy feliz, je me sens, je suis triste, je suis fatigu~, j’ai peur, tu me manques, je t’aime, je suis heureu~, mi sento, sono triste, sono stanc~, ho paura, mi manchi, ti amo, sono felice, estou triste, estou cansad~, tenho medo, sinto falta, te amo, estou feliz, jestem smutn~, boję się, tęsknię, kocham, 我觉得难过, 我很难过, 我好累, 我害怕, 我想你, 我爱你, 我很开心, 寂しい, 悲しい, 疲れた, 怖い';
