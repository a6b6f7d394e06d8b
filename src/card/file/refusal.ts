/** Why a card is not taken, in words for its author. */
export interface CardRefusal {
  readonly ok: false;
  readonly why: string;
  readonly remedy: string;
}

export function refuse(why: string, remedy: string): CardRefusal {
  return { ok: false, why, remedy };
}

/** Bytes of a card's text once it is out of its picture or archive: some five hundred long lorebook entries. */
export const largestText = 4 * 1024 * 1024;
/** Bytes of a picture or an archive. */
export const largestFile = 64 * 1024 * 1024;

export function tooLarge(most: number): CardRefusal {
  return refuse(`it is larger than ${most / 1024 / 1024} MB`, 'export it without pictures and sounds');
}
