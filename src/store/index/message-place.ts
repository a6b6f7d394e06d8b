import { createHmac } from 'node:crypto';

/** What the row number of a full-text entry says about a message, so that ranking reads no other row for it. */
export interface Place {
  /** Counts up by one along the conversation. */
  readonly position: number;
  /** Content words, counted up to `mostTerms`. */
  readonly length: number;
  readonly isQuestion: boolean;
  readonly byPerson: boolean;
}

export const mostTerms = 31;
/** 22 bits of conversation above them still make a whole number that JavaScript holds exactly. */
const perConversation = 2 ** 31;
const mostPositions = 2 ** 24;

/** conversation · 2^31 + position · 2^7 + length · 2^2 + question · 2 + person. */
export function placeOf(number: number, { position, length, isQuestion, byPerson }: Place): number {
  if (position >= mostPositions) throw new Error('a conversation has more messages than places');
  return (
    number * perConversation +
    position * 128 +
    Math.min(length, mostTerms) * 4 +
    (isQuestion ? 2 : 0) +
    (byPerson ? 1 : 0)
  );
}

/** Takes a place apart, with or without its conversation. */
export function readPlace(place: number): Place {
  const within = place % perConversation;
  return {
    position: Math.floor(within / 128),
    length: (within >> 2) & mostTerms,
    isQuestion: (within & 2) !== 0,
    byPerson: (within & 1) !== 0,
  };
}

const digits = '0123456789abcdefghijklmnopqrstuv';

/**
 * The token a term is indexed under. The conversation's number comes first, so that the terms of one conversation lie
 * together and a look-up costs what the conversation is long; the rest is a hash of 40 bits under its salt.
 */
export function tokenOf(number: number, salt: Uint8Array, term: string): string {
  const hash = createHmac('sha256', salt).update(term).digest();
  let token = `${number.toString(32)}z`;
  for (let index = 0; index < 8; index += 1) {
    const bit = index * 5;
    const word = ((hash[bit >> 3] ?? 0) << 8) | (hash[(bit >> 3) + 1] ?? 0);
    token += digits.charAt((word >> (11 - (bit & 7))) & 31);
  }
  return token;
}
