import type { Api } from 'telegram';
import { presentPosition } from '../first-questions.js';
import { toCursor } from '../updates/cursor.js';
import { identity } from '../self-info.js';
import type { LoginConnection } from './login-connection.js';
import type { LoginResult } from './login-result.js';

/**
 * Where the account's update stream stands, as a channel's cursor: taken at the end of a sign-in, so that what people
 * write before the first run is found by it. Undefined when the server does not say; the sign-in is good all the same.
 */
export async function placeNow(connection: LoginConnection): Promise<string | undefined> {
  const position = await presentPosition(
    (request) => connection.call(request),
    Math.floor(connection.serverClock.now() / 1_000),
  );
  return position.ok ? toCursor(position.value) : undefined;
}

/** The end of a sign-in that worked. */
export async function signedIn(connection: LoginConnection, user: Api.TypeUser): Promise<LoginResult> {
  const place = await placeNow(connection);
  const session = connection.current();
  return { ok: true, session, ...identity(user), ...(place === undefined ? {} : { place }) };
}
