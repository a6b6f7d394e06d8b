import { randomBytes, randomUUID } from 'node:crypto';
import type { Chance } from '../../core/chance.js';
import type { IdSource } from '../../core/id-source.js';
import { outboxId, sendId, turnId } from '../../core/ids.js';

/** Ids nobody can guess and no two runs share. */
export function randomIds(): IdSource {
  return {
    turn: () => turnId(shortId()),
    outbox: () => outboxId(randomUUID()),
    send: () => {
      const value = randomBytes(8).readBigInt64BE();
      return sendId(String(value === 0n ? 1n : value));
    },
  };
}

export function systemChance(): Chance {
  return { next: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48 };
}

/** Ten letters and digits: short enough to type after `kindred turn show`, and 10^14 of them. */
function shortId(): string {
  const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
  return Array.from(randomBytes(10), (byte) => alphabet[byte % alphabet.length]).join('');
}
