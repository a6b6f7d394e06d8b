import { wordsOf } from '../../text/words.js';

const self =
  'i my me mine myself im ive я мне меня мной мой моя мое мои моей моего моем ich mir mich mein meine meinem meinen meiner yo me mi mis je moi mon ma mes io mio mia miei mie eu meu minha meus minhas мені мене мною мій моє мої моєї 我 私 俺 僕 나 내 제 저';
const other =
  'you your yours yourself ты тебе тебя тобой твой твоя твое твои твоей du dir dich dein deine deinem deinen deiner tú ti tu tus te toi ton ta tes tuo tua tuoi tue você voce teu seu sua ти тобі тебе тобою твій твоя твоє твої 你 您 あなた 君 너 네 당신';
const words = { self: new Set(self.split(' ')), other: new Set(other.split(' ')) };

/** A little more for the side that is spoken of; what the other one said about it counts nearly as much. */
const preferred = 1.15;

/**
 * What the person means by "I" and "you": themselves and the character. Where a message speaks of one of the two only,
 * what that side said is preferred a little; null where it speaks of both or neither.
 */
export function speakersMeant(text: string): { readonly person: number; readonly other: number } | null {
  const said = wordsOf(text);
  const ofSelf = said.some((word) => words.self.has(word));
  const ofOther = said.some((word) => words.other.has(word));
  if (ofSelf === ofOther) return null;
  return ofSelf ? { person: preferred, other: 1 } : { person: 1, other: preferred };
}
