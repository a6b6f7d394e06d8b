/** What a person is told when the matter went to whoever runs this: that it did, and that nobody can say until when. */
export function handOverLine(language: string | null, operator: string): string {
  const line = lines[language?.slice(0, 2).toLowerCase() ?? ''] ?? english;
  return line(operator);
}

const english = (operator: string): string =>
  `This is for the person who runs this service, and they have been notified: ${operator}. I cannot settle it here and do not know when they will answer.`;

const lines: Readonly<Record<string, (operator: string) => string>> = {
  en: english,
  ru: (operator) =>
    `Это вопрос к тому, кто ведёт этот сервис, и ему уже сообщено: ${operator}. Решить это здесь нельзя, и когда придёт ответ, неизвестно.`,
  uk: (operator) =>
    `Це питання до того, хто веде цей сервіс, і йому вже повідомлено: ${operator}. Вирішити це тут не можна, і коли прийде відповідь, невідомо.`,
  de: (operator) =>
    `Das ist Sache der Person, die diesen Dienst betreibt, und sie ist benachrichtigt: ${operator}. Hier lässt es sich nicht klären, und wann sie antwortet, ist offen.`,
  es: (operator) =>
    `Esto le corresponde a quien lleva este servicio, y ya tiene el aviso: ${operator}. Aquí no se puede resolver, y no se sabe cuándo contestará.`,
  fr: (operator) =>
    `Cela revient à la personne qui gère ce service, et elle est prévenue : ${operator}. On ne peut pas le régler ici, et on ne sait pas quand elle répondra.`,
  it: (operator) =>
    `Questo spetta a chi gestisce il servizio, che è già stato avvisato: ${operator}. Qui non si può risolvere, e non si sa quando risponderà.`,
  pt: (operator) =>
    `Isto cabe a quem mantém este serviço, que já foi avisado: ${operator}. Aqui não dá para resolver, e não se sabe quando virá a resposta.`,
};
