import { z } from 'zod';
import { conditionOf } from '../telegram/world/account/condition.js';
import type { User } from '../telegram/world/account/users.js';
import type { TelegramSandbox } from '../serving/telegram-server.js';
import { ControlError } from './http.js';

/** Checks a body; the error names the field and what was expected. */
export function parse<S extends z.ZodType>(schema: S, body: unknown): z.infer<S> {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'body' : issue.path.join('.');
  throw new ControlError(400, `${where}: ${issue?.message ?? 'invalid'}`);
}

/** A user id, `@username` or `+phone`. */
export const refSchema = z.union([z.string().min(1), z.number().int()]);

export const username = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{2,31}$/, 'expected 3 to 32 letters, digits or _');

export function userOf(telegram: TelegramSandbox, ref: string | number | undefined): User {
  const user = ref === undefined ? undefined : telegram.people.find(ref);
  if (user === undefined)
    throw new ControlError(404, `nobody is called ${String(ref)}; use an id, @username or +phone`);
  return user;
}

export function optionalUser(
  telegram: TelegramSandbox,
  ref: string | number | null | undefined,
): User | undefined {
  return ref === undefined || ref === null || ref === '' ? undefined : userOf(telegram, ref);
}

/** A whole number from the query string. */
export function queryNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new ControlError(400, `${name}: expected a whole number`);
  return value;
}

/** What the control interface shows of a user: everything but the password. */
export function showUser(telegram: TelegramSandbox, user: User): Record<string, unknown> {
  const { password, onlineUntil, ...rest } = user;
  return {
    ...rest,
    condition: conditionOf(telegram.world, user.id),
    hasPassword: password !== null,
    online: onlineUntil > telegram.world.clock.now(),
    devices: telegram.keysOf(user.id).length,
    listening: telegram.sessions.isListening(user.id),
  };
}
