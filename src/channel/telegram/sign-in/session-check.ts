import { Api } from 'telegram';
import type { ChannelResult, SelfInfo } from '../../contract.js';
import { LoginConnection } from './login-connection.js';
import type { ConnectionOptions } from '../options.js';
import { identity } from '../self-info.js';
import { placeNow } from './place.js';

export interface LiveSession {
  readonly self: SelfInfo;
  /** The account's number with its plus, if the server told it. */
  readonly phone?: string;
  /** The session string as the library writes it now. */
  readonly session: string;
  /** Where the account's update stream stands now: a channel's cursor for its first run. */
  readonly place?: string;
}

/** Ask the server once whose session this is; one connection, closed when this resolves. */
export async function checkSession(options: ConnectionOptions): Promise<ChannelResult<LiveSession>> {
  const connection = new LoginConnection(options);
  try {
    const answer = await connection.call(new Api.users.GetUsers({ id: [new Api.InputUserSelf()] }));
    if (!answer.ok) return answer;
    const place = await placeNow(connection);
    const session = connection.current();
    return {
      ok: true,
      value: { ...identity(answer.value[0]), session, ...(place === undefined ? {} : { place }) },
    };
  } finally {
    await connection.close();
  }
}
