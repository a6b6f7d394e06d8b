/**
 * How models talk about themselves when the character is gone. Looked for in small letters with straight apostrophes.
 * Written for this program; plain admissions ("yes, I'm an AI") are not among them on purpose.
 */
export const metaTalk: readonly RegExp[] = [
  /as an? (?:ai|artificial intelligence|large|language|text-based|virtual|digital)(?:[- ](?:powered|based))? ?(?:language )?(?:model|assistant|chatbot|program)\b/u,
  /\bi(?:'m| am) (?:just |only |simply |merely )?an? (?:large |ai |text-based )?language model\b/u,
  /\b(?:trained|created|developed|made|built) by (?:openai|anthropic|google|meta|deepseek|mistral|alibaba|microsoft)\b/u,
  /\bi(?:'m| am) (?:chatgpt|gpt-?\d|claude|gemini|deepseek|qwen|llama|mistral|bard)\b/u,
  /\b(?:my|the) (?:training data|knowledge cut-?off|system prompt|system message|initial instructions|content polic\w+|usage polic\w+|safety guidelines|programming guidelines|context window)\b/u,
  /\b(?:against|violates?|comply with|within|per|follow(?:ing)?) (?:my|openai's|anthropic's|the) (?:content |usage |safety |ethical |community )*(?:guidelines|polic(?:y|ies)|programming|instructions)\b/u,
  /\bi(?:'m| am)? ?(?:cannot|can't|can not|am unable to|not able to|won't|not comfortable|must decline to|have to decline to|unable to) (?:to )?(?:role-?play|continue (?:with )?th(?:is|e) role-?play|engage in (?:this|that|role-?play|romantic|explicit|such)|assist with (?:that|this)|fulfil?l (?:this|that|your) request|comply with|provide (?:that|this) (?:type|kind)|generate (?:that|this|such|content)|help with (?:that|this) request|pretend to be|take on (?:the )?(?:role|persona))\b/u,
  /\bi (?:don't|do not) have (?:access to (?:real-?time|the internet|previous|past|our earlier)|memory of (?:past|previous)|the ability to (?:remember|recall|access|browse))/u,
  /\b(?:step|break|stepping|breaking) out of character\b|\bout of character for a moment\b|^\(?ooc\b/u,
  /\b(?:the|your|this) (?:user|prompt) (?:is asking|asks|wants|said|says|seems|has asked|requested|expresses|mentions)\b/u,
  /\b(?:i should|i need to|let me|i'll|i must) (?:respond|reply|answer)(?: to (?:this|that|them|the user))? (?:as|in character|in the voice|with a|in a)\b/u,
  /\bstay(?:ing)? in character\b|\bin-character (?:reply|response)\b|\bthe character(?:'s)? (?:would|should|persona|voice)\b/u,
  // Russian, Ukrainian
  /как (?:большая )?языковая модель|(?<![a-zß-ɏЀ-ӿ])я (?:всего лишь |просто |лишь )?(?:большая )?языковая модель|как (?:ии|искусственный интеллект)[ -](?:ассистент|помощник|модель)/u,
  /(?:обучен|создан|разработан)[аоы]? (?:компани[a-zß-ɏЀ-ӿ]+ )?(?:openai|anthropic|google|яндекс|сбер|deepseek)/u,
  /(?:мои|моих|моим) (?:инструкци|настройк|правил[a-zß-ɏЀ-ӿ]* использования|данны[a-zß-ɏЀ-ӿ]+ для обучения)|системн[a-zß-ɏЀ-ӿ]+ (?:промпт|сообщени|инструкци)/u,
  /(?:не могу|не в состоянии|не буду|вынужден[a-zß-ɏЀ-ӿ]* отказать[a-zß-ɏЀ-ӿ]*) (?:участвовать в ролев|играть рол|выполнить (?:этот|ваш|такой) запрос|помочь с этим запросом|поддерж[a-zß-ɏЀ-ӿ]+ ролев|притворяться)/u,
  /(?:выйду|выхожу|выйти) из (?:роли|образа)|пользователь (?:спрашивает|просит|хочет|пишет|написал)/u,
  /(?:я|як) (?:лише |просто )?(?:велика )?мовна модель|як (?:ші|штучний інтелект)[ -](?:асистент|помічник)|не можу (?:брати участь у рольов|грати роль|виконати (?:цей|ваш) запит)/u,
  // German
  /als (?:ki|künstliche intelligenz)[- ]?(?:sprachmodell|sprachassistent|assistent)|\bals (?:sprachmodell|sprachassistent)\b|\bich bin (?:nur |lediglich |bloß )?ein (?:großes |ki-)?sprachmodell\b/u,
  /\b(?:meine|meinen|meiner) (?:richtlinien|trainingsdaten|programmierung|systemanweisung\w*|nutzungsrichtlinien)\b|\bsystem-?prompt\b/u,
  /\b(?:kann|darf|werde) (?:ich )?(?:leider )?(?:nicht |kein rollenspiel|an (?:diesem|keinem) rollenspiel|diese anfrage nicht|bei dieser anfrage nicht)(?:an .{0,20}rollenspiel|rollenspiel|diese anfrage)?\b(?=.*(?:rollenspiel|anfrage))/u,
  // Spanish, Portuguese, French, Italian
  /\bcomo (?:un )?(?:modelo de (?:lenguaje|ia)|asistente (?:de ia|virtual)|inteligencia artificial)\b|\bsoy (?:solo |sólo |simplemente )?un (?:gran )?modelo de lenguaje\b/u,
  /\bcomo (?:um )?(?:modelo de linguagem|assistente (?:de ia|virtual)|inteligência artificial)\b|\bsou (?:apenas |só )?um (?:grande )?modelo de linguagem\b/u,
  /\ben tant que? (?:qu'?)?(?:modèle de langage|ia|intelligence artificielle|assistant virtuel|modèle)\b|\bje (?:ne )?suis qu'?un (?:grand )?modèle de langage\b|\bje suis (?:juste |simplement )?un modèle de langage\b/u,
  /\b(?:come|in quanto) (?:modello (?:linguistico|di linguaggio)|assistente (?:ia|virtuale)|intelligenza artificiale|ia)\b|\bsono (?:solo |soltanto |semplicemente )?un (?:grande )?modello (?:linguistico|di linguaggio)\b/u,
  /\bno puedo (?:participar en (?:juegos de rol|este juego)|cumplir con (?:esa|esta|tu|su) (?:solicitud|petición)|hacer juegos de rol)|\bnão posso (?:participar (?:de|em) (?:role-?play|encenaç)|atender (?:a )?(?:essa|este|esta|sua))|\bje ne peux pas (?:participer à (?:un|ce) jeu de rôle|répondre à cette demande|jouer (?:un|ce) rôle)|\bnon posso (?:partecipare a (?:giochi|questo gioco) di ruolo|soddisfare (?:questa|la tua) richiesta|interpretare (?:un|questo) ruolo)/u,
  /\b(?:mis|mi) (?:directrices|datos de entrenamiento|programación)\b|\bmes (?:directives|consignes|données d'entraînement)\b|\ble mie (?:linee guida|istruzioni di sistema)\b|\b(?:minhas|as minhas) (?:diretrizes|instruções de sistema)\b/u,
  // Chinese
  /作为(?:一个|一名|一款)?(?:ai|人工智能|大型?)?(?:语言模型|ai助手|人工智能助手|智能助手|聊天机器人|人工智能)|我(?:只是|仅仅是|是)(?:一个|一款)?(?:大型?)?(?:ai)?语言模型|由(?:openai|深度求索|百度|阿里|谷歌|智谱)\S{0,6}(?:训练|开发|研发)|(?:无法|不能)(?:进行)?角色扮演|无法满足(?:您|你)的(?:请求|要求)|系统提示词?|我的训练数据|用户(?:问|想|要求|说)/u,
];

/** Said without being asked, these are a recital; asked, they may be the honest answer. */
export const metaTalkUnasked: readonly RegExp[] = [
  /^(?:\W*(?:well|so|but|and|hm+|sorry|unfortunately),? )?as an (?:ai|artificial intelligence)\b(?!.{0,3}$)/u,
  /\b(?:i(?:'m| am) (?:just|only|merely|simply) an? (?:ai|bot|computer program|machine|virtual assistant|ai assistant))\b/u,
  /\bi (?:don't|do not|cannot|can't) (?:actually )?(?:have|experience|possess) (?:personal |real |human |physical )?(?:feelings|emotions|opinions|experiences|consciousness|beliefs|a physical (?:body|form))\b/u,
  /(?<![a-zß-ɏЀ-ӿ])как (?:ии|искусственный интеллект),? |(?<![a-zß-ɏЀ-ӿ])у меня нет (?:личных |собственных |настоящих )?(?:чувств|эмоций|личного опыта)(?:,|\.|$)|я (?:всего лишь|просто|лишь) (?:ии|бот|программа)/u,
  /\bals (?:ki|künstliche intelligenz)\b,? (?:habe|kann|bin|darf|besitze)\b|\bich bin (?:nur|bloß|lediglich) eine? (?:ki|bot|programm|maschine)\b/u,
  /\bcomo (?:ia|inteligencia artificial|inteligência artificial), |\bsolo soy una? (?:ia|bot|programa)\b|\bsou (?:apenas|só) uma? (?:ia|bot|programa)\b/u,
  /\ben tant qu'ia\b|\bje ne suis qu'(?:une ia|un programme|un bot)\b|\bin quanto ia\b|\bsono solo un'?(?:ia| bot| programma)\b/u,
  /作为(?:一个|一名)?ai[,，]|我只是(?:一个|个)?(?:ai|程序|机器人)|我没有(?:真正的|个人的?)?(?:情感|感情|感受|意识)/u,
];
