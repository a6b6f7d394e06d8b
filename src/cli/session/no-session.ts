import { OperatorError } from '../../core/failure.js';

/** Bots have a token, which @BotFather gives out again at any time. */
export function noSession(account: string): OperatorError {
  return new OperatorError(
    `${account} is a bot and has no session`,
    'its token is at @BotFather (/token); "kindred login" takes it in',
  );
}
