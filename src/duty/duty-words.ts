/** Changes whenever a wording below changes. */
export const dutyWordsVersion = '2026-11-1';

interface Wording {
  readonly truth: (character: string, operator: string) => string;
  readonly underAge: (operator: string) => string;
  readonly stopped: string;
}

const english: Wording = {
  truth: (character, operator) => `I am an AI, not a human. ${character} is a character, and ${operator} runs it.`,
  underAge: (operator) => `This is for adults only, and from what you wrote you may be under 18. I stop here and will not answer any more. If that is a mistake, write to ${operator}.`,
  stopped: 'Understood. I will not write to you any more, unless you write to me.',
}; // prettier-ignore

const wordings: Readonly<Record<string, Wording>> = {
  en: english,
  ru: {
    truth: (character, operator) => `Я искусственный интеллект, а не человек. ${character} — это персонаж, за него отвечает ${operator}.`,
    underAge: (operator) => `Это только для взрослых, а из написанного видно, что тебе может не быть 18. Я останавливаюсь и больше не отвечаю. Если это ошибка, напиши: ${operator}.`,
    stopped: 'Понятно. Больше сообщений не будет, пока ты не напишешь.',
  },
  uk: {
    truth: (character, operator) => `Я штучний інтелект, а не людина. ${character} — це персонаж, за нього відповідає ${operator}.`,
    underAge: (operator) => `Це лише для дорослих, а з написаного видно, що тобі може не бути 18. Я зупиняюся і більше не відповідаю. Якщо це помилка, напиши: ${operator}.`,
    stopped: 'Зрозуміло. Більше повідомлень не буде, доки ти не напишеш.',
  },
  de: {
    truth: (character, operator) => `Ich bin eine KI und kein Mensch. ${character} ist eine Figur, verantwortlich ist ${operator}.`,
    underAge: (operator) => `Das hier ist nur für Erwachsene, und nach dem, was du schreibst, bist du vielleicht unter 18. Ich höre hier auf und antworte nicht mehr. Falls das ein Irrtum ist, schreib an ${operator}.`,
    stopped: 'Verstanden. Es kommt keine Nachricht mehr, außer du schreibst mir.',
  },
  es: {
    truth: (character, operator) => `Soy una IA, no un ser humano. ${character} es un personaje, y el responsable es ${operator}.`,
    underAge: (operator) => `Esto es solo para adultos y, por lo que escribes, quizá tengas menos de 18 años. Me detengo aquí y no responderé más. Si es un error, escribe a ${operator}.`,
    stopped: 'Entendido. No te escribiré más, salvo que me escribas tú.',
  },
  fr: {
    truth: (character, operator) => `Je suis une IA, pas un être humain. ${character} est un personnage, et ${operator} en est responsable.`,
    underAge: (operator) => `Ceci est réservé aux adultes et, d’après ce que tu écris, tu as peut-être moins de 18 ans. Je m’arrête ici et ne répondrai plus. Si c’est une erreur, écris à ${operator}.`,
    stopped: 'C’est compris. Je ne t’écrirai plus, sauf si tu m’écris.',
  },
  it: {
    truth: (character, operator) => `Sono un’IA, non un essere umano. ${character} è un personaggio e il responsabile è ${operator}.`,
    underAge: (operator) => `Questo è solo per adulti e, da quello che scrivi, potresti avere meno di 18 anni. Mi fermo qui e non risponderò più. Se è un errore, scrivi a ${operator}.`,
    stopped: 'Capito. Non ti scriverò più, a meno che non mi scriva tu.',
  },
  pt: {
    truth: (character, operator) => `Sou uma IA, não um ser humano. ${character} é uma personagem e o responsável é ${operator}.`,
    underAge: (operator) => `Isto é só para adultos e, pelo que escreves, podes ter menos de 18 anos. Paro aqui e não respondo mais. Se for engano, escreve a ${operator}.`,
    stopped: 'Entendido. Não te escrevo mais, a não ser que me escrevas.',
  },
}; // prettier-ignore

export function dutyWords(language: string | null): Wording {
  return wordings[language?.slice(0, 2).toLowerCase() ?? 'en'] ?? english;
}
