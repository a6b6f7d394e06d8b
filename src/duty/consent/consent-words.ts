/** Changes whenever a wording below changes; kept with every question asked. */
export const consentWordsVersion = '2026-11-1';

interface Wording {
  /** One line that a clear yes or no answers. */
  readonly question: string;
  readonly agreed: string;
  readonly withdrawn: string;
}

type Wordings = Readonly<Record<'memory' | 'proactive' | 'special-categories', Wording>>;

const english: Wordings = {
  memory: {
    question: 'May I remember what you tell me about yourself for later? Please answer yes or no; without a yes I will not.',
    agreed: 'Noted: I will remember. “What do you remember?” shows it, and “don’t remember anything about me” ends it.',
    withdrawn: 'Noted: I keep nothing more about you and use nothing of what I kept. “Forget everything” deletes it.',
  },
  proactive: {
    question: 'May I write to you first now and then? Please answer yes or no; without a yes I will not.',
    agreed: 'Noted: now and then I may write first. If you change your mind, write: don’t write to me first.',
    withdrawn: 'Noted: I will not write first any more.',
  },
  'special-categories': {
    question: 'You spoke of something personal (health, faith, love or politics). May I remember such things too? Please answer yes or no; without a yes I will not.',
    agreed: 'Noted: I may remember personal things too. To end that, write: don’t remember personal things.',
    withdrawn: 'Noted: I keep nothing more about your health, faith, love life or politics. “Forget everything” deletes what is kept.',
  },
}; // prettier-ignore

