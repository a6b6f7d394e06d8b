/** Message ids of one session as the server gives them: unix time times 2^32, rising, 1 mod 4 for answers and 3 mod 4 for the rest. */
export class ServerMessageIds {
  private last = 0n;

  next(milliseconds: number, isAnswer: boolean): bigint {
    const seconds = Math.floor(milliseconds / 1000);
    const fraction = Math.floor(((milliseconds - seconds * 1000) / 1000) * 2 ** 30);
    let id = (BigInt(seconds) << 32n) | (BigInt(fraction) << 2n);
    if (id <= this.last) id = (this.last | 3n) + 1n;
    id |= isAnswer ? 1n : 3n;
    this.last = id;
    return id;
  }
}

/** Why a client's message id is refused; the codes of bad_msg_notification. */
const BAD_ID = { tooLow: 16, tooHigh: 17, notDivisibleByFour: 18 } as const;

/** A message may be at most this much older or newer than the server's clock (core.telegram.org/mtproto/description#message-identifier-msg-id). */
const OLDEST_SECONDS = 300;
const NEWEST_SECONDS = 30;

/** Null when the id is acceptable now. */
export function checkClientId(id: bigint, milliseconds: number): number | null {
  if ((id & 3n) !== 0n) return BAD_ID.notDivisibleByFour;
  const seconds = Number(id >> 32n);
  const now = milliseconds / 1000;
  if (seconds < now - OLDEST_SECONDS) return BAD_ID.tooLow;
  if (seconds > now + NEWEST_SECONDS) return BAD_ID.tooHigh;
  return null;
}

export const BAD_SEQUENCE = { tooLow: 32, tooHigh: 33, oddExpectedEven: 34, evenExpectedOdd: 35 } as const;

/** Watches the sequence numbers of one session: they may not fall while message ids rise. */
export class ClientSequence {
  private highestId = 0n;
  private highestNumber = 0;

  /** Null when the pair fits what came before (and is then remembered). */
  accept(id: bigint, number: number): number | null {
    if (id < this.highestId) return number > this.highestNumber ? BAD_SEQUENCE.tooHigh : null;
    const repeatsOdd = number === this.highestNumber && (number & 1) === 1;
    if (id > this.highestId && (number < this.highestNumber || repeatsOdd)) return BAD_SEQUENCE.tooLow;
    this.highestId = id;
    this.highestNumber = number;
    return null;
  }
}
