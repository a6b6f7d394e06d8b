import { createHash } from 'node:crypto';
import type { KeyRecord } from './store.js';

/** Telegram changes salts every half hour and accepts an old one as long again; here a salt begins every hour and lives two. */
const PERIOD_SECONDS = 3600;

/** Salts follow from the key and the hour, so there is nothing to keep and every restart agrees. */
function saltOfPeriod(record: KeyRecord, period: number): bigint {
  return createHash('sha256').update(record.auth.key).update(`salt ${period}`).digest().readBigInt64LE(0);
}

/** Decides about salts. Remembers the last answer per key, since every packet asks. */
export class Salts {
  private readonly cached = new WeakMap<KeyRecord, { period: number; now: bigint; before: bigint }>();

  current(record: KeyRecord, seconds: number): bigint {
    return this.of(record, seconds).now;
  }

  isValid(record: KeyRecord, salt: bigint, seconds: number): boolean {
    const { now, before } = this.of(record, seconds);
    if (salt === now || salt === before) return true;
    return salt === record.firstSalt && seconds - record.createdAt < PERIOD_SECONDS;
  }

  /** The next salts with their validity in seconds since 1970, the current one first; at most 64. */
  future(
    record: KeyRecord,
    seconds: number,
    count: number,
  ): { since: number; until: number; salt: bigint }[] {
    const first = Math.floor(seconds / PERIOD_SECONDS);
    return Array.from({ length: Math.min(Math.max(count, 1), 64) }, (_, index) => ({
      since: (first + index) * PERIOD_SECONDS,
      until: (first + index + 2) * PERIOD_SECONDS,
      salt: saltOfPeriod(record, first + index),
    }));
  }

  private of(record: KeyRecord, seconds: number): { now: bigint; before: bigint } {
    const period = Math.floor(seconds / PERIOD_SECONDS);
    const known = this.cached.get(record);
    if (known?.period === period) return known;
    const fresh = { period, now: saltOfPeriod(record, period), before: saltOfPeriod(record, period - 1) };
    this.cached.set(record, fresh);
    return fresh;
  }
}
