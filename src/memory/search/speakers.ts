import { wordsOf } from '../../text/words.js';

const self =
  'i my me mine myself im ive я мне меня мной мой моя мое мои моей моего моем ich mir mich mein meine meinem meinen meiner yo me mi mis je moi mon ma mes io mio mia miei mie eu meu minha meus minhas мені мене мною мій моє мої моєї 我 私 俺 僕 나 내 제 저';
const other =
  'you your yours yourself ты тебе тебя тобой твой твоя твое твои твоей du dir dich dein deine deinem deinen deiner tú ti tu tus te toi ton ta tes tuo tua tuoi tue você voce teu seu sua ти тобі тебе тобою твій твоя твоє твої 你 您 あなた 君 너 네 당신';
const words = {
  self: new Set(self.split(' ')),
  other: new Set(other.split(' ')),
};

/** Who writes to whom. */
export interface Names {
  readonly person: string;
  readonly character: string;
}

export type Side = 'person' | 'character';

/**
 * Whom of the two a message is about. "I" and "you" are the person and the character; without either, a name is whose it
 * is: a name beside "you" only calls. Null where it speaks of both or neither.
 */
export function sideMeant(said: readonly string[], names: Names): Side | null {
  const ofPerson = said.some((word) => words.self.has(word));
  const ofCharacter = said.some((word) => words.other.has(word));
  if (ofPerson || ofCharacter) return oneOf(ofPerson, ofCharacter);
  const named = (name: string): boolean =>
    wordsOf(name).some((part) => said.some((word) => word === part || word === `${part}'s`));
  return oneOf(named(names.person), named(names.character));
}

const oneOf = (person: boolean, character: boolean): Side | null => {
  if (person === character) return null;
  return person ? 'person' : 'character';
};