const all: Readonly<Record<string, Wordings>> = {
  en: english,
  ru: {
    memory: {
      question: 'Можно мне запоминать то, что ты рассказываешь о себе? Ответь, пожалуйста, да или нет; без «да» не буду.',
      agreed: 'Записано: буду помнить. «Что ты помнишь?» покажет, «ничего обо мне не запоминай» прекратит.',
      withdrawn: 'Записано: больше ничего о тебе не сохраняю и сохранённым не пользуюсь. «Забудь всё» удалит его.',
    },
    proactive: {
      question: 'Можно мне иногда писать тебе без повода с твоей стороны? Ответь, пожалуйста, да или нет; без «да» не буду.',
      agreed: 'Записано: иногда буду писать без вопроса. Если передумаешь, напиши: не пиши мне первой.',
      withdrawn: 'Записано: первых сообщений больше не будет.',
    },
    'special-categories': {
      question: 'Речь зашла о личном (здоровье, вера, любовь или политика). Можно запоминать и такое? Ответь, пожалуйста, да или нет; без «да» не буду.',
      agreed: 'Записано: можно помнить и личное. Чтобы прекратить, напиши: не запоминай личное.',
      withdrawn: 'Записано: о здоровье, вере, любви и политике больше ничего не сохраняю. «Забудь всё» удалит сохранённое.',
    },
  },
  uk: {
    memory: {
      question: 'Можна мені запам’ятовувати те, що ти розповідаєш про себе? Відповідай, будь ласка, так або ні; без «так» не буду.',
      agreed: 'Записано: пам’ятатиму. «Що ти пам’ятаєш?» покаже, «нічого про мене не запам’ятовуй» припинить.',
      withdrawn: 'Записано: більше нічого про тебе не зберігаю і збереженим не користуюся. «Забудь усе» видалить його.',
    },
    proactive: {
      question: 'Можна мені іноді писати тобі без приводу з твого боку? Відповідай, будь ласка, так або ні; без «так» не буду.',
      agreed: 'Записано: іноді писатиму без запитання. Якщо передумаєш, напиши: не пиши мені першою.',
      withdrawn: 'Записано: перших повідомлень більше не буде.',
    },
    'special-categories': {
      question: 'Ідеться про особисте (здоров’я, віра, кохання чи політика). Можна запам’ятовувати й таке? Відповідай, будь ласка, так або ні; без «так» не буду.',
      agreed: 'Записано: можна пам’ятати й особисте. Щоб припинити, напиши: не запам’ятовуй особисте.',
      withdrawn: 'Записано: про здоров’я, віру, кохання й політику більше нічого не зберігаю. «Забудь усе» видалить збережене.',
    },
  },
  de: {
    memory: {
      question: 'Darf ich mir merken, was du von dir erzählst? Bitte antworte mit ja oder nein; ohne ein Ja tue ich es nicht.',
      agreed: 'Notiert: Ich merke es mir. „Was weißt du über mich?“ zeigt es, „merk dir nichts über mich“ beendet es.',
      withdrawn: 'Notiert: Ich merke mir nichts mehr über dich und nutze nichts davon. „Vergiss alles“ löscht es.',
    },
    proactive: {
      question: 'Darf ich dir ab und zu von mir aus schreiben? Bitte antworte mit ja oder nein; ohne ein Ja tue ich es nicht.',
      agreed: 'Notiert: Ab und zu schreibe ich von mir aus. Wenn du es dir anders überlegst, schreib: schreib mir nicht zuerst.',
      withdrawn: 'Notiert: Ich schreibe nicht mehr von mir aus.',
    },
    'special-categories': {
      question: 'Es ging um Persönliches (Gesundheit, Glaube, Liebe oder Politik). Darf ich mir auch so etwas merken? Bitte antworte mit ja oder nein; ohne ein Ja tue ich es nicht.',
      agreed: 'Notiert: Auch Persönliches darf ich mir merken. Um das zu beenden, schreib: merk dir nichts Persönliches.',
      withdrawn: 'Notiert: Über Gesundheit, Glaube, Liebe und Politik merke ich mir nichts mehr. „Vergiss alles“ löscht, was da ist.',
    },
  },
  es: {
    memory: {
      question: '¿Puedo recordar lo que me cuentes de ti? Responde sí o no, por favor; sin un sí no lo haré.',
      agreed: 'Anotado: lo recordaré. «¿Qué recuerdas?» lo muestra y «no recuerdes nada de mí» lo termina.',
      withdrawn: 'Anotado: no guardo nada más sobre ti ni uso lo guardado. «Olvida todo» lo borra.',
    },
    proactive: {
      question: '¿Puedo escribirte yo primero de vez en cuando? Responde sí o no, por favor; sin un sí no lo haré.',
      agreed: 'Anotado: de vez en cuando escribiré primero. Si cambias de idea, escribe: no me escribas primero.',
      withdrawn: 'Anotado: ya no escribiré primero.',
    },
    'special-categories': {
      question: 'Ha salido algo personal (salud, fe, amor o política). ¿Puedo recordar también cosas así? Responde sí o no, por favor; sin un sí no lo haré.',
      agreed: 'Anotado: puedo recordar también lo personal. Para terminarlo, escribe: no recuerdes cosas personales.',
      withdrawn: 'Anotado: no guardo nada más de tu salud, fe, amor o política. «Olvida todo» borra lo guardado.',
    },
  },
  fr: {
    memory: {
      question: 'Puis-je me souvenir de ce que tu me dis de toi ? Réponds par oui ou non, s’il te plaît ; sans un oui je ne le ferai pas.',
      agreed: 'C’est noté : je m’en souviendrai. « De quoi te souviens-tu ? » le montre, « ne retiens rien sur moi » y met fin.',
      withdrawn: 'C’est noté : je ne retiens plus rien sur toi et n’utilise rien de ce qui est gardé. « Oublie tout » l’efface.',
    },
    proactive: {
      question: 'Puis-je t’écrire de moi-même de temps en temps ? Réponds par oui ou non, s’il te plaît ; sans un oui je ne le ferai pas.',
      agreed: 'C’est noté : j’écrirai de moi-même de temps en temps. Si tu changes d’avis, écris : ne m’écris pas en premier.',
      withdrawn: 'C’est noté : je n’écrirai plus de moi-même.',
    },
    'special-categories': {
      question: 'Il a été question de choses personnelles (santé, foi, amour ou politique). Puis-je m’en souvenir aussi ? Réponds par oui ou non, s’il te plaît ; sans un oui je ne le ferai pas.',
      agreed: 'C’est noté : je peux retenir aussi ces choses. Pour y mettre fin, écris : ne retiens rien de personnel.',
      withdrawn: 'C’est noté : je ne retiens plus rien sur ta santé, ta foi, tes amours ou la politique. « Oublie tout » efface le reste.',
    },
  },
  it: {
    memory: {
      question: 'Posso ricordare quello che mi racconti di te? Rispondi sì o no, per favore; senza un sì non lo farò.',
      agreed: 'Annotato: lo ricorderò. «Cosa ricordi?» lo mostra e «non ricordare niente di me» lo termina.',
      withdrawn: 'Annotato: non conservo più nulla su di te e non uso ciò che è conservato. «Dimentica tutto» lo cancella.',
    },
    proactive: {
      question: 'Posso scriverti io per primo ogni tanto? Rispondi sì o no, per favore; senza un sì non lo farò.',
      agreed: 'Annotato: ogni tanto scriverò per primo. Se cambi idea, scrivi: non scrivermi per primo.',
      withdrawn: 'Annotato: non scriverò più per primo.',
    },
    'special-categories': {
      question: 'Si è parlato di cose personali (salute, fede, amore o politica). Posso ricordare anche queste? Rispondi sì o no, per favore; senza un sì non lo farò.',
      agreed: 'Annotato: posso ricordare anche le cose personali. Per smettere, scrivi: non ricordare cose personali.',
      withdrawn: 'Annotato: non conservo più nulla su salute, fede, amore o politica. «Dimentica tutto» cancella il resto.',
    },
  },
  pt: {
    memory: {
      question: 'Posso lembrar-me do que me contas sobre ti? Responde sim ou não, por favor; sem um sim não o faço.',
      agreed: 'Anotado: vou lembrar-me. «O que lembras?» mostra-o e «não te lembres de nada sobre mim» termina-o.',
      withdrawn: 'Anotado: não guardo mais nada sobre ti nem uso o que está guardado. «Esquece tudo» apaga-o.',
    },
    proactive: {
      question: 'Posso escrever-te primeiro de vez em quando? Responde sim ou não, por favor; sem um sim não o faço.',
      agreed: 'Anotado: de vez em quando escrevo primeiro. Se mudares de ideia, escreve: não me escrevas primeiro.',
      withdrawn: 'Anotado: já não escrevo primeiro.',
    },
    'special-categories': {
      question: 'Falámos de algo pessoal (saúde, fé, amor ou política). Posso lembrar-me também disso? Responde sim ou não, por favor; sem um sim não o faço.',
      agreed: 'Anotado: posso lembrar-me também do que é pessoal. Para terminar, escreve: não te lembres de coisas pessoais.',
      withdrawn: 'Anotado: não guardo mais nada sobre saúde, fé, amor ou política. «Esquece tudo» apaga o resto.',
    },
  },
}; // prettier-ignore

export function consentWords(language: string | null, kind: keyof Wordings): Wording {
  return (all[language?.slice(0, 2).toLowerCase() ?? 'en'] ?? english)[kind];
}
