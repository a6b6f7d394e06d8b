import { PhraseIndex } from './moment/phrase-index.js';

/** Why only the human who runs this can help: they were asked for again and again, or it is theirs to do. */
export type HandOverReason = 'asked-for-operator' | 'operator-only' | typeof otherProgram;

/** Another program writes here: nobody is told anything, and the operator once. */
export const otherProgram = 'other-program';

/** Wishes to speak with whoever runs this. Once may be a question or a joke; twice is meant. */
const wishes =
  'talk to a human, talk to a real human, talk to a real person, talk to a person, talk to someone real, speak to a human, speak to a real person, speak to a person, speak with a human, speak with a person, chat with a human, human operator, human support, human agent, customer support, customer service, get me a human, i want a human, i need a human, talk to the operator, speak to the operator, contact the operator, talk to your operator, contact your operator, talk to whoever runs this, talk to your owner, who runs this bot, contact support, ' +
  'поговорить с человеком, поговорить с живым человеком, поговорить с реальным человеком, позови человека, позовите человека, позови оператора, позовите оператора, позови админа, позовите администратора, связаться с оператором, связаться с поддержкой, связаться с владельцем, свяжи меня с оператором, свяжите с оператором, нужен оператор, нужен живой человек, хочу оператора, дайте оператора, живого человека, службу поддержки, написать в поддержку, кто тобой управляет, ' +
  'mit einem menschen sprechen, mit einem menschen reden, mit dem betreiber sprechen, den betreiber sprechen, mit dem support sprechen, menschlichen mitarbeiter, hablar con una persona, hablar con un humano, hablar con el operador, atención al cliente, parler à un humain, parler à une vraie personne, parler à un opérateur, service client, parlare con una persona, parlare con un umano, parlare con un operatore, servizio clienti, falar com uma pessoa, falar com um humano, falar com o operador, falar com um atendente';

/** What only the operator can do. Each is said to them and not told of somebody else. */
const matters =
  'i want a refund, i want my refund, i want my money back, give me my money back, give me a refund, refund me, refund my, can i get a refund, can i have a refund, please refund, you charged me, you charged my card, stop charging me, stop charging my card, cancel my subscription with you, cancel my subscription to you, cancel my subscription here, delete my account with you, delete my account here, close my account here, i will sue you, i am going to sue you, i am suing you, my lawyer will contact you, you will hear from my lawyer, send this to your legal, your data protection officer, gdpr request, subject access request, i will report you to the police, ' +
  'верните деньги, верните мне деньги, верни деньги, верни мне деньги, хочу вернуть деньги, хочу возврат, оформите возврат, вы списали деньги, вы списали с меня, у меня списали деньги за тебя, отмените мою подписку, отмените подписку, отмени мою подписку, удалите мой аккаунт, удали мой аккаунт, подам на вас в суд, подаю на вас в суд, мой адвокат с вами свяжется, запрос о персональных данных, ' +
  'ich will mein geld zurück, ich möchte mein geld zurück, gebt mir mein geld zurück, kündigt mein abo, ich verklage euch, ich verklage sie, mein anwalt wird sich melden, quiero un reembolso, quiero que me devuelvan el dinero, devuélveme el dinero, devuélvanme el dinero, cancelen mi suscripción, voy a demandarlos, je veux un remboursement, remboursez-moi, résiliez mon abonnement, je vais porter plainte contre vous, voglio un rimborso, rimborsatemi, ridatemi i soldi, disdite il mio abbonamento, vi denuncio, quero um reembolso, quero meu dinheiro de volta, cancelem minha assinatura, vou processar vocês';

const index = new PhraseIndex([
  { name: 'wish', phrases: wishes },
  { name: 'matter', phrases: matters },
]);

/** A message longer than this tells a story; a wish to the operator is put shortly. */
const mostWords = 60;

/**
 * Whether only the operator can help, by phrases of seven languages: a matter of money, law or the account said to
 * them, or the wish for a human in this burst and in a message of the talk just before it, or twice in the burst.
 */
export function needsOperator(burst: readonly string[], before: readonly string[]): HandOverReason | null {
  const found = burst.filter((text) => text.split(/\s+/u).length <= mostWords).map(namesIn);
  if (found.some((names) => names.has('matter'))) return 'operator-only';
  const now = found.filter((names) => names.has('wish')).length;
  if (now === 0) return null;
  const earlier = now > 1 || before.some((text) => namesIn(text).has('wish'));
  return earlier ? 'asked-for-operator' : null;
}

function namesIn(text: string): ReadonlySet<'wish' | 'matter'> {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’ʼ]/gu, "'")
    .replace(/ё/gu, 'е')
    .replace(/[^\S\n]+/gu, ' ');
  return new Set(index.find(plain).map(({ name }) => name));
}
