import { randomBytes } from 'node:crypto';
import { postMessage } from '../message/post-message.js';
import { SERVICE_USER_ID } from './users.js';
import type { World } from '../world.js';

const CODE_LIFE = 5 * 60_000;
const TRIES = 5;

/** The ways Telegram has of sending a login code, and `email-setup`: it wants an e-mail address first. */
export const codeWays = [
  'auto',
  'app',
  'sms',
  'call',
  'email',
  'email-setup',
  'fragment',
  'firebase',
  'sms-word',
] as const;

export type CodeWay = (typeof codeWays)[number];

export interface SentCode {
  readonly phone: string;
  readonly hash: string;
  readonly code: string;
  readonly expiresAt: number;
  readonly tries: number;
  /** `app`: delivered as a message from 777000 to the signed-in devices; the others only say that they were. */
  readonly via: Exclude<CodeWay, 'auto'>;
}

/** Makes a code for a phone number, and delivers it to the account's signed-in devices where that is the way. */
export function sendLoginCode(world: World, phone: string, code: string, way: CodeWay = 'auto'): SentCode {
  const expiresAt = world.clock.now() + CODE_LIFE;
  const hash = randomBytes(9).toString('hex');
  return world.transactions.run(() => {
    world.db
      .prepare(
        'INSERT OR REPLACE INTO login_codes (phone, hash, code, expires_at, tries) VALUES (?, ?, ?, ?, 0)',
      )
      .run(phone, hash, code, expiresAt);
    const user = world.users.withPhone(phone);
    const hasDevice = user !== undefined && world.authorizations.forUser(user.id).length > 0;
    const usual = hasDevice ? 'app' : 'sms';
    const via = way === 'auto' ? usual : way;
    if (via === 'app' && user !== undefined) {
      postMessage(
        world,
        { user: SERVICE_USER_ID },
        { to: user.id, text: `Login code: ${code}. Do not give this code to anyone.` },
      );
    }
    return { phone, hash, code, expiresAt, tries: 0, via };
  });
}

export function pendingCodes(world: World): Omit<SentCode, 'via'>[] {
  return world.db
    .prepare<[], Omit<SentCode, 'via'>>(
      'SELECT phone, hash, code, expires_at AS expiresAt, tries FROM login_codes ORDER BY expires_at DESC',
    )
    .all();
}

/** Undefined when the code is right; otherwise the error type. Without a code only the hash is checked (signing up). */
export function checkLoginCode(
  world: World,
  phone: string,
  hash: string,
  code: string | undefined,
): string | undefined {
  const sent = pendingCodes(world).find((row) => row.phone === phone);
  if (sent === undefined || sent.hash !== hash || sent.expiresAt <= world.clock.now()) {
    return 'PHONE_CODE_EXPIRED';
  }
  if (code === undefined) return undefined;
  if (code === '') return 'PHONE_CODE_EMPTY';
  if (sent.code === code) return undefined;
  if (sent.tries + 1 >= TRIES) forgetLoginCode(world, phone);
  else world.db.prepare('UPDATE login_codes SET tries = tries + 1 WHERE phone = ?').run(phone);
  return 'PHONE_CODE_INVALID';
}

export function forgetLoginCode(world: World, phone: string): void {
  world.db.prepare('DELETE FROM login_codes WHERE phone = ?').run(phone);
}

const DAY = 86_400_000;

/** Notes that a code was asked for. False when the number already had `perDay` of them within a day; 0: no limit. */
export function countCode(world: World, phone: string, perDay: number): boolean {
  const name = `codes:${phone}`;
  const now = world.clock.now();
  const row = world.db
    .prepare<[string], { value: string }>('SELECT value FROM facts WHERE name = ?')
    .get(name);
  const earlier = (JSON.parse(row?.value ?? '[]') as number[]).filter((at) => at > now - DAY);
  if (perDay > 0 && earlier.length >= perDay) return false;
  world.db
    .prepare('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)')
    .run(name, JSON.stringify([...earlier, now]));
  return true;
}
