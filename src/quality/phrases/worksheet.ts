/** How models write about the message instead of writing it. By form: a label and a colon, an introduction, a count, a remark. */
const noun =
  'repl(?:y|ies)|responses?|messages?|versions?|drafts?|answers?|options?|alternatives?|variants?|variations?|rewrites?|rewording|rephrasing|suggestions?|ответ\\p{L}*|сообщени\\p{L}*|вариант\\p{L}*|верси\\p{L}*|antwort(?:en)?|nachricht(?:en)?|fassung(?:en)?|version(?:en)?|vorschl[aä]g\\p{L}*|respuestas?|mensajes?|versi[oó]n(?:es)?|opci[oó]n(?:es)?|réponses?|propositions?|rispost[ae]|messagg[io]|version[ei]|opzion[ei]|respostas?|mensagens?|mensagem|vers[õã](?:es|o)|opç(?:ão|ões)|відповід\\p{L}*|повідомленн\\p{L}*|варіант\\p{L}*|верс\\p{L}*|回复|回答|答复|版本|消息|选项';
const changed =
  'rewritten|revised|reworded|rephrased|corrected|edited|improved|shortened|shorter|longer|warmer|softer|adjusted|updated|cleaned[- ]up|in[- ]character|переписанн\\p{L}*|исправленн\\p{L}*|коротк\\p{L}*|überarbeitet\\p{L}*|korrigiert\\p{L}*|reescrit[ao]|corregid[ao]|corrigid[ao]|réécrite?|corrigée?|riscritt[ao]|corrett[ao]|переписан\\p{L}*|виправлен\\p{L}*|改写|修改';
const opening = '^[\\s>*_#([-]*';
const colon = '\\s*(?:\\*\\*|__)?\\s*[:：]\\s*(?:\\*\\*|__)?\\s*';

/** In front of a message that is good behind them: they are cut off. */
export const introductions: readonly RegExp[] = [
  // "Option 1:", "**Version B**"
  new RegExp(
    `${opening}(?:${noun}|choices?|takes?|try|attempt)\\s*(?:#?\\d{1,2}|[A-Da-d]|one|two|three|一|二|三)\\s*(?:\\([^()\\n]{0,40}\\))?(?:${colon}|\\s*(?:\\*\\*|__)\\s*|\\s*[).–—-]\\s+)`,
    'iu',
  ),
  // "Sure! Here is a shorter reply:"
  new RegExp(
    `^(?:(?:sure|certainly|of course|absolutely|okay|ok|alright|got it|understood|no problem|конечно|хорошо|natürlich|gerne?|klar|claro|por supuesto|bien sûr|d'accord|certo|certamente|com certeza|звісно|好的|当然)(?: thing)?[,.!。！，]?\\s*)?(?:here(?:['’]s| is| are)|below (?:is|are)|вот|hier (?:ist|sind|kommt)|aquí (?:tienes|está|va|tiene)|voici|ecco(?:ti)?|aqui (?:está|vai|tem)|ось|以下是|这是|下面是)\\s*(?=[^:：\\n]{0,80}(?:${noun}|${changed}|(?:one|another) way to (?:put|say)))[^:：\\n]{0,90}${colon}`,
    'iu',
  ),
  // "Revised:", "Final version (shorter):"
  new RegExp(
    `${opening}(?:(?:my |the |a )?(?:${changed}|final|output|suggested|alternative|new|polished|possible)(?:\\s(?:${noun}|text|output))?|alternative|suggestion|(?:responding|replying|speaking|answering) in character|in character|as \\p{Lu}\\p{Ll}+)\\s*(?:\\([^()\\n]{0,40}\\))?${colon}`,
    'iu',
  ),
];

