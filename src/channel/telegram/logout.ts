import { Api } from 'telegram';
import type { ChannelResult } from '../contract.js';
import { LoginConnection } from './login-connection.js';
import type { ConnectionOptions } from './options.js';

/** End the session on the server, so that its string is worth nothing any more. One that was ended before is fine too. */
export async function logOut(options: ConnectionOptions): Promise<ChannelResult<void>> {
  const connection = new LoginConnection(options);
  try {
    const answer = await connection.call(new Api.auth.LogOut());
    if (answer.ok || answer.failure.kind === 'logged-out') return { ok: true, value: undefined };
    return answer;
  } finally {
    await connection.close();
  }
}
