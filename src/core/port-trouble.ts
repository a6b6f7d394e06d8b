import { OperatorError } from './failure.js';

/** Why a server of ours could not listen, in one line with what to do; other failures stay as they are. */
export function portTrouble(
  cause: NodeJS.ErrnoException,
  server: 'Telegram' | 'model' | 'control',
  host: string,
  port: number,
): Error {
  const problem: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} on ${host} is in use by another program`,
    EACCES: `port ${port} on ${host} may not be opened by this user`,
    EADDRNOTAVAIL: `this machine has no address ${host}`,
  };
  const known = problem[cause.code ?? ''];
  if (known === undefined) return cause;
  const remedy =
    cause.code === 'EADDRNOTAVAIL'
      ? `choose another address for the ${server} server`
      : `choose another one for the ${server} server, or stop that program`;
  return new OperatorError(known, remedy, { cause });
}