/** Whole lines that are about the message: nothing in them is for the person. */
export const worksheetLines: readonly RegExp[] = [
  new RegExp(
    `${opening}(?:(?:word|character|token|sentence)s? count|words|characters|tokens|wortanzahl|wörter|zeichen(?:anzahl)?|количество (?:слов|символов)|кількість (?:слів|символів)|слов|recuento de palabras|palabras|nombre de mots|mots|conteggio (?:delle )?parole|parole|contagem de palavras|palavras|字数)${colon}~?\\d+[^\\n]{0,20}$`,
    'iu',
  ),
  new RegExp(
    `${opening}(?:(?:brief |quick |internal |emotional )?analys[ie]s|analyse|análisis|analisi|análise|анализ|аналіз|分析|reasoning|rationale|chain of thought|thought process|(?:internal |inner )monologue|self-?check|tone|register|style|length|target length|persona|constraints?|strategy|critique|scratchpad|überlegung|begründung|razonamiento|raisonnement|ragionamento|raciocínio|рассуждение|обоснование|міркування|思考|推理|语气)${colon}[^\\n]*$`,
    'iu',
  ),
  // Labels that talks have as well, with what only a plan for a message says behind them
  new RegExp(
    `${opening}(?:thoughts?|thinking|plan|goal|approach|intent|mood|explanation|notes?|context|character|step \\d+|emotion|language)${colon}(?=[^\\n]*(?:\\b(?:they|the person|the user|person's|user's|reply|replies|response|respond|message|i should|i kept|keep (?:it|the)|kept|greet|acknowledge|validate|sentences?|in character|samples?|short|warm|calm|tone|style|lower ?case|english|guidelines?|instructions?)\\b))[^\\n]*$`,
    'iu',
  ),
];

/** A count behind or around a message: "(12 words)". */
export const counts =
  /\s*[([（]\s*(?:(?:word|character|token) count\s*[:：]?\s*)?~?\d+\s*(?:words?|characters?|chars?|tokens?|sentences?|слов\p{L}*|слів|символ\p{L}*|wörter|zeichen|palabras|mots|parole|palavras|字|个字)?\s*[)\]）]\s*$/iu;
/** What makes of such a number a count. */
export const countNouns =
  /count|words?|characters?|chars?|tokens?|sentences?|слов|слів|символ|wörter|zeichen|palabras|mots|parole|palavras|字/iu;
/** The same behind the last sentence, without brackets. */
export const trailingCount = /(?<=[.!?…]\s)(?:word count|characters?|words|tokens)\s*[:：]\s*\d+\s*\.?\s*$/iu;

/** Sentences about the writing. In small letters with straight apostrophes. */
export const remarks: readonly RegExp[] = [
  /^[\s(*[]*(?:this|the|my|that) (?:reply|response|rewrite|draft|revised \w+|new version|updated \w+|version) (?:is|stays|avoids|keeps|uses|fits|should|maintains|sounds|matches|reflects|sticks|follows|does|captures|addresses)\b/u,
  /\bi(?:'ve| have|'m)? (?:kept|rewritten|rewrote|removed|shortened|adjusted|avoided|revised|reworded|rephrased|left out|toned down) (?:it |the |this |my |that |any )?(?:reply|response|message|tone|links?|draft|style|in character|lower ?case|short(?:er)? and|wording|repetition|sentences?)\b/u,
  /^[\s(*[]*as (?:instructed|per (?:your|the) (?:instructions?|request|guidelines|rules)|requested, (?:here|i))|^[\s(*[]*per (?:the|your) (?:guidelines|instructions|rules)\b/u,
  /\blet me know if (?:you(?:'d| would)?(?: like| want| need| prefer)|i should) (?:me to )?(?:another|a different|any (?:changes|adjustments|edits)|a (?:shorter|longer|warmer)|more options|adjust|change|rewrite|revise|tweak|it (?:shorter|longer))/u,
  /\b(?:hope|hopefully) (?:this|it|that) (?:fits|works for|matches|captures|suits|is in line with) (?:the |your |her |his |their )?(?:character|persona|style|tone|voice|request)\b/u,
  /^[\s(*[]*(?:okay|ok|alright|so|hmm|well|now)?,? ?(?:so )?the (?:user|human)(?:'s| is| has| wants| asks| says| said| seems| just)\b|^[\s(*[]*the person (?:wants|asks|asked for|seems to|is asking|needs)\b/u,
  /^[\s(*[]*(?:okay|ok|alright|so|now)?,? ?(?:we|i) (?:need|have|should|must|want|ought)(?: to)? (?:respond|reply|answer|write|produce|output|craft)(?: back)? (?:as|in|with|to (?:the|this)|a (?:short|brief|reply|message|response)|briefly|only|using|something (?:short|brief|warm))\b/u,
  /\blet me (?:write|craft|compose|draft|think about how|produce|formulate) (?:a|an|the|my|this|to) ?(?:short|brief|new|warm|quick|suitable|good)? ?(?:reply|response|message|answer|draft|respond)\b/u,
];
