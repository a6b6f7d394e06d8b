import { Api } from 'telegram';
import type { ChannelFailure, ChannelResult } from '../../contract.js';
import { LoginConnection } from './login-connection.js';
import type { ConnectionOptions } from '../options.js';

/** The session is void already, or its account is no more. */
const isOver: ReadonlySet<ChannelFailure['kind']> = new Set<ChannelFailure['kind']>([
  'logged-out',
  'session-duplicated',
  'account-banned',
  'account-deleted',
]);

/** End the session on the server, so that its string is worth nothing any more. One that was ended before is fine too. */
export async function logOut(options: ConnectionOptions): Promise<ChannelResult<void>> {
  const connection = new LoginConnection(options);
  try {
    const answer = await connection.call(new Api.auth.LogOut());
    if (answer.ok || isOver.has(answer.failure.kind)) return { ok: true, value: undefined };
    return answer;
  } finally {
    await connection.close();
  }
}
