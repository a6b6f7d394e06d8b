import { createHash } from 'node:crypto';

/** Somebody with WhatsApp on a phone. */
export interface WhatsAppUser {
  /** Digits, with the country's code. */
  readonly number: string;
  readonly name: string;
  /** How businesses see them: the country in two letters, a dot and letters and digits (BSUID). */
  userId: string;
  /** How linked devices see them: digits before `@lid`. */
  readonly lid: string;
  /** With a username the number is no longer told. */
  username: string | null;
  /** What is sent waits until the phone is on again. */
  isOffline: boolean;
  /** Reads whatever arrives, as somebody who has the chat open. */
  readsAtOnce: boolean;
  /** Lines whose messages never arrive. */
  readonly blocked: Set<string>;
}

export interface NewWhatsAppUser {
  readonly number: string;
  readonly name?: string;
  readonly username?: string;
  readonly readsAtOnce?: boolean;
}

/** Country codes of numbers as far as virtual people come from there; the longest that fits counts. */
const countries: readonly (readonly [string, string])[] = [
  ['1', 'US'],
  ['353', 'IE'],
  ['30', 'GR'],
  ['31', 'NL'],
  ['33', 'FR'],
  ['34', 'ES'],
  ['351', 'PT'],
  ['39', 'IT'],
  ['44', 'GB'],
  ['49', 'DE'],
  ['52', 'MX'],
  ['54', 'AR'],
  ['55', 'BR'],
  ['7', 'RU'],
  ['91', 'IN'],
];

export function newUser(draft: NewWhatsAppUser): WhatsAppUser {
  const number = draft.number.replace(/\D/gu, '');
  return {
    number,
    name: draft.name ?? number,
    userId: userIdOf(number, 0),
    lid: digits(`lid ${number}`, 15),
    username: draft.username ?? null,
    isOffline: false,
    readsAtOnce: draft.readsAtOnce ?? false,
    blocked: new Set(),
  };
}

/** The same each time for a number and how often its owner got another one. */
export function userIdOf(number: string, generation: number): string {
  const country = countries
    .filter(([code]) => number.startsWith(code))
    .toSorted(([one], [other]) => other.length - one.length)[0]?.[1];
  return `${country ?? 'US'}.${digits(`user ${number} ${generation}`, 17)}`;
}

function digits(of: string, length: number): string {
  const found = BigInt(`0x${createHash('sha256').update(of).digest('hex')}`).toString();
  return `1${found.slice(0, length - 1)}`;
}
